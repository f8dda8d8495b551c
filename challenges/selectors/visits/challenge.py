"""Reads for the page of one challenge, and for somebody's own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from challenges.access import PEERS_ANSWER_IN
from challenges.models import (
    Action,
    Challenge,
    ChallengeStep,
    DateChange,
    KeyLineOfEnquiry,
    Milestone,
    Participation,
    PeerOffer,
    Placement,
)
from challenges.models.visits import announced
from challenges.rights import Rights, rights_on
from challenges.selectors.needs import own_needs
from challenges.states import AFTER_VISIT, MANAGERS_ONLY, MOVABLE, OFF, PATH, ChallengeState
from councils.actor import Actor
from councils.needs import NeedsItem, in_order


@dataclass(frozen=True)
class StepLine:
    """One step of the path: when it happened, or that it was not recorded though a later one was."""

    label: str
    happened_on: date | None
    not_recorded: bool
    by: str = ""


@dataclass(frozen=True)
class ChangeLine:
    """One change of dates as the reader may see it."""

    change: DateChange
    reason: str


@dataclass(frozen=True)
class ChallengePage:
    """Everything on the page of one challenge, for one reader.

    `has_been`: its visit has begun; `off`: it is postponed or cancelled, so that nothing of it is late."""

    challenge: Challenge
    rights: Rights
    steps: list[StepLine]
    changes: list[ChangeLine]
    team: list[Placement]
    key_lines: list[KeyLineOfEnquiry]
    milestones: list[Milestone]
    actions: list[Action]
    movable: bool
    has_been: bool
    off: bool

    @property
    def begun(self) -> bool:
        """Whether any step has been recorded."""
        return any(step.happened_on for step in self.steps)


def challenges_shown(actor: Actor) -> QuerySet[Challenge]:
    """Challenges that the actor sees, with what their pages need beside them."""
    related = (
        "round__preset",
        "participation__organiser",
        "participation__sponsor",
        "host",
        "region",
        "manager_on_site",
    )
    return Challenge.objects.visible_to(actor).select_related(*related, "data_pack", "letter", "timetable")


def page_of(challenge: Challenge, actor: Actor) -> ChallengePage:
    """The page of one challenge."""
    rights = rights_on(challenge, actor)
    return ChallengePage(
        challenge=challenge,
        rights=rights,
        steps=step_lines(challenge),
        changes=[ChangeLine(change, _reason(change, rights)) for change in challenge.date_changes.all()],
        team=list(challenge.placements.select_related("person", "home_council")),
        key_lines=list(challenge.key_lines.all()),
        milestones=list(challenge.milestones.all()),
        actions=list(challenge.actions.select_related("area").prefetch_related("progress")),
        movable=challenge.state in MOVABLE,
        has_been=challenge.state in AFTER_VISIT,
        off=challenge.state in OFF,
    )


def step_lines(challenge: Challenge) -> list[StepLine]:
    """The path with what is recorded of it; a gap before the furthest step reads as not recorded."""
    recorded = {step.step: step for step in challenge.steps.all()}
    furthest = max((n for n, step in enumerate(PATH) if step in recorded), default=0)
    # Proposed is where every challenge starts: it is no step.
    path = [_line(step, recorded.get(step), gap=n < furthest) for n, step in enumerate(PATH) if n]
    off = [
        step
        for step in (ChallengeState.POSTPONED, ChallengeState.CANCELLED, ChallengeState.CUT_SHORT)
        if step in recorded
    ]
    return path + [_line(step, recorded[step], gap=False) for step in off]


def _line(step: ChallengeState, kept: ChallengeStep | None, *, gap: bool) -> StepLine:
    if kept is None:
        return StepLine(step.label, None, gap)
    return StepLine(step.label, kept.happened_on, False, kept.by)


def _reason(change: DateChange, rights: Rights) -> str:
    """Why, for this reader: an inspection is told to managers only."""
    if change.reason in MANAGERS_ONLY and not rights.manages:
        return "For a reason given to the programme manager"
    return ". ".join(part for part in (change.get_reason_display(), change.note) if part)


@dataclass(frozen=True)
class OwnPage:
    """Somebody's own page: what waits for them, what their council hosts, their visits, sign-ups they answer, rounds
    to which they are offered."""

    needs: list[NeedsItem]
    hosted: list[Challenge]
    visits: list[Placement]
    sign_ups: list[Participation]
    offers: list[PeerOffer]


def own_page(actor: Actor, today: date) -> OwnPage:
    """The actor's own page (a fixed number of queries); what is overdue comes first."""
    hosted = challenges_shown(actor).filter(pk__in=Challenge.objects.all().hosted_by(actor).values("pk"))
    visits = Placement.objects.filter(announced("challenge__"), person__in=actor.person_ids)
    sign_ups = Participation.objects.visible_to(actor).select_related("council", "round")
    mine = [] if actor.is_staff else list(sign_ups)
    related = visits.select_related("challenge__host", "challenge__round").order_by("challenge__first_day")
    offered = PeerOffer.objects.filter(
        person__in=actor.person_ids, participation__round__state__in=PEERS_ANSWER_IN
    ).select_related("participation__round", "participation__council")
    return OwnPage(in_order(own_needs(actor, today)), list(hosted), list(related), mine, list(offered))
