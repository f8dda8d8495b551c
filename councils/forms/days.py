"""A day in three boxes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.fields import DateInputField
from django.core.exceptions import ValidationError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONGEST_PART = 10  # letters: "September" and one more


class DayField(DateInputField):
    """A day in three boxes; the month as a number or a name. What is wrong is said in one sentence beside it."""

    def __init__(self, *, missing: str = "", **kwargs: Any) -> None:
        super().__init__(require_all_fields=True, **kwargs)
        if missing:
            self.error_messages |= {"required": missing}
        for part in self.fields:
            part.validators = [each for each in part.validators if not hasattr(each, "regex")]

    def compress(self, data_list: Sequence[Any] | None) -> date | None:
        """The day. Raises ValidationError where the three boxes are no day of the calendar."""
        parts = [str(part or "").strip() for part in data_list or ()]
        if not any(parts):
            return None
        if not all(parts):
            raise ValidationError("Enter a day, a month and a year")
        if max(map(len, parts)) > LONGEST_PART:
            raise ValidationError("Enter a day like 12 1 2027")
        if not parts[2].isdecimal() or not 1900 <= int(parts[2]) <= 2200:
            raise ValidationError("Enter the year with four digits, like 2027")
        try:
            return date(int(parts[2]), read_month(parts[1]), int(parts[0]))
        except ValueError as error:
            raise ValidationError("This day is not in the calendar. Enter it like 12 1 2027") from error


def read_month(text: str) -> int:
    """The number of a month written as a number or a name. Raises ValueError."""
    if text.isdecimal():
        return int(text)
    return MONTHS.index(text[:3].lower()) + 1
