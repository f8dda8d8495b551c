"""A day in three boxes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.fields import DateInputField
from django.core.exceptions import ValidationError


class DayField(DateInputField):
    """A day in three boxes of numbers. What is wrong is said in one sentence beside it."""

    def __init__(self, *, missing: str = "Enter day, month and year", **kwargs: Any) -> None:
        super().__init__(require_all_fields=True, **kwargs)
        self.error_messages |= {"required": missing}
        for part in self.fields:
            part.validators = [each for each in part.validators if not hasattr(each, "regex")]

    def compress(self, data_list: Sequence[Any] | None) -> date | None:
        """The day. Raises ValidationError where the three boxes are no day of the calendar."""
        parts = [str(part or "").strip() for part in data_list or ()]
        if not any(parts):
            return None
        if not all(part.isdecimal() for part in parts) or not 1900 <= int(parts[2]) <= 2200:
            raise ValidationError("Enter day, month and year in numbers, like 5 10 2026")
        try:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        except ValueError as error:
            raise ValidationError("This day is not in the calendar. Enter it like 5 10 2026") from error
