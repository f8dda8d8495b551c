"""Forms of a round's plan: asking for one, its rules, a planned visit, a wish about a pair, a repair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fieldset, Fixed, Layout, Size
from django import forms

from challenges.forms.challenge import PlainForm, offer_choices
from challenges.models import DraftPlan, PairWish, Participation, PeerOffer, PlannedVisit
from challenges.planning.settings import PREFERENCES, RULES, Setting
from challenges.services.plans.looking import LONGEST_SECONDS
from challenges.services.visits.scheduling import LONGEST_VISIT
from challenges.states import MoveReason
from councils.forms.days import DayField
from councils.models import Council, Person

NO_WISH = "none"


class PlanRequestForm(PlainForm):
    """How long to search, and whether the same search must give the same plan again."""

    submit_label = "Look for a plan"
    seconds = forms.IntegerField(
        label="Seconds to search",
        min_value=1,
        max_value=LONGEST_SECONDS,
        initial=30,
        help_text="The first plan is shown within seconds, and better ones as they are found.",
    )
    reproducible = forms.BooleanField(
        label="Give the same plan whenever nothing has changed (slower)", required=False
    )


class RulesForm(forms.Form):
    """Every rule and preference of a plan, by its plain name."""

    submit_label = "Save the rules"

    def __init__(self, data: Any = None, *, settings: dict[str, Any]) -> None:
        super().__init__(data, initial=settings)
        for setting in (*RULES, *PREFERENCES):
            self.fields[setting.name] = _field(setting)
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(
            Fieldset(*(_laid(s) for s in RULES), legend="A plan must keep", legend_size=Size.MEDIUM),
            Fieldset(
                *(_laid(s) for s in PREFERENCES),
                legend="It should prefer (0: does not matter; more: matters more)",
                legend_size=Size.MEDIUM,
            ),
        )


def _field(setting: Setting) -> forms.Field:
    if setting.choices:
        return forms.ChoiceField(label=setting.label, choices=setting.choices, widget=forms.RadioSelect)
    if isinstance(setting.usual, bool):
        return forms.BooleanField(label=setting.label, required=False, help_text=setting.hint)
    return forms.IntegerField(
        label=setting.label, help_text=setting.hint, min_value=0, max_value=setting.most,
        error_messages={"required": "Enter a number; 0 switches it off."},
    )  # fmt: skip


def _laid(setting: Setting) -> Any:
    if setting.choices:
        return Field.radios(setting.name, legend_size=Size.SMALL, small=True)
    if isinstance(setting.usual, bool):
        return setting.name
    return Field.text(setting.name, field_width=Fixed.THREE)


class PlannedVisitForm(PlainForm):
    """A planned visit: its days, who is on site, the team, and what every search must keep. `seen` is the edition."""

    first_day = DayField(label="First day of the visit", help_text="For example, 12 1 2027")
    days = forms.IntegerField(label="Days on site", min_value=1, max_value=LONGEST_VISIT)
    manager = forms.ModelChoiceField(
        Person.objects.none(),
        label="Programme manager on site (optional)",
        required=False,
        empty_label="Nobody",
    )
    days_kept = forms.BooleanField(label="Keep these days in every search", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        visit: PlannedVisit,
        offers: Sequence[PeerOffer],
        managers: Sequence[Person],
        team_size: int,
    ) -> None:
        self.places = range(1, max(team_size, visit.places.count()) + 2)
        self.offers = {str(offer.pk): offer for offer in offers}
        super().__init__(data, initial=_initial(visit))
        self.fields.update(self._places(offers))
        self.helper.layout = Layout(*(self._laid_out(name) for name in self.fields))
        choice = self.fields["manager"]
        choice.queryset = Person.objects.filter(pk__in=[m.pk for m in managers])  # type: ignore[attr-defined]

    def _places(self, offers: Sequence[PeerOffer]) -> Iterator[tuple[str, forms.Field]]:
        choices = [("", "Nobody"), *((str(offer.pk), _words(offer)) for offer in offers)]
        for n in self.places:
            yield f"place_{n}", forms.ChoiceField(label=f"Place {n}", choices=choices, required=False)
            yield f"kept_{n}", forms.BooleanField(label=f"Keep whoever is in place {n}", required=False)

    def team(self) -> dict[PeerOffer, str]:
        """The chosen peers, each in the role in which they are offered."""
        chosen = [self.offers[value] for value in self._chosen() if value]
        return {offer: offer.role for offer in chosen}

    def kept(self) -> set[PeerOffer]:
        """The peers that every search must leave on the team."""
        marked = [self.cleaned_data.get(f"kept_{n}") for n in self.places]
        return {
            self.offers[value] for value, kept in zip(self._chosen(), marked, strict=True) if value and kept
        }

    def clean(self) -> dict[str, Any]:
        """Nobody is on a team twice."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [(n, value) for n, value in enumerate(self._chosen(), start=1) if value]
        for n, value in chosen:
            if any(other == value and m < n for m, other in chosen):
                self.add_error(f"place_{n}", "This person is on the team already.")
        return cleaned

    def _chosen(self) -> list[str]:
        return [self.cleaned_data.get(f"place_{n}") or "" for n in self.places]


