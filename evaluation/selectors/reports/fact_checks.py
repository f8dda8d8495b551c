"""Reads for checking a report's facts: what the region and each host are shown, and who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from challenges.models import Challenge
from challenges.models.visits import announced
from challenges.states import ON_TEAM
from councils.actor import Actor
from councils.models import Person
from councils.runs.models import RunState
from evaluation.models import EvaluationReport
from evaluation.models.reports import Stage
from evaluation.reports.dates import day
from evaluation.selectors.reports.delivery import TOOK_PLACE
from evaluation.selectors.reports.national import rounds_of

TOTALS = (
    ("delivery", "planned", "Challenges planned"),
    ("delivery", "held", "Challenges held"),
    ("delivery", "moved", "Held on other days than first planned"),
    ("delivery", "postponed", "Postponed, without a new date"),
    ("delivery", "cancelled", "Cancelled"),
    ("delivery", "peers", "Places on teams"),
    ("delivery", "peers_from_outside", "Places taken by peers of another region"),
    ("delivery", "days_given", "Days given by peers"),
    ("data_packs", "on_time", "Data packs on time"),
    ("change", "actions", "Actions that followed the letters"),
    ("change", "measured", "Actions with a measured result"),
)


@dataclass(frozen=True)
class Fact:
    """One fact: what it is about, in words that are one fact's alone, and what is recorded."""

    about: str
    value: str


def fact_checks_for(actor: Actor) -> QuerySet[EvaluationReport]:
    """Reports whose facts the actor may look at: those they may read, and while facts are checked those of rounds in
    which they are of a host."""
    done = EvaluationReport.objects.filter(state=RunState.DONE).exclude(stage=Stage.DRAFT)
    readable = EvaluationReport.objects.visible_to(actor).values("pk") if actor.is_staff else []
    hosted = Challenge.objects.all().hosted_by(actor).filter(announced()).values("round")
    as_host = Q(stage=Stage.FACT_CHECK, round__in=hosted)
    return done.filter(Q(pk__in=readable) | as_host).select_related("round").defer("snapshot")


def facts_for(report: EvaluationReport, actor: Actor) -> list[Fact]:
    """The facts that the actor is asked about: totals and every challenge for staff, else their own challenges.

    Totals are those that the report prints; challenges are as they are recorded now."""
    reads = actor.is_staff and EvaluationReport.objects.visible_to(actor).filter(pk=report.pk).exists()
    mine = Challenge.objects.filter(announced(), round=report.round_id)
    if not reads:
        mine = mine.hosted_by(actor)
    totals = _totals(report.snapshot or {}) if reads else []
    return [*totals, *(_challenge(challenge) for challenge in _with_facts(mine))]


def _totals(snapshot: dict[str, Any]) -> list[Fact]:
    return [
        Fact(title, str(snapshot[part][name]))
        for part, name, title in TOTALS
        if name in snapshot.get(part, {})
    ]


def _with_facts(challenges: QuerySet[Challenge]) -> QuerySet[Challenge]:
    team = Count("placements", filter=Q(placements__state__in=ON_TEAM), distinct=True)
    annotated = challenges.annotate(team=team, plan=Count("actions", distinct=True))
    return annotated.select_related("host", "data_pack", "letter").order_by("host__name", "pk")


def _challenge(challenge: Any) -> Fact:
    pack, letter = getattr(challenge, "data_pack", None), getattr(challenge, "letter", None)
    held = challenge.state in TOOK_PLACE
    parts = [
        f"theme: {challenge.theme or 'none recorded'}",
        f"first planned {day(str(challenge.original_first_day or ''))}",
        f"held {day(str(challenge.first_day or ''))}" if held else challenge.get_state_display().lower(),
        f"team of {challenge.team}",
        f"data pack received {day(str(pack.received_on))}"
        if pack and pack.received_on
        else "no data pack recorded",
        f"letter sent {day(str(letter.sent_on))}" if letter and letter.sent_on else "no letter recorded",
        f"{challenge.plan} action{'' if challenge.plan == 1 else 's'}",
    ]
    return Fact(f"Challenge of {challenge.host}", "; ".join(parts))


def people_to_ask(report: EvaluationReport) -> list[Person]:
    """The programme managers of the rounds, and for a round's own report the organisers of its challenges."""
    rounds = [report.round] if report.round else list(rounds_of(report.start_year or 0))
    people = [round.manager for round in rounds if round.manager]
    if report.round:
        hosts = Challenge.objects.filter(announced(), round=report.round)
        organisers = hosts.filter(participation__organiser__isnull=False)
        people += [
            challenge.participation.organiser
            for challenge in organisers.select_related("participation__organiser")
            if challenge.participation.organiser
        ]
    return list({person.pk: person for person in people}.values())
