"""Whole numbers that come with an address or a form, where anything may have been typed."""

from __future__ import annotations

# No key and no edition of ours is longer, and every database can hold it.
MOST_DIGITS = 9


def whole_number(text: str) -> int | None:
    """The number that the text is, of at most nine digits; None where it is anything else."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
