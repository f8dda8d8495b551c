"""Forms of the coding desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from challenges.forms.challenge import PlainForm
from evaluation.models import Theme
from evaluation.selectors.coding.codebook import theme_titles


class ThemeField(forms.ModelChoiceField):
    """A theme, chosen by its code and title."""

    def label_from_instance(self, obj: Any) -> str:
        """The code with what the theme is called now."""
        if not hasattr(self, "_titles"):
            self._titles = theme_titles()
        return f"{obj.code} {self._titles.get(obj.code, '')}".strip()


class QuoteForm(PlainForm):
    """Words to quote and the theme they stand under."""

    submit_label = "Approve the quote"
    words = forms.CharField(
        label="Words to quote",
        help_text="Copied exactly from the answer.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Copy the words that may be quoted."},
    )
    theme = ThemeField(label="Theme", queryset=Theme.objects.all(), empty_label=None)

    def __init__(self, data: Any = None, *, text: str) -> None:
        super().__init__(data, initial={"words": text})


class AlikeForm(forms.Form):
    """Which of the answers alike are given the same codes: all of them, unless a coder leaves some out."""

    answers = forms.MultipleChoiceField(error_messages={"required": "Choose at least one answer."})

    def __init__(self, data: Any = None, *, keys: Sequence[UUID]) -> None:
        super().__init__(data)
        field = self.fields["answers"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(str(key), str(key)) for key in keys]

    @property
    def ticked(self) -> set[str]:
        """The keys that the page shows as chosen."""
        if self.is_bound:
            return set(self["answers"].value() or ())
        return {key for key, _ in self.fields["answers"].choices}  # type: ignore[attr-defined]
