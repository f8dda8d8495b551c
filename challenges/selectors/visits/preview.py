"""What a move of a visit would mean, before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from challenges.models import Challenge, Milestone
from challenges.planning.clashes import Clash, Severity
from challenges.selectors.visits.proposals import clashes_of_move
from challenges.services.rounds.milestones import due_on
from challenges.services.visits.moves import seen


@dataclass(frozen=True)
class Moved:
    """A milestone still to do, with the day it has and the one it would get."""

    name: str
    old_day: date
    new_day: date


@dataclass(frozen=True)
class Preview:
    """The days as they would be (none: postponed), what stands against them, and the milestones that would follow.

    `seen` is what `move_visit` takes as accepted; without it the move cannot be saved."""

    first_day: date | None
    last_day: date | None
    refused: list[Clash]
    others: list[Clash]
    moved: list[Moved]
    seen: str


def preview_of(challenge: Challenge, first_day: date | None, days: int) -> Preview:
    """The move of a challenge to these days as it would be."""
    if first_day is None:
        return Preview(None, None, [], [], [], seen(challenge, None, None, []))
    last_day = first_day + timedelta(days=days - 1)
    clashes = clashes_of_move(challenge, first_day, days)
    refused = [clash for clash in clashes if clash.severity is Severity.REFUSED]
    others = [clash for clash in clashes if clash not in refused]
    accepted = "" if refused else seen(challenge, first_day, last_day, clashes)
    return Preview(first_day, last_day, refused, others, _moved(challenge, first_day, last_day), accepted)


def _moved(challenge: Challenge, first_day: date, last_day: date) -> list[Moved]:
    offsets = challenge.round.preset.offsets
    waiting = challenge.milestones.filter(state=Milestone.State.DUE, kind__in=offsets)
    laid = [
        Moved(
            each.get_kind_display(), each.due_on, due_on(each.kind, offsets[each.kind], first_day, last_day)
        )
        for each in waiting
    ]
    return [each for each in laid if each.old_day != each.new_day]
