"""Declared conflicts: writing them down, changing them, letting them go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from challenges.access import require_manager
from challenges.models import ChallengeRound, DeclaredConflict, Placement
from challenges.states import MOVABLE, ON_TEAM
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.errors import DomainError
from councils.imports.cells import tidy
from councils.models import Council, Person


@dataclass(frozen=True)
class Conflict:
    """A person or (never both) a council, the council it is kept away from, the days (empty: open) and why."""

    against: Council
    reason: str
    person: Person | None = None
    council: Council | None = None
    first_day: date | None = None
    last_day: date | None = None


@transaction.atomic
def declare_conflict(*, round: ChallengeRound, conflict: Conflict, actor: Actor) -> DeclaredConflict:
    """Write a conflict down; from then on nobody it concerns can be put on a team there.

    `round` says whose manager declares it: the conflict itself outlives the round. Raises DomainError, by field,
    where it cannot be, NotAllowed for others."""
    require_manager(actor, round)
    _check(round, conflict)
    made = DeclaredConflict(declared_by=actor.name[:200])
    _write(made, conflict)
    record(actor, "declared a conflict", made, after=_words(made), region=made.against.region)
    return made


@transaction.atomic
def change_conflict(
    *, kept: DeclaredConflict, round: ChallengeRound, conflict: Conflict, actor: Actor
) -> DeclaredConflict:
    """Change a conflict. Raises DomainError, by field, where it cannot be, NotAllowed for others."""
    require_manager(actor, round)
    _check(round, conflict)
    before = _words(kept)
    _write(kept, conflict)
    was, now = changes(before, _words(kept))
    record(actor, "changed a conflict", kept, before=was, after=now, region=kept.against.region)
    return kept


@transaction.atomic
def remove_conflict(*, kept: DeclaredConflict, round: ChallengeRound, actor: Actor) -> None:
    """Let a conflict go that was never one; one that has ended is given its last day instead. Raises NotAllowed."""
    require_manager(actor, round)
    record(actor, "removed a conflict", kept, before=_words(kept), region=kept.against.region)
    kept.delete()


def placed_against(conflict: DeclaredConflict) -> list[Placement]:
    """Places on teams of visits still to come that the conflict forbids."""
    against, council = conflict.against, conflict.council
    own = Q(person=conflict.person, host_council=against)
    of_council = Q(home_council=council, host_council=against) | Q(home_council=against, host_council=council)
    placed = Placement.objects.filter(own if conflict.person else of_council, state__in=ON_TEAM)
    still = placed.filter(challenge__state__in=MOVABLE).select_related("person", "host_council", "challenge")
    return [each for each in still if _holds(conflict, each.challenge.first_day, each.challenge.last_day)]


def _holds(conflict: DeclaredConflict, first: date | None, last: date | None) -> bool:
    begins, ends = conflict.first_day or date.min, conflict.last_day or date.max
    return begins <= (last or date.max) and (first or date.min) <= ends


def _check(round: ChallengeRound, conflict: Conflict) -> None:
    faults: dict[str, str] = {}
    if (conflict.person is None) == (conflict.council is None):
        faults["whose"] = "Choose one person or one council."
    if conflict.council == conflict.against:
        faults["against"] = "Choose another council: nobody challenges their own anyway."
    elif not round.participations.filter(council=conflict.against).exists():
        faults["against"] = f"{conflict.against} is not in this round."
    if conflict.first_day and conflict.last_day and conflict.last_day < conflict.first_day:
        faults["last_day"] = "The last day is before the first."
    if not tidy(conflict.reason):
        faults["reason"] = "Write why. Only managers read it."
    if faults:
        raise DomainError(next(iter(faults.values())), faults)


def _write(kept: DeclaredConflict, conflict: Conflict) -> None:
    kept.person, kept.council, kept.against = conflict.person, conflict.council, conflict.against
    kept.first_day, kept.last_day = conflict.first_day, conflict.last_day
    kept.reason = tidy(conflict.reason)
    kept.save()


def _words(kept: DeclaredConflict) -> dict[str, Any]:
    return {
        "who": kept.whose,
        "against": str(kept.against),
        "from": str(kept.first_day or ""),
        "to": str(kept.last_day or ""),
        "reason": kept.reason,
    }
