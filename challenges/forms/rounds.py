"""Forms of a round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fieldset, Fixed, Layout, Size
from django import forms
from django.core.exceptions import ValidationError

from challenges.models import ChallengeRound, MilestonePreset
from challenges.models.milestones import MilestoneKind
from challenges.selectors.rounds.pages import managers_of, presets_for, round_before
from challenges.services.rounds.life import RoundDetails, read_year
from challenges.states import ChallengeState
from councils.actor import Actor
from councils.calendar.working_days import monday_of
from councils.errors import DomainError
from councils.forms.days import DayField
from councils.models import Council, Person, Region

WEEK_HINT = "Any day of that week. For example, 5 10 2026"


class RoundOpenForm(forms.Form):
    """What a new round needs: regions, year, first and last week, and its shape."""

    regions = forms.ModelMultipleChoiceField(
        Region.objects.none(), label="Regions", widget=forms.CheckboxSelectMultiple
    )
    year = forms.CharField(label="Year", help_text="For example, 2026/27", max_length=20)
    first_week = DayField(label="First week of visits", help_text=WEEK_HINT)
    last_week = DayField(
        label="Last week of visits", help_text="Any day of that week. For example, 29 3 2027"
    )
    preset = forms.ModelChoiceField(
        MilestonePreset.objects.none(), label="Kind of visit", widget=forms.RadioSelect, empty_label=None
    )
    name = forms.CharField(
        label="Name (optional)",
        required=False,
        max_length=120,
        help_text="Left empty, the round has the name of its region.",
    )

    def __init__(self, data: Any = None, *, actor: Actor) -> None:
        regions = (
            Region.objects.all()
            if actor.is_national
            else Region.objects.filter(pk__in=actor.managed_region_ids)
        )
        presets = presets_for(regions)
        only = [region.pk for region in regions] if len(regions) == 1 else []
        super().__init__(data, initial={"regions": only, "preset": presets.first()})
        self.fields["regions"].queryset = regions  # type: ignore[attr-defined]
        self.fields["regions"].error_messages["required"] = "Choose at least one region"
        self.fields["preset"].queryset = presets  # type: ignore[attr-defined]
        self.fields["preset"].label_from_instance = preset_words  # type: ignore[attr-defined]
        self.fields["preset"].error_messages["required"] = "Choose the kind of visit"
        self.fields["year"].error_messages["required"] = "Enter the year, like 2026/27"
        self.actor, self.helper = actor, FormHelper()
        self.helper.layout = Layout(
            Field.checkboxes("regions", legend_size=Size.SMALL, small=len(regions) > 3),
            Field.text("year", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field("first_week", context={"legend_size": Size.for_legend(Size.SMALL)}),
            Field("last_week", context={"legend_size": Size.for_legend(Size.SMALL)}),
            Field.radios("preset", legend_size=Size.SMALL),
            Field.text("name", label_size=Size.SMALL),
        )

    def clean_year(self) -> int:
        """The year in which the round starts."""
        return _year(self.cleaned_data["year"])

    def details(self) -> RoundDetails:
        """The new round. Its manager is the person who opens it, its previous round the newest earlier one."""
        given = self.cleaned_data
        regions = list(given["regions"])
        return RoundDetails(
            name=given["name"].strip() or " and ".join(region.name for region in regions),
            start_year=given["year"],
            first_week=given["first_week"],
            last_week=given["last_week"],
            preset=given["preset"],
            manager=managers_of(regions).filter(pk__in=self.actor.person_ids).first(),
            previous=round_before(regions, given["year"]),
        )


class RoundCouncilsForm(forms.Form):
    """Which councils are asked: those of the regions, ticked beforehand."""

    councils = forms.ModelMultipleChoiceField(
        Council.objects.none(), label="Councils to ask", widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: Any = None, *, councils: Sequence[Council], kept: Sequence[str], last_week: date
    ) -> None:
        keys = [council.pk for council in councils]
        ticked = [key for key in keys if str(key) in kept] or keys
        super().__init__(data, initial={"councils": ticked})
        _offer_councils(self.fields["councils"], Council.objects.filter(pk__in=keys), last_week)
        self.helper = FormHelper()
        self.helper.layout = Layout(Field.checkboxes("councils", legend_size=Size.MEDIUM, small=True))


class RoundEditForm(forms.Form):
    """Everything of a round that may be changed."""

    name = forms.CharField(label="Name", max_length=120)
    year = forms.CharField(label="Year", help_text="For example, 2026/27", max_length=20)
    first_week = DayField(label="First week of visits", help_text=WEEK_HINT)
    last_week = DayField(label="Last week of visits", help_text="Any day of that week")
    sign_up_closes_on = DayField(label="Sign-up closes on", required=False)
    mou_signed_on = DayField(label="Memorandum of understanding signed by", required=False)
    plan_published_on = DayField(label="Plan published by", required=False)
    max_visits_a_week = forms.IntegerField(label="Most visits in one week", min_value=1, max_value=50)
    operational_peers = forms.IntegerField(label="Operational peers on a team", min_value=0, max_value=6)
    specialists = forms.IntegerField(label="Specialists on a team", min_value=0, max_value=6)
    preset = forms.ModelChoiceField(MilestonePreset.objects.none(), label="Kind of visit", empty_label=None)
    manager = forms.ModelChoiceField(
        Person.objects.none(), label="Programme manager", required=False, empty_label="Nobody named"
    )
    previous = forms.ModelChoiceField(
        ChallengeRound.objects.none(),
        label="Round before this one",
        required=False,
        empty_label="None",
        help_text="The barriers of this round are compared with it.",
    )
    training_lapses_after = forms.IntegerField(
        label="Months after which a peer’s training lapses",
        required=False,
        min_value=1,
        max_value=240,
        help_text="Left empty, training never lapses.",
    )
    councils = forms.ModelMultipleChoiceField(
        Council.objects.none(), label="Councils in this round", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, round: ChallengeRound, actor: Actor) -> None:
        super().__init__(data, initial=_initial(round))
        regions = list(round.regions.all())
        choices = {
            "preset": presets_for(regions) | MilestonePreset.objects.filter(pk=round.preset_id),
            "manager": managers_of(regions),
            "previous": ChallengeRound.objects.visible_to(actor).exclude(pk=round.pk),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        self.fields["preset"].label_from_instance = preset_words  # type: ignore[attr-defined]
        there = Council.objects.filter(participations__round=round)
        offered = (Council.objects.on(round.first_week).filter(region__in=regions) | there).distinct()
        _offer_councils(self.fields["councils"], offered, round.last_week)
        self.helper = FormHelper()
        self.helper.layout = _edit_layout()

    def clean_year(self) -> int:
        """The year in which the round starts."""
        return _year(self.cleaned_data["year"])

    def details(self) -> RoundDetails:
        """The round as it is to be."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("year", "councils")}
        return RoundDetails(start_year=self.cleaned_data["year"], **given)


