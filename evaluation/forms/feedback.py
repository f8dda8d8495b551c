"""The feedback form: its first page, a page of questions, and the last page before sending."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from evaluation.models import Question
from evaluation.models.responses import Consent
from evaluation.questionnaire.pages import Page
from evaluation.questionnaire.typed import PARTS, Typed

LONGEST = 10_000
TOO_LONG = (
    f"Shorten this to {LONGEST:,} characters or fewer; you have %(show_value)s. What you typed is still here."
)


class StartForm(forms.Form):
    """The part a person played, and whether they were involved last time."""

    parts = forms.MultipleChoiceField(
        label="What part did you play in this round?",
        help_text="We have ticked what we know. Change it if it is wrong.",
        choices=PARTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    involved_before = forms.ChoiceField(
        label="Were you involved in a round before this one?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no, so that we ask you the right questions."},
    )

    def __init__(self, data: Any = None, *, typed: Typed | None, parts: list[str]) -> None:
        initial: dict[str, Any] = {"parts": parts}
        if typed:
            initial = {
                "parts": list(typed.parts),
                "involved_before": "yes" if typed.involved_before else "no",
            }
        super().__init__(data, initial=initial)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Field.checkboxes("parts", legend_size=Size.MEDIUM),
            Field.radios("involved_before", legend_size=Size.MEDIUM),
        )


class PageForm(forms.Form):
    """The questions of one page. None is required; what is typed comes back as it is, spaces at the ends aside."""

    def __init__(self, data: Any = None, *, page: Page[Question], typed: Typed) -> None:
        super().__init__(data, initial=typed.given)
        fields = []
        for question in page.questions:
            self.fields[question.key] = (
                _open(question) if question.kind == Question.Kind.OPEN else _scale(question)
            )
            fields.append(_laid_out(question))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*fields)


def _open(question: Question) -> forms.Field:
    return forms.CharField(
        label=question.text,
        help_text=question.hint,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"max_length": TOO_LONG},
    )


def _scale(question: Question) -> forms.Field:
    return forms.ChoiceField(
        label=question.text,
        help_text=question.hint,
        required=False,
        choices=[tuple(option) for option in question.options],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the answers."},
    )


def _laid_out(question: Question) -> Any:
    if question.kind == Question.Kind.OPEN:
        return Field.textarea(question.key, label_size=Size.LARGE, label_tag="h1", max_characters=LONGEST)
    return Field.radios(question.key, legend_size=Size.SMALL, small=True)


class SendForm(forms.Form):
    """How the person may be quoted, and the key that makes sending twice harmless."""

    consent = forms.ChoiceField(
        label="May we quote your words in the report?",
        help_text="Your name and your council are never printed beside a quote, and a person checks each one first.",
        choices=Consent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how we may quote you, or “Do not quote me”."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, consent: str = "") -> None:
        super().__init__(data, initial={"consent": consent, "key": uuid4()})
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(Field.radios("consent", legend_size=Size.MEDIUM), "key")
