"""Forms of the letter, its actions and their progress."""

from __future__ import annotations

from typing import Any

from django import forms

from challenges.forms.challenge import PlainForm, offer_choices
from challenges.models import Action, AreaForConsideration, Progress
from challenges.services.visits.letters import ActionDetails
from councils.forms.days import DayField


def lines_of(text: str) -> list[str]:
    """The rows of a text that hold something."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


class LetterForm(PlainForm):
    """Strengths and areas for consideration, one to a row, and the day on which the letter went."""

    strengths = forms.CharField(
        label="Strengths", help_text="One to a row.", required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    areas = forms.CharField(
        label="Areas for consideration",
        help_text="One to a row. Actions follow from these.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    sent_on = DayField(label="Sent on", required=False, help_text="Leave it empty while it is a draft.")


class ActionForm(PlainForm):
    """What will be done, how we will know, and where it stands now."""

    area = forms.ChoiceField(label="Which area does it answer?", required=False)
    text = forms.CharField(
        label="What will be done?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what will be done."},
    )
    measure = forms.CharField(
        label="How will you know?", max_length=300, error_messages={"required": "Say how you will know."}
    )
    baseline = forms.CharField(
        label="Where does it stand now?",
        max_length=300,
        required=False,
        help_text="The baseline, with its date.",
    )
    no_baseline = forms.BooleanField(label="No baseline exists", required=False)
    owner = forms.CharField(
        label="Post of the owner",
        max_length=120,
        help_text="A post, not a name.",
        error_messages={"required": "Say which post owns it."},
    )
    due_on = DayField(label="Due on")
    state = forms.ChoiceField(
        label="Where is it?",
        choices=Action.State.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it is."},
    )

    def __init__(
        self, data: Any = None, *, areas: list[AreaForConsideration], action: Action | None = None
    ) -> None:
        super().__init__(data, initial=_initial(action))
        self.areas = {str(area.pk): area for area in areas}
        offered = [(key, area.text) for key, area in self.areas.items()]
        offer_choices(self, "area", [("", "None of them"), *offered])

    def details(self) -> ActionDetails:
        """The action as typed."""
        return ActionDetails(**{**self.cleaned_data, "area": self.areas.get(self.cleaned_data["area"])})


def _initial(action: Action | None) -> dict[str, Any]:
    if action is None:
        return {"state": Action.State.OPEN}
    names = ("text", "measure", "baseline", "no_baseline", "owner", "due_on", "state")
    return {"area": str(action.area_id or ""), **{name: getattr(action, name) for name in names}}


class ProgressForm(PlainForm):
    """What has moved on an action, and how well that is evidenced."""

    submit_label = "Record the progress"
    on = DayField(label="When?")
    value = forms.CharField(label="Where does it stand now?", max_length=300, required=False)
    evidence = forms.ChoiceField(
        label="How well is that evidenced?",
        choices=Progress.Evidence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how well it is evidenced."},
    )
    note = forms.CharField(
        label="Note", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
