"""Cells of a table: how a value is written so that a spreadsheet does not run it, and how it is read back."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

RUNS = "=+-@\t\r"


def tidy(text: str) -> str:
    """The text on one line, with single spaces and without control characters."""
    visible = "".join(" " if letter.isspace() else letter for letter in text if _shown(letter))
    return " ".join(visible.split())


def _shown(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cs")


def neutralised(text: str) -> str:
    """A value with an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text[:1] and text[0] in f"{RUNS}'" else text


def as_written(text: str) -> str:
    """A cell's text without the apostrophe that `neutralised` put before it."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in f"{RUNS}'" else text


def cell_text(value: object) -> str:
    """The text of a spreadsheet's cell: days as 2026-10-05, whole numbers without a point, formulas as they stand."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
