"""Forms of the coding desk."""

from __future__ import annotations

from typing import Any

from django import forms

from challenges.forms.challenge import PlainForm
from evaluation.models import Theme


class QuoteForm(PlainForm):
    """Words to quote and the theme they stand under."""

    submit_label = "Approve the quote"
    words = forms.CharField(
        label="Words to quote",
        help_text="Copied exactly from the answer.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Copy the words that may be quoted."},
    )
    theme = forms.ModelChoiceField(label="Theme", queryset=Theme.objects.all(), empty_label=None)

    def __init__(self, data: Any = None, *, text: str) -> None:
        super().__init__(data, initial={"words": text})
