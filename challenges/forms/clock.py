"""A time of day in a box."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from challenges.clock import read_clock


class ClockField(forms.CharField):
    """A time of day; its value is a `time`. What was typed stays in the box whatever is wrong with it."""

    def prepare_value(self, value: Any) -> Any:
        """A time as 09:30; text as it was typed."""
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> Any:
        """The time of the text. Raises ValidationError."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_clock(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error
