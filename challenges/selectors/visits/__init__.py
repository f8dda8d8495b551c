"""Reads of challenges, of calendars, and of what a change would mean."""
