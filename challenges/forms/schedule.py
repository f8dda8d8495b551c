"""The form on which a visit gets its days and its team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fieldset, Fixed, Layout, Size
from django import forms

from challenges.models import Challenge, ChallengeRound, Participation
from challenges.selectors.visits.proposals import Plan, TeamChoice, team_wanted
from challenges.selectors.visits.schedule import Candidate, managers_on_site
from challenges.services.visits.scheduling import LONGEST_VISIT, edition
from challenges.states import ON_TEAM, ChallengeState, TeamRole
from councils.forms.days import DayField
from councils.models import Person

EXTRA = {TeamRole.LEAD: 0, TeamRole.OPERATIONAL: 1, TeamRole.SPECIALIST: 1, TeamRole.LEAD_MEMBER: 1}


class ScheduleForm(forms.Form):
    """First day, days, theme, one select for each place on the team, manager on site. `seen` is the edition shown."""

    first_day = DayField(label="First day of the visit", help_text="For example, 12 1 2027")
    days = forms.IntegerField(
        label="Days on site",
        min_value=1,
        max_value=LONGEST_VISIT,
        help_text="Calendar days, one after another",
    )
    theme = forms.CharField(label="Broad theme", max_length=200, required=False)
    manager_on_site = forms.ChoiceField(label="Programme manager on site (optional)", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        participation: Participation,
        candidates: Sequence[Candidate],
        challenge: Challenge | None = None,
    ) -> None:
        team = _team_of(challenge)
        self.people = {str(each.person.pk): each.person for each in candidates} | {
            str(p.pk): p for p, _ in team
        }
        self.wanted = {role: number for role, (number, _) in team_wanted(participation.round).items()}
        self.slots = _slots(self.wanted, team)
        super().__init__(data, initial=_initial(participation, challenge, self.slots, team))
        self._add_team(candidates, team)
        self._add_managers(participation.round, challenge)
        self.order_fields(["first_day", "days", "theme", *self.slots])
        self.dates_fixed = challenge is not None and challenge.state != ChallengeState.PROPOSED
        if self.dates_fixed:
            del self.fields["first_day"], self.fields["days"]
        self.challenge, self.helper = challenge, FormHelper()
        self.helper.layout = self._layout()

    def plan(self) -> Plan:
        """The visit as it was typed. Days of an agreed visit are those that it has."""
        given = self.cleaned_data
        fixed = _days_of(self.challenge) if self.dates_fixed and self.challenge else None
        first, days = fixed or (given["first_day"], given["days"])
        return Plan(first, days, given["theme"], tuple(self._team()), self._manager(given["manager_on_site"]))

    def _team(self) -> Iterator[TeamChoice]:
        for name, role in self.slots.items():
            chosen = self.cleaned_data.get(name)
            if chosen:
                yield TeamChoice(self.people[chosen], role, name)

    def _manager(self, chosen: str) -> Person | None:
        return self.managers.get(chosen)

    def _add_team(self, candidates: Sequence[Candidate], team: Iterable[tuple[Person, str]]) -> None:
        counted = Counter(self.slots.values())
        numbers: Counter[str] = Counter()
        for name, role in self.slots.items():
            numbers[role] += 1
            label = TeamRole(role).label + (f" {numbers[role]}" if counted[role] > 1 else "")
            label += " (optional)" if numbers[role] > self.wanted.get(role, 0) else ""
            choices = _choices(candidates, team, role)
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)

    def _add_managers(self, round: ChallengeRound, challenge: Challenge | None) -> None:
        managers = managers_on_site(round)
        if challenge and challenge.manager_on_site and challenge.manager_on_site not in managers:
            managers.append(challenge.manager_on_site)
        self.managers = {str(person.pk): person for person in managers}
        field = self.fields["manager_on_site"]
        field.choices = [("", "Nobody"), *((key, str(person)) for key, person in self.managers.items())]  # type: ignore[attr-defined]

    def _layout(self) -> Layout:
        days = [] if self.dates_fixed else ["first_day", Field.text("days", field_width=Fixed.TWO)]
        return Layout(
            *days,
            Field.text("theme"),
            Fieldset(*[Field.select(name) for name in self.slots], legend="Team", legend_size=Size.MEDIUM),
            Field.select("manager_on_site"),
            "seen",
        )


def _days_of(challenge: Challenge) -> tuple[date, int] | None:
    first, last = challenge.first_day, challenge.last_day
    return (first, (last - first).days + 1) if first and last else None


def _team_of(challenge: Challenge | None) -> list[tuple[Person, str]]:
    if challenge is None:
        return []
    placed = challenge.placements.filter(state__in=ON_TEAM).select_related("person")
    return [(each.person, each.role) for each in placed]


def _slots(wanted: Mapping[str, int], team: Iterable[tuple[Person, str]]) -> dict[str, str]:
    """The selects by name, each with its role: as many as the round wants or the team has, and one more."""
    there = Counter(role for _, role in team)
    return {
        f"{role}_{n}": role
        for role in TeamRole.values
        for n in range(1, max(wanted.get(role, 0), there[role]) + EXTRA[TeamRole(role)] + 1)
    }


def _initial(
    participation: Participation,
    challenge: Challenge | None,
    slots: dict[str, str],
    team: Iterable[tuple[Person, str]],
) -> dict[str, Any]:
    if challenge is None:
        return {"days": participation.round.preset.visit_days, "theme": participation.theme}
    first, last = challenge.first_day, challenge.last_day
    taken = {role: iter([name for name, of in slots.items() if of == role]) for role in TeamRole.values}
    placed = {next(taken[role]): person.pk for person, role in team}
    return placed | {
        "first_day": first,
        "days": (last - first).days + 1 if first and last else participation.round.preset.visit_days,
        "theme": challenge.theme,
        "manager_on_site": challenge.manager_on_site_id,
        "seen": edition(challenge),
    }


def _choices(candidates: Sequence[Candidate], team: Iterable[tuple[Person, str]], role: str) -> list[Any]:
    """Those offered for the role first, then the rest; who is on the team already can always be kept."""
    known = {each.person.pk for each in candidates}
    kept = [(str(person.pk), str(person)) for person, _ in team if person.pk not in known]
    offered = [(str(each.person.pk), each.words) for each in candidates if each.offered_as == role]
    others = [(str(each.person.pk), each.words) for each in candidates if each.offered_as != role]
    groups = (
        ("On the team", kept),
        ("Offered for this part", offered),
        ("Others who could be asked", others),
    )
    return [("", "Nobody yet"), *((name, people) for name, people in groups if people)]
