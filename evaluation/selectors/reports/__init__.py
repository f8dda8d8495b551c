"""Reads of what goes into a report."""