def _words(offer: PeerOffer) -> str:
    expertise = f": {offer.expertise}" if offer.expertise else ""
    return f"{offer.person}, {offer.participation.council} ({offer.get_role_display().lower()}{expertise})"


def _initial(visit: PlannedVisit) -> dict[str, Any]:
    values: dict[str, Any] = {
        "first_day": visit.first_day,
        "days": visit.days,
        "manager": visit.manager_id,
        "days_kept": visit.days_kept,
        "seen": visit.plan.edition,
    }
    for n, place in enumerate(visit.places.all(), start=1):
        values |= {f"place_{n}": str(place.offer_id), f"kept_{n}": place.kept}
    return values


class MoveForm(PlainForm):
    """A planned visit and the week to which it moves. `seen` is the edition of the draft that was looked at."""

    visit = forms.ModelChoiceField(
        PlannedVisit.objects.none(),
        label="Visit",
        empty_label="Choose",
        error_messages={"required": "Choose the visit that moves."},
    )
    week = forms.TypedChoiceField(
        label="Week beginning", coerce=date.fromisoformat, error_messages={"required": "Choose a week."}
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: DraftPlan, weeks: Sequence[date]) -> None:
        super().__init__(data, initial={"seen": plan.edition})
        visit = self.fields["visit"]
        visit.queryset = plan.visits.select_related("participation__council").order_by(  # type: ignore[attr-defined]
            "participation__council__name"
        )
        visit.label_from_instance = lambda each: str(each.participation.council)  # type: ignore[attr-defined]
        offered = [(week.isoformat(), f"{week.day} {week:%B %Y}") for week in weeks]
        self.fields["week"].choices = [("", "Choose"), *offered]  # type: ignore[attr-defined]


class WishForm(PlainForm):
    """A council that must, or must not, be on the team of a host."""

    host = forms.ModelChoiceField(Participation.objects.none(), label="Host")
    council = forms.ModelChoiceField(Council.objects.none(), label="Council that lends peers")
    kind = forms.ChoiceField(
        label="What is wished?",
        choices=[*PairWish.Kind.choices, (NO_WISH, "nothing any more")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what is wished of the pair."},
    )
    reason = forms.CharField(
        label="Why (optional)", required=False, max_length=200, help_text="Only managers read this."
    )

    def __init__(self, data: Any = None, *, parts: Sequence[Participation]) -> None:
        super().__init__(data)
        hosts = [part.pk for part in parts if part.hosting]
        lenders = [part.council_id for part in parts if part.lending]
        host, council = self.fields["host"], self.fields["council"]
        host.queryset = Participation.objects.filter(pk__in=hosts).select_related("council")  # type: ignore[attr-defined]
        host.label_from_instance = lambda part: str(part.council)  # type: ignore[attr-defined]
        council.queryset = Council.objects.filter(pk__in=lenders)  # type: ignore[attr-defined]

    def clean_kind(self) -> str:
        """The wish, or nothing."""
        kind = str(self.cleaned_data["kind"])
        return "" if kind == NO_WISH else kind


class RepairForm(PlainForm):
    """Which proposal to apply, and why the visits change."""

    submit_label = "Apply it and tell those concerned"
    number = forms.ChoiceField(
        label="Which proposal?", widget=forms.RadioSelect, error_messages={"required": "Choose a proposal."}
    )
    reason = forms.ChoiceField(
        label="Why do visits change?",
        choices=MoveReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason."},
    )

    def __init__(self, data: Any = None, *, proposals: Sequence[dict[str, Any]]) -> None:
        super().__init__(data)
        offer_choices(self, "number", [(str(p["number"]), f"Proposal {p['number'] + 1}") for p in proposals])
