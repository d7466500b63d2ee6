"""Snapshot -> HTML -> PDF: the only drawing of the form, shared by preview, approval, print and the public page."""
