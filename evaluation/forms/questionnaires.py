"""Forms of the questionnaire's draft: a question, and publication."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Layout, Size
from django import forms

from councils.roles import PostKind
from evaluation.instrument.scales import SCALES
from evaluation.models import Question, Theme

SCALE_CHOICES = [(name, each.name) for name, each in SCALES.items() if name != "yes_no"]


class QuestionForm(forms.Form):
    """One question of a draft."""

    text = forms.CharField(
        label="Question or statement", max_length=300, error_messages={"required": "Enter the question."}
    )
    hint = forms.CharField(label="Hint (optional)", max_length=300, required=False)
    page = forms.CharField(
        label="Heading of its page",
        help_text="Questions with one heading stand together, at most three on a page.",
        max_length=80,
        error_messages={"required": "Enter a heading."},
    )
    kind = forms.ChoiceField(label="Kind of answer", choices=Question.Kind.choices, widget=forms.RadioSelect)
    scale = forms.ChoiceField(
        label="Scale",
        help_text="Needed only where the answer is a scale.",
        choices=[("", "Choose a scale"), *SCALE_CHOICES],
        required=False,
    )
    limit = forms.IntegerField(
        label="Most characters of open text",
        min_value=100,
        max_value=10_000,
        help_text="A whole number from 100 to 10,000.",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "Most characters of open text: enter a whole number from 100 to 10,000.",
        ),
    )
    about = forms.ChoiceField(
        label="What it asks about",
        choices=[("", "Choose"), *Question.About.choices],
        error_messages={"required": "Choose what it asks about."},
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(), label="Theme it asks about (optional)", required=False, empty_label="None"
    )
    posts = forms.MultipleChoiceField(
        label="Who is asked",
        help_text="Tick nobody to ask everybody.",
        choices=PostKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    involved_before_only = forms.BooleanField(label="Only people involved last time", required=False)
    comparable = forms.BooleanField(
        label="It still compares with the version before",
        help_text="Take the tick away where the meaning has changed: findings then never lay the two side by side.",
        required=False,
    )
    submit_label = "Save the question"

    def __init__(self, data: Any = None, *, question: Question | None) -> None:
        names = ("text", "hint", "page", "kind", "limit", "about", "theme", "posts")
        flags = ("involved_before_only", "comparable")
        initial = {name: getattr(question, name) for name in (*names, *flags)} if question else {}
        super().__init__(data, initial={"kind": "scale", "limit": 10_000, "comparable": True, **initial})
        if question and question.kind == Question.Kind.SCALE:
            kept = [("", "The answers stay as they are"), *SCALE_CHOICES]
            self.fields["scale"].choices = kept  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "text",
            "hint",
            "page",
            Field.radios("kind", legend_size=Size.SMALL, small=True),
            "scale",
            Field.text("limit", field_width=Fixed.FIVE),
            "about",
            "theme",
            Field.checkboxes("posts", legend_size=Size.SMALL, small=True),
            Field.checkbox("involved_before_only"),
            Field.checkbox("comparable"),
        )


class PublishForm(forms.Form):
    """What has changed, in a line for whoever reads the list of versions."""

    note = forms.CharField(
        label="What has changed, and why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a line what has changed."},
    )
    submit_label = "Publish this version"
