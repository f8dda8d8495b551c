"""Plans that tests begin from."""

from __future__ import annotations

from challenges.models import (
    ChallengeRound,
    DraftPlan,
    PlanRun,
)
from challenges.services.plans.agreeing import agree_plan
from challenges.services.plans.looking import do_plan, request_plan
from councils.actor import Actor
from councils.runs.services import perform


def planned(round: ChallengeRound, manager: Actor, seconds: int = 1) -> PlanRun:
    run = request_plan(round=round, seconds=seconds, actor=manager)
    perform(PlanRun, run.pk, do_plan)
    run.refresh_from_db()
    return run


def agreed(round: ChallengeRound, manager: Actor) -> DraftPlan:
    planned(round, manager)
    draft = DraftPlan.objects.get(round=round)
    agree_plan(plan=draft, seen=draft.edition, tell=True, actor=manager)
    return DraftPlan.objects.get(round=round)
