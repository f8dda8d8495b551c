"""How long a peer's training holds."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def trained_until(trained_on: date | None, months: int | None) -> date | None:
    """The last day on which training holds that was given on `trained_on`; None where either is not known or it never
    lapses. A day that the last month does not have becomes its last one."""
    if trained_on is None or months is None:
        return None
    years, month = divmod(trained_on.month - 1 + months, 12)
    year = trained_on.year + years
    return date(year, month + 1, min(trained_on.day, monthrange(year, month + 1)[1]))