class RoundFilterForm(forms.Form):
    """Narrows the list of challenges."""

    state = forms.ChoiceField(label="State", required=False, choices=[("", "Any"), *ChallengeState.choices])
    pack = forms.ChoiceField(label="Data pack", required=False)
    words = forms.CharField(label="Council or theme", required=False, max_length=100)

    def __init__(self, data: Any = None, *, packs: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["pack"].choices = [("", "Any"), *packs]  # type: ignore[attr-defined]


class PresetForm(forms.Form):
    """Days between visit and milestone; an empty box leaves the milestone out."""

    name = forms.CharField(label="Name", max_length=80)
    visit_days = forms.IntegerField(label="Days of a visit", min_value=1, max_value=10)
    relay = forms.BooleanField(
        label="Also move the milestones still to do of challenges that already have days",
        required=False,
        help_text="Finished milestones stay. Days changed by hand are laid anew.",
    )

    def __init__(self, data: Any = None, *, preset: MilestonePreset) -> None:
        offsets = {kind: preset.offsets.get(kind) for kind in MilestoneKind.values}
        super().__init__(data, initial={"name": preset.name, "visit_days": preset.visit_days} | offsets)
        for kind in MilestoneKind:
            self.fields[kind.value] = forms.IntegerField(
                label=kind.label, required=False, min_value=-730, max_value=730, help_text=_counted_from(kind)
            )
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field.text("name", label_size=Size.SMALL),
            Field.text("visit_days", label_size=Size.SMALL, field_width=Fixed.THREE),
            Fieldset(
                *[Field.text(kind, field_width=Fixed.FIVE) for kind in MilestoneKind.values],
                legend="Days before or after the visit",
                legend_size=Size.MEDIUM,
            ),
            "relay",
        )

    def offsets(self) -> dict[str, int]:
        """The days by kind, for the kinds that are used."""
        given = {kind: self.cleaned_data.get(kind) for kind in MilestoneKind.values}
        return {kind: days for kind, days in given.items() if days is not None}


