"""Days as a report prints them."""

from __future__ import annotations

from datetime import date

NONE = "–"
FIXED = "\u00a0"  # a blank at which no line ends


def day(iso: str) -> str:
    """A day as people write it; a dash where there is none."""
    if not iso:
        return NONE
    read = date.fromisoformat(iso)
    return f"{read.day} {read:%B %Y}"


def short_day(iso: str) -> str:
    """A day for a column of a table: 7 Oct 2025; a dash where there is none."""
    if not iso:
        return NONE
    read = date.fromisoformat(iso)
    return f"{read.day}{FIXED}{read:%b}{FIXED}{read.year}"
