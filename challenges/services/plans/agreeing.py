"""A draft plan, or a repair, becomes challenges: made or changed all together; only those concerned are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from challenges.access import require_manager
from challenges.models import Challenge, ChallengeRound, DraftPlan, Participation
from challenges.selectors.plans.pages import wanted_by
from challenges.selectors.visits.proposals import Plan, homes_of, plan_of
from challenges.services.plans.editing import PlanChangedMeanwhile, changes_since
from challenges.services.visits.bookings import release_days
from challenges.services.visits.moves import move_visit
from challenges.services.visits.notices import invite_team, tell_taken_off
from challenges.services.visits.scheduling import ANY, schedule_challenge, set_team_of
from challenges.services.visits.steps import record_step
from challenges.states import MOVABLE, ON_TEAM, ChallengeState, MoveReason
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError


@dataclass(frozen=True)
class Change:
    """What becomes of one host's challenge: `challenge` is None where it has none yet."""

    participation: Participation
    challenge: Challenge | None
    plan: Plan

    @property
    def moves(self) -> bool:
        """Whether an existing visit gets other days."""
        there = self.challenge
        return there is not None and (there.first_day, there.last_day) != (
            self.plan.first_day,
            self.plan.last_day,
        )


def changes_of(round: ChallengeRound, wanted: dict[Participation, Plan]) -> list[Change]:
    """What agreeing to `wanted` would change; visits that are as wanted already, or have begun, are left out."""
    standing = Challenge.objects.filter(round=round).exclude(state=ChallengeState.CANCELLED)
    there = {
        challenge.participation_id: challenge
        for challenge in standing.select_related("host", "manager_on_site")
    }
    found = [Change(part, there.get(part.pk), plan) for part, plan in wanted.items()]
    return [change for change in found if _differs(change)]


def _differs(change: Change) -> bool:
    there = change.challenge
    if there is None:
        return True
    if there.state not in MOVABLE:
        return False
    if there.first_day is None or there.last_day is None or change.moves:
        return True
    now = plan_of(there, there.first_day, change.plan.days)
    return _team(now) != _team(change.plan) or now.manager_on_site != change.plan.manager_on_site


def _team(plan: Plan) -> set[tuple[int, str]]:
    return {(choice.person.pk, choice.role) for choice in plan.team}


@transaction.atomic
def agree_plan(*, plan: DraftPlan, seen: int, tell: bool, actor: Actor) -> list[Change]:
    """Make the round's challenges as the draft says. With `tell` they are agreed and their people asked at once, else
    they are proposals that only managers see.

    Raises PlanChangedMeanwhile where the draft is not as seen, DomainError (nothing is changed) where somebody is
    booked elsewhere by now, NotAllowed."""
    locked = DraftPlan.objects.select_for_update().select_related("round").get(pk=plan.pk)
    require_manager(actor, locked.round)
    if locked.edition != seen:
        raise PlanChangedMeanwhile(locked, changes_since(locked, seen))
    made = apply_changes(
        changes_of(locked.round, wanted_by(locked)), tell=tell, reason=MoveReason.DATES, actor=actor
    )
    locked.agreed_edition, locked.agreed_at = locked.edition, timezone.now()
    locked.save(update_fields=["agreed_edition", "agreed_at"])
    record(actor, "agreed the plan", locked, after={"edition": locked.edition, "changed": len(made)})
    return made


@transaction.atomic
def apply_changes(changes: Iterable[Change], *, tell: bool, reason: str, actor: Actor) -> list[Change]:
    """Carry the changes out together. Days of all are let go of first, so that two visits can change places.

    Raises DomainError, which undoes all of them, where one cannot be."""
    listed = list(changes)
    for change in listed:
        if change.challenge is not None:
            release_days(change.challenge)
    for change in listed:
        try:
            _carry_out(change, tell=tell, reason=reason, actor=actor)
        except DomainError as error:
            raise DomainError(
                f"{change.participation.council}: {error.message} Nothing was changed."
            ) from error
    return listed


def _carry_out(change: Change, *, tell: bool, reason: str, actor: Actor) -> None:
    challenge = change.challenge
    if challenge is None:
        challenge = schedule_challenge(
            participation=change.participation, plan=change.plan, accepted=ANY, actor=actor
        )
    else:
        _change(challenge, change, reason, actor)
    if tell and challenge.state == ChallengeState.PROPOSED:
        record_step(
            challenge=challenge, step=ChallengeState.AGREED, happened_on=timezone.localdate(), actor=actor
        )


def _change(challenge: Challenge, change: Change, reason: str, actor: Actor) -> None:
    """The team first, so that the new days are checked against those who will come."""
    was = {
        placed.person for placed in challenge.placements.filter(state__in=ON_TEAM).select_related("person")
    }
    set_team_of(challenge, change.plan, homes_of(change.participation, change.plan, challenge), actor)
    if change.moves:
        move_visit(
            challenge=challenge, first_day=change.plan.first_day, days=change.plan.days, reason=reason,
            scope_stands=True, actor=actor,
        )  # fmt: skip
    challenge.refresh_from_db()
    if challenge.is_announced:
        tell_taken_off(challenge, was - {choice.person for choice in change.plan.team})
        invite_team(challenge)
