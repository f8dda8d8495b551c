"""Repairs of agreed visits: proposals that touch as few as possible, found by a worker, applied in one click."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from challenges.access import require_manager
from challenges.models import Challenge, ChallengeRound, PlanRun
from challenges.planning.instances import document_of, plan_from
from challenges.planning.repair import repairs
from challenges.selectors.plans.pages import as_wanted
from challenges.selectors.plans.planned import visits_of_challenges
from challenges.selectors.plans.problem import problem_of
from challenges.services.plans.agreeing import Change, apply_changes, changes_of
from challenges.states import MoveReason
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from councils.runs.models import RunState
from councils.runs.services import finish, keep_alive, publish


@transaction.atomic
def request_repairs(*, round: ChallengeRound, actor: Actor) -> PlanRun:
    """A search for repairs of the round's agreed visits, queued; the one under way where there is one.

    Raises NotAllowed."""
    require_manager(actor, round)
    active = PlanRun.objects.filter(round=round, state__in=[RunState.QUEUED, RunState.RUNNING]).first()
    if active is not None:
        return active
    tried = PlanRun.objects.filter(round=round).count()
    version = hashlib.sha256(
        repr((problem_of(round), visits_of_challenges(round), tried)).encode()
    ).hexdigest()
    run = PlanRun.objects.create(
        round=round,
        kind=PlanRun.Kind.REPAIR,
        input_version=version,
        settings={"state": state_of(round)},
        asked_by=actor.name[:200],
    )
    record(actor, "asked for repairs", run)
    publish("challenges.find_plan", str(run.pk))
    return run


def do_repairs(run: PlanRun) -> None:
    """Find proposals and store them: each with its plan, the hosts it touches, its changes and its cost."""
    if not keep_alive(run, progress=10, step="Looking for the smallest change"):
        return
    problem, plan = problem_of(run.round), visits_of_challenges(run.round)
    found = [
        {
            "visits": document_of({host: each.plan[host] for host in each.touched}),
            "touched": list(each.touched),
            "changes": each.changes,
            "more": each.more,
        }
        for each in repairs(problem, plan)
    ]
    finish(run, found={"repairs": found})


def state_of(round: ChallengeRound) -> str:
    """A digest of the round's challenges as they are: a repair found for another state is not applied."""
    rows = (
        Challenge.objects.filter(round=round)
        .order_by("pk")
        .values_list("pk", "state", "version", "calendar_sequence")
    )
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:16]


@transaction.atomic
def apply_repair(*, run: PlanRun, number: int, reason: str, actor: Actor) -> list[Change]:
    """Carry out one proposal: days, teams, milestones, bookings, mail and calendars follow; first dates are kept.

    Raises DomainError for a number or reason that is none, or where challenges have changed since; NotAllowed."""
    require_manager(actor, run.round)
    listed: list[dict[str, Any]] = (run.found or {}).get("repairs", [])
    if not 0 <= number < len(listed):
        raise DomainError("This proposal does not exist any more. Look for repairs again.")
    if reason not in MoveReason.values:
        raise DomainError("Say why.", {"reason": "Choose a reason."})
    if run.settings.get("state") != state_of(run.round):
        raise DomainError("Challenges have changed since these repairs were found. Look for repairs again.")
    wanted = as_wanted(run.round, plan_from(listed[number]["visits"]))
    made = apply_changes(changes_of(run.round, wanted), tell=True, reason=reason, actor=actor)
    record(
        actor,
        "applied a repair",
        run,
        after={"hosts": [str(change.participation.council) for change in made]},
    )
    return made
