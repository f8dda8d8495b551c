"""A form field for periods of days, written one a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from challenges.planning.proposal import Period
from councils.forms.days import read_month

NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
WORDS = re.compile(
    r"(?:[a-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+([a-z]+)\.?)?(?:\s+(\d{4}))?", re.IGNORECASE
)
BETWEEN = re.compile(r"\s+(?:to|until|till|-|–)\s+|\s*–\s*", re.IGNORECASE)
SHORT_RANGE = re.compile(r"^(\d{1,2})-(\d{1,2}\s)")
LONGEST_REASON = 120
MOST_PERIODS = 60


class PeriodsField(forms.CharField):
    """Days on which somebody cannot, one day or period a line, each with a reason after a comma if wanted.

    Its value is a list of `Period`; what was typed stays in the box whatever is wrong with it."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        kwargs.setdefault(
            "help_text",
            "One day or period a line, with a reason after a comma if you like. "
            "For example: 21 December 2026 to 3 January 2027, budget",
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Periods as people read them; text as it was typed."""
        return value if value is None or isinstance(value, str) else write_periods(value)

    def to_python(self, value: Any) -> Any:
        """The periods of the text. Raises ValidationError that names every line at fault."""
        lines = [(n, line.strip()) for n, line in enumerate(str(value or "").splitlines(), 1) if line.strip()]
        if len(lines) > MOST_PERIODS:
            raise ValidationError(f"Enter at most {MOST_PERIODS} lines.")
        periods, faults = [], []
        for number, line in lines:
            try:
                periods.append(read_period(line))
            except ValueError as error:
                faults.append(ValidationError("Line %(n)s: %(why)s", params={"n": number, "why": error}))
        if faults:
            raise ValidationError(faults)
        return periods


def read_period(line: str) -> Period:
    """The period of a line like "12 to 14 January 2027, inspection". Raises ValueError with what is wrong."""
    days, _, reason = line.partition(",")
    if len(reason.strip()) > LONGEST_REASON:
        raise ValueError(f"the reason is longer than {LONGEST_REASON} characters.")
    ends = [part.strip() for part in BETWEEN.split(SHORT_RANGE.sub(r"\1 to \2", days.strip()))]
    if len(ends) > 2:
        raise ValueError(f"“{days.strip()}” is more than one period. Write one a line.")
    last = read_day(ends[-1])
    first = read_day(ends[0], like=last) if len(ends) == 2 else last
    if first > last:
        raise ValueError(f"“{days.strip()}” ends before it begins.")
    return Period(first, last, reason.strip())


def read_day(text: str, like: date | None = None) -> date:
    """A day as people write it; month and year may be left out where `like` says them. Raises ValueError."""
    with suppress(ValueError):
        if found := ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := NUMBERS.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := WORDS.fullmatch(text)) and (like or (found[2] and found[3])):
            return _in_words(found, like)
    raise ValueError(f"“{text}” is not a day we can read. Write 12 January 2027, or 12 to 14 January 2027.")


def write_periods(periods: Iterable[Any]) -> str:
    """Periods one a line, as `PeriodsField` reads them again."""
    return "\n".join(_line(each.first_day, each.last_day, each.reason) for each in periods)


def _in_words(found: re.Match[str], like: date | None) -> date:
    year = int(found[3]) if found[3] else like.year if like else 0
    month = read_month(found[2]) if found[2] else like.month if like else 0
    return date(year, month, int(found[1]))


def _line(first: date, last: date, reason: str) -> str:
    days = _said(first) if first == last else f"{_said(first)} to {_said(last)}"
    return f"{days}, {reason}" if reason else days


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
