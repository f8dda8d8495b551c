"""Opening a round, changing it and moving it on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from challenges.access import is_the_system, require_manager
from challenges.models import (
    BlockedPeriod,
    BlockKind,
    Challenge,
    ChallengeRound,
    MilestonePreset,
    Participation,
    RoundStep,
)
from challenges.planning.proposal import Period
from challenges.states import ROUND_MOVES, RoundState
from challenges.topics import lay_topics
from councils.access import can_manage_region
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.calendar.working_days import monday_of
from councils.errors import DomainError, NotAllowed
from councils.models import Council, Person, Region

YEAR = re.compile(r"\s*(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)\s*")


@dataclass(frozen=True)
class RoundDetails:
    """What a round is made of, as the manager types it. Weeks may be given by any of their days.

    `blocked` are days on which nobody is visited; None: those that are there stay."""

    name: str
    start_year: int
    first_week: date
    last_week: date
    preset: MilestonePreset
    max_visits_a_week: int = 2
    operational_peers: int = 2
    specialists: int = 1
    training_lapses_after: int | None = 36
    sign_up_closes_on: date | None = None
    mou_signed_on: date | None = None
    plan_published_on: date | None = None
    manager: Person | None = None
    previous: ChallengeRound | None = None
    blocked: Sequence[Period] | None = None


PLAIN_FIELDS = (
    "name",
    "start_year",
    "max_visits_a_week",
    "operational_peers",
    "specialists",
    "training_lapses_after",
    "sign_up_closes_on",
    "mou_signed_on",
    "plan_published_on",
    "manager",
    "previous",
    "preset",
)


def read_year(text: str) -> int:
    """The year in which a round "2025/26" starts. Raises DomainError where the text is not two years in a row."""
    found = YEAR.fullmatch(text)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise DomainError("Write the year like 2025/26.", {"year": "Write the year like 2025/26."})
    return int(found[1])


def councils_to_ask(regions: Iterable[Region], first_week: date) -> list[Council]:
    """The councils of the regions that exist on the first day of visits: those a new round starts with."""
    return list(Council.objects.on(monday_of(first_week)).filter(region__in=list(regions)).order_by("name"))


@transaction.atomic
def open_round(
    *,
    regions: Sequence[Region],
    details: RoundDetails,
    councils: Iterable[Council] | None = None,
    is_sample: bool = False,
    actor: Actor,
) -> ChallengeRound:
    """A new round in draft, with a participation of each of `councils` (all of the regions where None).

    Raises DomainError where what is given cannot be, NotAllowed where the actor does not manage all of the regions."""
    _require_regions(actor, regions)
    check_details(details)
    asked = councils_to_ask(regions, details.first_week) if councils is None else list(councils)
    if not asked:
        raise DomainError("Choose at least one council.", {"councils": "Choose at least one council."})
    made = _save(ChallengeRound(is_sample=is_sample), details)
    made.regions.set(regions)
    lay_topics(made)
    Participation.objects.bulk_create(Participation(round=made, council=council) for council in asked)
    _set_blocked(made, details.blocked)
    after = {"regions": [region.name for region in regions], "councils": len(asked)}
    record(actor, "opened the round", made, after=after | _words(made), region=regions[0])
    return made


@transaction.atomic
def edit_round(
    *, round: ChallengeRound, details: RoundDetails, councils: Iterable[Council] | None = None, actor: Actor
) -> ChallengeRound:
    """Change a round; `councils` (None: as they are) says which are in it. Raises DomainError or NotAllowed."""
    require_manager(actor, round)
    check_details(details)
    if details.previous == round:
        raise DomainError("A round cannot come before itself.", {"previous": "Choose another round."})
    before = _words(round)
    _save(round, details)
    _set_blocked(round, details.blocked)
    if councils is not None:
        set_councils(round=round, councils=councils, actor=actor)
    was, now = changes(before, _words(round))
    record(actor, "changed the round", round, before=was, after=now, region=round.regions.first())
    return round


@transaction.atomic
def set_councils(*, round: ChallengeRound, councils: Iterable[Council], actor: Actor) -> None:
    """Let just these councils be in the round. Raises DomainError where one that has answered or hosts would go."""
    require_manager(actor, round)
    wanted = {council.pk: council for council in councils}
    there = {
        taking_part.council_id: taking_part for taking_part in round.participations.select_related("council")
    }
    gone = [taking_part for pk, taking_part in there.items() if pk not in wanted]
    kept = [
        each.council.name
        for each in gone
        if each.answered or each.offers.exists() or each.challenges.exists()
    ]
    if kept:
        text = f"{', '.join(kept)} has already taken part and cannot be taken out. Answer “not this round” instead."
        raise DomainError(text, {"councils": text})
    for taking_part in gone:
        record(actor, "took the council out of the round", taking_part, region=taking_part.council.region)
        taking_part.delete()
    for pk in wanted.keys() - there.keys():
        made = Participation.objects.create(round=round, council=wanted[pk])
        record(actor, "added the council to the round", made, region=wanted[pk].region)


@transaction.atomic
def move_round(*, round: ChallengeRound, to: str, actor: Actor) -> ChallengeRound:
    """Move a round to its next (or back to its last) state. Raises DomainError where that move is not open."""
    require_manager(actor, round)
    if to not in ROUND_MOVES[RoundState(round.state)]:
        raise DomainError(f"A round in {round.get_state_display().lower()} cannot be moved there.")
    _ready_to(round, to)
    moved = ChallengeRound.objects.filter(pk=round.pk, state=round.state).update(state=to)
    if not moved:
        raise DomainError("Somebody else has moved this round just now. Look at where it is and try again.")
    RoundStep.objects.create(round=round, from_state=round.state, to_state=to, by=actor.name[:200])
    was, round.state = round.state, to
    record(
        actor,
        "moved the round",
        round,
        before={"state": was},
        after={"state": to},
        region=round.regions.first(),
    )
    return round


def _ready_to(round: ChallengeRound, to: str) -> None:
    """Going forward needs something to go forward with."""
    forward = list(RoundState).index(RoundState(to)) > list(RoundState).index(RoundState(round.state))
    if forward and to == RoundState.RUNNING and not Challenge.objects.filter(round=round).exists():
        raise DomainError("Schedule at least one challenge before visits can run.")


def _require_regions(actor: Actor, regions: Sequence[Region]) -> None:
    if not regions:
        raise DomainError("Choose at least one region.", {"regions": "Choose at least one region."})
    if not is_the_system(actor) and not all(can_manage_region(actor, region) for region in regions):
        raise NotAllowed("You can open rounds only for regions that you manage.")


def check_details(details: RoundDetails) -> None:
    """Raises DomainError, field by field, where dates or numbers of a round cannot be right."""
    faults: dict[str, str] = {}
    if details.last_week < details.first_week:
        faults["last_week"] = "The last week must not be before the first week."
    for name in ("first_week", "last_week"):
        if getattr(details, name).year not in range(details.start_year, details.start_year + 3):
            said = f"{details.start_year}/{(details.start_year + 1) % 100:02d}"
            faults.setdefault(name, f"This week is not in {said} or the year after.")
    if details.max_visits_a_week < 1:
        faults["max_visits_a_week"] = "At least one visit a week must be possible."
    if faults:
        raise DomainError("Some of the round's dates or numbers cannot be right.", faults)


def _save(round: ChallengeRound, details: RoundDetails) -> ChallengeRound:
    for name in PLAIN_FIELDS:
        setattr(round, name, getattr(details, name))
    round.first_week, round.last_week = monday_of(details.first_week), monday_of(details.last_week)
    try:
        with transaction.atomic():
            round.save()
    except IntegrityError as error:
        text = f"There is already a round called {round.name} {round.year}."
        raise DomainError(text, {"name": text}) from error
    return round


def _set_blocked(round: ChallengeRound, periods: Iterable[Period] | None) -> None:
    if periods is None:
        return
    BlockedPeriod.objects.filter(round=round).delete()
    BlockedPeriod.objects.bulk_create(
        BlockedPeriod(
            round=round,
            kind=BlockKind.OTHER,
            first_day=each.first_day,
            last_day=each.last_day,
            reason=each.reason,
        )
        for each in periods
    )


def _words(round: ChallengeRound) -> dict[str, Any]:
    """The round as the audit log keeps it: JSON values only."""
    plain = {name: getattr(round, name) for name in (*PLAIN_FIELDS, "first_week", "last_week")}
    return {
        name: value if value is None or isinstance(value, int) else str(value)
        for name, value in plain.items()
    }
