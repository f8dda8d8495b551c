"""Which hosts have their self-assessment and data pack ready, and which are due or late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from challenges.models import Challenge, ChallengeRound, Milestone, Participation
from challenges.models.milestones import MilestoneKind
from challenges.selectors.sign_up.blockers import whom_to_ring
from challenges.states import OFF, ChallengeState
from councils.models import Person

WATCHED = (MilestoneKind.SELF_ASSESSMENT, MilestoneKind.DATA_PACK)
READY, DUE, LATE, NONE = "ready", "due", "late", "none"
WORDS = {READY: "Ready", DUE: "Due", LATE: "Late", NONE: "No date yet"}


@dataclass(frozen=True)
class Readiness:
    """Where one thing stands: its state, and the day it was done or is due."""

    state: str
    on: date | None = None

    @property
    def label(self) -> str:
        """The state in words."""
        return WORDS[self.state]


@dataclass(frozen=True)
class ReadinessRow:
    """A host: its self-assessment, its data pack, its challenge (None while it has none), and whom to ring."""

    participation: Participation
    challenge: Challenge | None
    self_assessment: Readiness
    data_pack: Readiness
    ring: Person | None

    @property
    def late(self) -> bool:
        """Whether either is late."""
        return LATE in (self.self_assessment.state, self.data_pack.state)


def readiness_of(round: ChallengeRound, today: date) -> list[ReadinessRow]:
    """Every host, those that are late first, then by the day that comes next (a fixed number of queries)."""
    watched = Milestone.objects.filter(kind__in=WATCHED)
    planned = Challenge.objects.exclude(state=ChallengeState.CANCELLED).select_related("data_pack")
    challenges = planned.prefetch_related(Prefetch("milestones", queryset=watched, to_attr="watched"))
    hosts = list(
        round.participations.filter(hosting=True)
        .select_related("council", "organiser", "sponsor")
        .prefetch_related(Prefetch("challenges", queryset=challenges, to_attr="planned"))
        .order_by("council__name")
    )
    ring = whom_to_ring(hosts)
    rows = [_row(host, ring.get(host.pk), today) for host in hosts]
    return sorted(rows, key=lambda row: (not row.late, _next_day(row)))


def _row(host: Participation, ring: Person | None, today: date) -> ReadinessRow:
    planned: list[Challenge] = host.planned  # type: ignore[attr-defined]
    challenge = planned[0] if planned else None
    milestones: list[Milestone] = challenge.watched if challenge else []  # type: ignore[attr-defined]
    kept = {each.kind: each for each in milestones}
    off = challenge is None or challenge.state in OFF
    assessment, pack = (_readiness(kept.get(kind), today, off=off) for kind in WATCHED)
    return ReadinessRow(host, challenge, assessment, _with_pack(challenge, pack), ring)


def _readiness(milestone: Milestone | None, today: date, *, off: bool) -> Readiness:
    if milestone is not None and milestone.state == Milestone.State.DONE:
        return Readiness(READY, milestone.done_on)
    if milestone is None or off or milestone.state == Milestone.State.NOT_NEEDED:
        return Readiness(NONE)
    return Readiness(LATE if milestone.due_on < today else DUE, milestone.due_on)


def _with_pack(challenge: Challenge | None, pack: Readiness) -> Readiness:
    """A data pack that has come is ready, whatever its milestone says."""
    kept = getattr(challenge, "data_pack", None)
    return Readiness(READY, kept.received_on) if kept and kept.received_on else pack


def _next_day(row: ReadinessRow) -> date:
    waiting = [
        each.on for each in (row.self_assessment, row.data_pack) if each.state in (DUE, LATE) and each.on
    ]
    return min(waiting, default=date.max)
