"""Forms of reports: asking for one, writing in it, checking its facts."""

from __future__ import annotations

from typing import Any

from django import forms

from challenges.forms.challenge import PlainForm, offer_choices
from councils.forms.days import DayField
from evaluation.models import FactComment
from evaluation.models.reports import Audience
from evaluation.reports.chapters import CHOOSABLE, NATIONAL_ONLY
from evaluation.reports.places import LONGEST, Place
from evaluation.selectors.reports.fact_checks import Fact


class ReportForm(PlainForm):
    """For whom the report is, and which chapters it has."""

    submit_label = "Make the report"
    audience = forms.ChoiceField(
        label="For whom is it?",
        help_text="Staff: groups of 5 or more are shown. Published: groups of 10 or more, and no reasons by council.",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for whom the report is."},
    )
    chapters = forms.MultipleChoiceField(
        label="Which chapters?",
        help_text="Summary, method and annexes are always there.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one chapter."},
    )

    def __init__(self, data: Any = None, *, national: bool = False) -> None:
        offered = {
            key: title for key, (title, _) in CHOOSABLE.items() if national or key not in NATIONAL_ONLY
        }
        super().__init__(data, initial={"chapters": list(offered)})
        self.offered = offered
        field = self.fields["chapters"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(offered.items())

    def asked(self) -> dict[str, Any]:
        """The audience and the chapters that are left out."""
        chosen = set(self.cleaned_data["chapters"])
        return {
            "audience": self.cleaned_data["audience"],
            "left_out": [key for key in self.offered if key not in chosen],
        }


class CommentaryForm(PlainForm):
    """The words at one place of a report, and the version that the writer saw."""

    text = forms.CharField(
        label="Your words",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, place: Place, text: str, number: int) -> None:
        super().__init__(data, initial={"text": text, "based_on": number})
        self.fields["text"].label = place.title
        self.fields["text"].help_text = place.hint


class FactCheckForm(PlainForm):
    """Until when the facts are checked."""

    submit_label = "Send the facts out"
    until = DayField(
        label="Until when?", help_text="The region’s managers and the hosts’ organisers get a message."
    )


class FactCommentForm(PlainForm):
    """Which fact is not right, and what is."""

    submit_label = "Send the comment"
    about = forms.ChoiceField(label="Which fact?", error_messages={"required": "Choose a fact."})
    text = forms.CharField(
        label="What is not right, and what is?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what is not right, and what is."},
    )

    def __init__(self, data: Any = None, *, facts: list[Fact]) -> None:
        super().__init__(data)
        offer_choices(self, "about", [("", "Choose a fact"), *((fact.about, fact.about) for fact in facts)])


class AnswerForm(PlainForm):
    """What came of a comment, and why."""

    submit_label = "Answer"
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=FactComment.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it."},
    )
    answer = forms.CharField(
        label="What was done, or why does the fact stand?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a sentence what was done, or why the fact stands."},
    )
