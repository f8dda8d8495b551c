"""The form for a survey's days."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout
from django import forms

from challenges.forms.days import DayField


class SurveyDaysForm(forms.Form):
    """When a survey opens and closes."""

    opens_on = DayField(label="First day of answers")
    closes_on = DayField(
        label="Last day of answers",
        help_text="Four weeks after it opens is usual.",
    )

    def __init__(self, data: Any = None, *, opens_on: date, closes_on: date, submit_label: str) -> None:
        super().__init__(data, initial={"opens_on": opens_on, "closes_on": closes_on})
        self.submit_label = submit_label
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("opens_on", "closes_on")
