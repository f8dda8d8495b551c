"""Reads of what was counted."""
