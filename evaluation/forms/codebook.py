"""Forms of the codebook: a theme's card, adding, merging and splitting themes, publishing, proposals."""

from __future__ import annotations

from typing import Any

from django import forms

from challenges.forms.challenge import PlainForm, offer_choices
from evaluation.models import CodebookVersion, ThemeCard
from evaluation.models.codebook import Heading
from evaluation.selectors.coding.drafts import FIELDS, edition_of_card, edition_of_draft

LONGEST_ROW = 300


class RowsField(forms.CharField):
    """Short texts, one to a row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 4}), required=kwargs.pop("required", False), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """A list as rows; what was typed as it is."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The rows that are not empty."""
        rows = [" ".join(row.split()) for row in super().clean(value).splitlines()]
        if any(len(row) > LONGEST_ROW for row in rows):
            raise forms.ValidationError(f"Keep each row under {LONGEST_ROW} letters.")
        return [row for row in rows if row]


class CardForm(PlainForm):
    """What a theme's card says."""

    title = forms.CharField(
        label="Title", max_length=80, error_messages={"required": "Give the theme a title."}
    )
    definition = forms.CharField(
        label="Definition",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what the theme is."},
    )
    include = forms.CharField(label="What is in", max_length=300, required=False)
    exclude = forms.CharField(label="What is out", max_length=300, required=False)
    examples = RowsField(label="Typical examples", help_text="One to a row.")
    borderline = RowsField(label="Borderline examples", help_text="One to a row, with what decides it.")
    nearest = forms.MultipleChoiceField(
        label="Nearest themes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Those that are easily taken for it.",
    )
    seeds = RowsField(
        label="Seed phrases",
        help_text="Phrases by which the engine knows the theme, one to a row. A star ends a stem (network*), a stroke "
        "parts words that stand for each other (met|meet|meets).",
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, card: ThemeCard) -> None:
        held = {name: getattr(card, name) for name in FIELDS}
        super().__init__(data, initial={**held, "seen": edition_of_card(card)})
        others = card.codebook.cards.exclude(pk=card.pk).select_related("theme")
        offer_choices(self, "nearest", [(other.theme.code, str(other)) for other in others])

    @property
    def fields_of_card(self) -> dict[str, Any]:
        """What the card is to say."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class AddThemeForm(PlainForm):
    """A theme to add."""

    submit_label = "Add the theme"
    heading = forms.ChoiceField(
        label="Under which heading?",
        choices=Heading.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a heading."},
    )
    title = forms.CharField(
        label="Title", max_length=80, error_messages={"required": "Give the theme a title."}
    )
    definition = forms.CharField(
        label="Definition",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what the theme is."},
    )


class MergeForm(PlainForm):
    """Which theme another becomes a part of."""

    submit_label = "Merge"
    into = forms.ChoiceField(
        label="Merge into which theme?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a theme."},
    )

    def __init__(self, data: Any = None, *, card: ThemeCard) -> None:
        super().__init__(data)
        others = card.codebook.cards.filter(theme__heading=card.theme.heading).exclude(pk=card.pk)
        offer_choices(
            self, "into", [(other.theme.code, str(other)) for other in others.select_related("theme")]
        )


class SplitForm(PlainForm):
    """The themes that stand in place of one."""

    submit_label = "Split"
    titles = RowsField(
        label="Titles of the new themes", help_text="Two or more, one to a row. Write their cards afterwards."
    )


class RetireForm(PlainForm):
    """Nothing to say: taking a theme out is confirmed by the button."""

    submit_label = "Retire the theme"


class PublishForm(PlainForm):
    """What changed, for who reads the version later."""

    submit_label = "Publish this version"
    note = forms.CharField(
        label="What has changed, and why?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what has changed, and why."},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, draft: CodebookVersion) -> None:
        super().__init__(data, initial={"seen": edition_of_draft(draft)})


class ProposalForm(PlainForm):
    """A theme that is missing."""

    submit_label = "Propose the theme"
    title = forms.CharField(
        label="What would it be called?",
        max_length=80,
        error_messages={"required": "Give the theme a title."},
    )
    note = forms.CharField(
        label="What would it hold, that no theme holds now?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SettleForm(PlainForm):
    """What becomes of a proposal."""

    submit_label = "Settle the proposal"
    heading = forms.ChoiceField(
        label="Take it up?",
        choices=[
            *((value, f"Yes, under {label.lower()}") for value, label in Heading.choices),
            ("", "No, decline it"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    reply = forms.CharField(
        label="Why?", max_length=300, required=False, help_text="The proposer reads it. Needed to decline."
    )


class AsOfForm(PlainForm):
    """A version and a day."""

    submit_label = "Show"
    version = forms.ModelChoiceField(
        label="Codebook", queryset=CodebookVersion.objects.none(), empty_label=None
    )
    day = forms.DateField(label="At the end of this day", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["version"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        field.queryset = CodebookVersion.objects.published()
