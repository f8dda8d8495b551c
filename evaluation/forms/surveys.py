"""Forms of a survey: its days, promise and target, its reminders, and one person's invitation."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Layout, Size
from django import forms
from django.db.models import QuerySet

from councils.forms.days import DayField
from councils.forms.filters import FilterForm
from councils.forms.imports import FileForm
from councils.models import Person
from evaluation.models import Promise
from evaluation.selectors.feedback.tracking import Standing

REMINDERS = 4


def _helper(*fields: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*fields)
    return helper


class SurveyForm(forms.Form):
    """When a survey opens and closes, what it promises, and how many should answer."""

    opens_on = DayField(label="First day of answers")
    closes_on = DayField(label="Last day of answers", help_text="Four weeks after it opens is usual.")
    promise = forms.ChoiceField(
        label="What do you promise the people you ask?",
        help_text="It cannot be changed once somebody has been invited. In an anonymous round nobody is asked what "
        "only their role is asked, and answers cannot be split by council.",
        choices=Promise.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose confidential or anonymous."},
    )
    target = forms.IntegerField(
        label="How many should answer, in per cent",
        min_value=1,
        max_value=100,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "Enter how many should answer as a whole number from 1 to 100.",
        ),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any], submit_label: str) -> None:
        super().__init__(data, initial=initial)
        self.submit_label = submit_label
        self.helper = _helper(
            "opens_on",
            "closes_on",
            Field.radios("promise", legend_size=Size.SMALL),
            Field.text("target", field_width=Fixed.THREE),
        )


class ReminderDaysForm(forms.Form):
    """The days on which those who have not answered are reminded."""

    submit_label = "Save the days"

    def __init__(self, data: Any = None, *, days: list[date]) -> None:
        names = [f"day_{place}" for place in range(1, REMINDERS + 1)]
        super().__init__(data, initial=dict(zip(names, days, strict=False)))
        for place, name in enumerate(names, start=1):
            self.fields[name] = DayField(label=f"Reminder {place} (optional)", required=False)
        self.helper = _helper(*names)

    def days(self) -> list[date]:
        """The days that were entered."""
        return sorted({day for day in self.cleaned_data.values() if day})


class AskedFilter(FilterForm):
    """The people who were asked, by what became of their invitation and by part of a name or place."""

    state = forms.ChoiceField(label="State", choices=[("", "All"), *Standing.choices], required=False)
    q = forms.CharField(label="Name, council or role", required=False, max_length=120)


class LastDayForm(forms.Form):
    """One person's own last day."""

    closes_on = DayField(
        label="Last day for this person",
        help_text="Leave it empty for the same day as everybody else. A day that has passed closes their form.",
        required=False,
    )
    submit_label = "Save the day"

    def __init__(self, data: Any = None, *, closes_on: date | None) -> None:
        super().__init__(data, initial={"closes_on": closes_on})
        self.helper = _helper("closes_on")


class DeputyForm(forms.Form):
    """Who answers in a person's place."""

    deputy = forms.ModelChoiceField(
        Person.objects.none(),
        label="Deputy",
        help_text="Somebody of the same council who is not asked themselves.",
        required=False,
        empty_label="Nobody: they answer themselves",
    )
    submit_label = "Save"

    def __init__(self, data: Any = None, *, people: QuerySet[Person], deputy: Person | None) -> None:
        super().__init__(data, initial={"deputy": deputy})
        self.fields["deputy"].queryset = people  # type: ignore[attr-defined]
        self.helper = _helper("deputy")


class PersonChoice(forms.ModelChoiceField):
    """A person of `with_posts`, told by name, post and place."""

    def label_from_instance(self, person: Any) -> str:
        """Such as "Ann Alder (Assistant director, Kent)"."""
        return f"{person} ({person.standing_posts[0]})" if person.standing_posts else str(person)


class PersonForm(forms.Form):
    """One more person to ask."""

    person = PersonChoice(
        Person.objects.none(),
        label="Person",
        help_text="Everybody with a post in a region of the round who is not asked yet.",
        empty_label="Choose a person",
        error_messages={"required": "Choose a person.", "invalid_choice": "Choose a person from the list."},
    )
    submit_label = "Ask this person"

    def __init__(self, data: Any = None, *, people: QuerySet[Person]) -> None:
        super().__init__(data)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.helper = _helper("person")


class UploadForm(FileForm):
    """A CSV or XLSX file, to be looked at before it is taken in."""

    submit_label = "Look at the file"

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.helper = _helper("file")
