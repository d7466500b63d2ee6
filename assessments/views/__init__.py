"""The doors of the house, one file per activity: find, ask, hand over, answer."""
