"""Readers: files that towns already have become the interchange JSON and a report; no Django, no database in here.

`text` reads a published document that a machine has read, `interchange` reads our own JSON from anywhere.
"""
