"""A day in three boxes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.fields import DateInputField
from django.core.exceptions import ValidationError

from councils.forms.sentences import named

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTS = ("day", "month", "year")
LIKE = "like 12 1 2027"
LONGEST_PART = 10  # letters: "September" and one more


class WrongDay(Exception):
    """What is wrong with a typed day, in the words that follow the field's name, and in which of its boxes."""

    def __init__(self, said: str, *places: int) -> None:
        super().__init__(said)
        self.said, self.places = said, places


class DayField(DateInputField):
    """A day in three boxes; the month as a number or a name. One sentence names the field and says what a right day
    looks like; the boxes at fault are marked, and the list of errors leads to the first of them."""

    def __init__(self, *, missing: str = "", **kwargs: Any) -> None:
        super().__init__(require_all_fields=True, **kwargs)
        self.missing = missing

    def clean(self, value: Sequence[Any] | None) -> date | None:
        """The day, or None where it is left empty and may be. Raises ValidationError with the sentence."""
        parts = [str(part or "").strip() for part in value or ()]
        for box in self.fields:
            box.widget.errors = []
        if not any(parts) and not self.required:
            return None
        if not any(parts) and self.missing:
            raise ValidationError(self.missing, code="required")
        try:
            return read_day(parts)
        except WrongDay as wrong:
            for place in wrong.places:
                self.fields[place].widget.errors = [wrong.said]
            raise ValidationError(named(str(self.label or "Day"), wrong.said), code="invalid") from wrong


def read_day(parts: Sequence[str]) -> date:
    """The day that three stripped texts say: day, month, year. Raises WrongDay."""
    missing = [place for place, name in enumerate(PARTS) if not parts[place : place + 1] or not parts[place]]
    if len(missing) == len(PARTS):
        raise WrongDay(f"enter the day, month and year, {LIKE}")
    if missing:
        names = " and the ".join(PARTS[place] for place in missing)
        raise WrongDay(f"enter the {names} as well, {LIKE}", *missing)
    year, month, day = _number(parts[2]), read_month(parts[1]), _number(parts[0])
    if not 1 <= day <= 31:
        raise WrongDay(f"enter the day as a number from 1 to 31, {LIKE}", 0)
    if not 1 <= month <= 12:
        raise WrongDay(f"enter the month as a number from 1 to 12 or as a name, {LIKE}", 1)
    if not 1900 <= year <= 2200:
        raise WrongDay(f"enter the year with four digits, {LIKE}", 2)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise WrongDay(f"enter a day that is in the calendar, {LIKE}", 0) from error


def _number(text: str) -> int:
    """A number from its decimal digits; 0 where it is none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_PART else 0


def read_month(text: str) -> int:
    """The number of a month written as a number or a name; 0 where it is none."""
    if text[:3].lower() in MONTHS and len(text) <= LONGEST_PART:
        return MONTHS.index(text[:3].lower()) + 1
    return _number(text)
