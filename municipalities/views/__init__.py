"""The doors of the foundation, one file per activity: find, ask, hand over, answer."""