def preset_words(preset: MilestonePreset) -> str:
    """A preset as a choice: its name, days, and whose copy it is."""
    days = "1 day" if preset.visit_days == 1 else f"{preset.visit_days} days"
    whose = f", as {preset.region} has it" if preset.region else ""
    return f"{preset.name} ({days}{whose})"


def _year(text: str) -> int:
    try:
        return read_year(text)
    except DomainError as error:
        raise ValidationError(error.message) from error


def _initial(round: ChallengeRound) -> dict[str, Any]:
    plain = (
        "name",
        "year",
        "first_week",
        "last_week",
        "sign_up_closes_on",
        "mou_signed_on",
        "plan_published_on",
    )
    numbers = (
        "max_visits_a_week",
        "operational_peers",
        "specialists",
        "training_lapses_after",
        "preset",
        "manager",
        "previous",
    )
    return {name: getattr(round, name) for name in plain + numbers} | {
        "councils": list(round.participations.values_list("council", flat=True)),
    }


def _offer_councils(field: forms.Field, councils: Any, last_week: date) -> None:
    """Councils as choices; one that is abolished before the last visits says when."""
    field.queryset = councils.select_related("region")  # type: ignore[attr-defined]
    field.choices = [  # type: ignore[attr-defined]
        Choice(council.pk, council.name, hint=_abolished(council, last_week))
        for council in field.queryset  # type: ignore[attr-defined]
    ]
    field.error_messages["required"] = "Choose at least one council"


def _abolished(council: Council, last_week: date) -> str | None:
    until = council.existed_until
    return f"Abolished on {until.day} {until:%B %Y}" if until and until <= monday_of(last_week) else None


def _counted_from(kind: MilestoneKind) -> str:
    if kind == MilestoneKind.LETTER:
        return "Working days after the last day"
    if kind == MilestoneKind.PRESENTATION:
        return "Calendar days from the last day; 0 is the last day itself"
    return "Calendar days from the first day; below 0 is before the visit"


def _edit_layout() -> Layout:
    numbers = ("max_visits_a_week", "operational_peers", "specialists", "training_lapses_after")
    fixed = ("sign_up_closes_on", "mou_signed_on", "plan_published_on")
    return Layout(
        Field.text("name"),
        Field.text("year", field_width=Fixed.TEN),
        Fieldset("first_week", "last_week", *fixed, legend="Fixed dates", legend_size=Size.MEDIUM),
        Fieldset(
            *[Field.text(name, field_width=Fixed.THREE) for name in numbers],
            "preset",
            legend="Visits and teams",
            legend_size=Size.MEDIUM,
        ),
        Fieldset("manager", "previous", legend="People and earlier rounds", legend_size=Size.MEDIUM),
        Field.checkboxes("councils", legend_size=Size.MEDIUM, small=True),
    )
