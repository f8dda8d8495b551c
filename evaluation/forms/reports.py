"""The form that asks for a report."""

from __future__ import annotations

from django import forms

from challenges.forms.challenge import PlainForm
from evaluation.models.reports import Audience


class ReportForm(PlainForm):
    """For whom the report is."""

    submit_label = "Make the report"
    audience = forms.ChoiceField(
        label="For whom is it?",
        help_text="Staff: groups of 5 or more are shown. Published: groups of 10 or more, and no reasons by council.",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for whom the report is."},
    )
