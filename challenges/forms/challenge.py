"""Forms of a challenge's own page: steps, key lines, milestones, data pack, moving and cancelling."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Layout, Size
from django import forms
from django.utils import timezone

from challenges.models import Challenge, Milestone
from challenges.services.visits.steps import RECORDABLE
from challenges.states import ChallengeState, MoveReason
from councils.forms.days import DayField


class PlainForm(forms.Form):
    """A form whose fields stand one under another in their order."""

    submit_label = "Save"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*(self._laid_out(name) for name in self.fields))

    def _laid_out(self, name: str) -> Any:
        if isinstance(self.fields[name].widget, forms.RadioSelect):
            return Field.radios(name, legend_size=Size.SMALL)
        if isinstance(self.fields[name], forms.IntegerField) and not self.fields[name].widget.is_hidden:
            return Field.text(name, field_width=Fixed.THREE)
        return name


def offer_choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a choice field of the form what can be chosen now."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class StepForm(PlainForm):
    """A step and the day on which it happened."""

    submit_label = "Record the step"
    step = forms.ChoiceField(
        label="What has happened?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what has happened."},
    )
    happened_on = DayField(label="When?", help_text="It may be recorded late.")

    def __init__(self, data: Any = None, *, challenge: Challenge) -> None:
        recorded = set(challenge.steps.values_list("step", flat=True))
        super().__init__(data, initial={"happened_on": timezone.localdate()})
        open_steps = [step for step in RECORDABLE if step not in recorded]
        offer_choices(self, "step", [(step.value, ChallengeState(step).label) for step in open_steps])


class KeyLinesForm(PlainForm):
    """Two to five key lines of enquiry, one to a row."""

    lines = forms.CharField(
        label="Key lines of enquiry",
        help_text="Two to five questions that the challenge is to answer, one to a row.",
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Write two to five lines, one to a row."},
    )


class MilestoneForm(PlainForm):
    """Where a milestone is."""

    state = forms.ChoiceField(
        label="Where is it?",
        choices=Milestone.State.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it is."},
    )
    done_on = DayField(label="Done on", required=False)
    due_on = DayField(label="Due on", help_text="The first date it was given is kept as well.")
    reason = forms.CharField(
        label="Why is it moved or not needed?",
        required=False,
        max_length=200,
        help_text="Host and team read this.",
    )


class DataPackForm(PlainForm):
    """What is known of the data pack."""

    asked_on = DayField(label="Asked for on", required=False)
    received_on = DayField(label="Received on", required=False)
    as_of = DayField(
        label="Figures as of", required=False, help_text="The day to which the newest figures belong."
    )
    usable = forms.TypedChoiceField(
        label="Could the team use it?",
        choices=[("", "Not known yet"), ("yes", "Yes"), ("no", "No")],
        coerce=lambda value: {"yes": True, "no": False}.get(value),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Note", required=False, max_length=300)


class ReasonForm(PlainForm):
    """Why a visit moves or falls away."""

    reason = forms.ChoiceField(
        label="Why?",
        help_text="An inspection is shown to managers only.",
        choices=MoveReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason."},
    )
    note = forms.CharField(
        label="Note", required=False, max_length=500, help_text="Seen by whoever sees the reason."
    )


class MoveForm(ReasonForm):
    """New days, or none: then the visit is postponed."""

    submit_label = "Save and tell those concerned"
    first_day = DayField(
        label="New first day", required=False, help_text="Leave it empty to postpone without new dates."
    )
    days = forms.IntegerField(label="Days on site", min_value=1, max_value=10, required=False)
    scope_stands = forms.TypedChoiceField(
        label="Does the scope still stand?",
        help_text="If not, the challenge goes back to “Agreed” and is scoped again.",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the scope still stands."},
    )
    field_order = ("first_day", "days", "scope_stands", "reason", "note")
