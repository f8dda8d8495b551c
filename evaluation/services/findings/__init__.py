"""Counting a round, and keys for programs that read the counts."""
