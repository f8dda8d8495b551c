"""The feedback form: its first page, a page of questions, and the last page before sending."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Layout, Size
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from councils.forms.days import DayField
from councils.forms.sentences import named
from evaluation.models import Question
from evaluation.models.responses import Consent
from evaluation.questionnaire.pages import Page
from evaluation.questionnaire.typed import PARTS, Typed

TOO_LONG = "Shorten this to {:,} characters or fewer; you have {:,}. What you typed is still here."


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


class AnonymousStartForm(forms.Form):
    """That a person has read who can see what; an anonymous form asks nothing about them."""

    understood = forms.BooleanField(
        label="I have read who sees what",
        error_messages={"required": "Tick the box once you have read who sees what."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(Field.checkbox("understood"))


class CodeForm(forms.Form):
    """The receipt code by which anonymous answers are found again."""

    code = forms.CharField(
        label="Your code",
        help_text="Sixteen letters and digits, shown when you sent your answers.",
        max_length=40,
        error_messages={
            "required": "Enter the code you noted down.",
            "max_length": "Enter the sixteen letters and digits of your code.",
        },
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(Field.text("code", field_width=Fixed.TWENTY))


class PageForm(forms.Form):
    """The questions of one page. None is required; what is typed is kept as it is, letter for letter."""

    def __init__(self, data: Any = None, *, page: Page[Question], typed: Typed) -> None:
        self.questions = page.questions
        super().__init__(data, initial=initial_of(page.questions, typed))
        fields = []
        for question in page.questions:
            self.fields[question.key] = field_of(question)
            fields.append(laid_out(question))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*fields)

    def answers(self) -> dict[str, str]:
        """What was validly answered, by question key; empty where an answer was taken away."""
        return answers_of(self.questions, self.cleaned_data)


def field_of(question: Question) -> forms.Field:
    """The field that takes a question's answer; it is never required."""
    makers = {Question.Kind.OPEN: _open, Question.Kind.NUMBER: _number, Question.Kind.DATE: _date}
    return makers.get(Question.Kind(question.kind), _scale)(question)


def _number(question: Question) -> forms.Field:
    return forms.IntegerField(
        label=question.text,
        help_text=question.hint,
        required=False,
        min_value=0,
        max_value=999_999_999,
        error_messages={
            "invalid": named(question.text, "enter a whole number, like 12."),
            "min_value": named(question.text, "enter 0 or more."),
            "max_value": named(question.text, "enter a smaller number."),
        },
    )


def _date(question: Question) -> forms.Field:
    return DayField(label=question.text, help_text=question.hint, required=False)


def answers_of(questions: Iterable[Question], cleaned: dict[str, Any]) -> dict[str, str]:
    """The answers of a form's valid fields as a draft keeps them: days as 2026-10-05, numbers as digits."""
    given = {question.key: cleaned[question.key] for question in questions if question.key in cleaned}
    return {key: "" if value is None else str(value) for key, value in given.items()}


def initial_of(questions: Iterable[Question], typed: Typed) -> dict[str, Any]:
    """What a form begins with, from a draft."""
    days = {question.key for question in questions if question.kind == Question.Kind.DATE}
    return {key: date.fromisoformat(text) if key in days else text for key, text in typed.given.items()}


def _open(question: Question) -> forms.Field:
    return forms.CharField(
        label=question.text,
        help_text=question.hint,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        validators=[_within(question.limit)],
    )


def _within(limit: int) -> Callable[[str], None]:
    """Refuses more characters than the limit. A line break counts as one, as the count under the box has it; no browser
    is told the limit, as it would cut off what somebody pastes without a word."""

    def check(text: str) -> None:
        length = len(text.replace("\r\n", "\n"))
        if length > limit:
            raise ValidationError(TOO_LONG.format(limit, length), code="max_length")

    return check


def _scale(question: Question) -> forms.Field:
    return forms.ChoiceField(
        label=question.text,
        help_text=question.hint,
        required=False,
        choices=[tuple(option) for option in question.options],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the answers."},
    )


def laid_out(question: Question, *, alone: bool = True) -> Any:
    """How a question is drawn; an open one `alone` on its page is the page's heading."""
    if question.kind == Question.Kind.OPEN:
        heading = {"label_size": Size.LARGE, "label_tag": "h1"} if alone else {"label_size": Size.SMALL}
        return Field.textarea(question.key, max_characters=question.limit, **heading)
    if question.kind == Question.Kind.NUMBER:
        return Field.text(question.key, label_size=Size.SMALL, field_width=Fixed.FIVE)
    if question.kind == Question.Kind.DATE:
        return Field(question.key, context={"legend_size": Size.for_legend(Size.SMALL)})
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

    def __init__(self, data: Any = None, *, consent: str = "", anonymous: bool = False) -> None:
        super().__init__(data, initial={"consent": consent, "key": uuid4()})
        if anonymous:
            offered = [(value, label) for value, label in Consent.choices if value != Consent.CONTACT_ME]
            self.fields["consent"].choices = offered  # type: ignore[attr-defined]

    @cached_property
    def helper(self) -> FormHelper:
        """How it is drawn; made only where it is, as most who send it see the next page."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(Field.radios("consent", legend_size=Size.MEDIUM), "key")
        return helper
