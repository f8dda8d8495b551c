"""Reads of a round and of what it is set up with."""
