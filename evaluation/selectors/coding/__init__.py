"""Reads of codebooks and codes: what counts, what waits, how far coders agree."""
