"""Looking for a plan of a round: asked for on the page, found by a worker, shown while it improves."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from challenges.access import require_manager
from challenges.models import (
    ChallengeRound,
    DraftPlan,
    Participation,
    PeerOffer,
    PlannedPlace,
    PlannedVisit,
    PlanRun,
)
from challenges.models.plans import PlanRules
from challenges.planning.explain.changes import cheapest_changes
from challenges.planning.explain.clash import causes
from challenges.planning.explain.counting import Cause
from challenges.planning.instances import document_of, plan_from
from challenges.planning.points import points
from challenges.planning.problem import Plan, Problem
from challenges.planning.settings import USUAL, complete, problems_of
from challenges.planning.solve.search import Effort, Found, NotFound, NothingFits, search
from challenges.selectors.plans.planned import days_of, still_there, visits_of_challenges, visits_of_draft
from challenges.selectors.plans.problem import problem_of, settings_of
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.errors import DomainError
from councils.runs.models import RunState
from councils.runs.services import finish, keep_alive, publish

LONGEST_SECONDS = 600
LOOK_EVERY = 1.0


@transaction.atomic
def set_rules(*, round: ChallengeRound, settings: dict[str, Any], actor: Actor) -> PlanRules:
    """Set what a plan must keep and should prefer. Raises DomainError, by setting, for what contradicts itself."""
    require_manager(actor, round)
    whole = complete(settings)
    if found := problems_of(whole):
        raise DomainError("These rules contradict each other.", found)
    before = settings_of(round)
    kept = {name: value for name, value in whole.items() if value != USUAL[name] or name in settings}
    rules, _ = PlanRules.objects.update_or_create(
        round=round, defaults={"settings": kept, "changed_by": actor.name[:200]}
    )
    PlanRules.objects.filter(pk=rules.pk).update(edition=F("edition") + 1)
    was, now = changes(before, whole)
    record(actor, "set the rules of the plan", round, before=was, after=now)
    return rules


@transaction.atomic
def request_plan(
    *, round: ChallengeRound, seconds: int = 30, seed: int = 1, reproducible: bool = False, actor: Actor
) -> PlanRun:
    """A search for a plan, queued; the one that is under way where there is one.

    Raises DomainError for rules that contradict themselves or a time beyond ten minutes, NotAllowed."""
    require_manager(actor, round)
    if not 1 <= seconds <= LONGEST_SECONDS:
        raise DomainError("Search between 1 second and 10 minutes.", {"seconds": "Enter 1 to 600 seconds."})
    if found := problems_of(settings_of(round)):
        raise DomainError("The rules contradict each other: " + " ".join(found.values()))
    active = PlanRun.objects.filter(round=round, state__in=[RunState.QUEUED, RunState.RUNNING]).first()
    if active is not None:
        return active
    draft = DraftPlan.objects.filter(round=round).first()
    run = PlanRun.objects.create(
        round=round,
        input_version=_version(round, draft),
        settings={"seconds": seconds, "seed": seed, "reproducible": reproducible},
        base_edition=draft.edition if draft else 0,
        asked_by=actor.name[:200],
    )
    record(actor, "asked for a plan", run, after=run.settings)
    publish("challenges.find_plan", str(run.pk))
    return run


def _version(round: ChallengeRound, draft: DraftPlan | None) -> str:
    """A digest of what is searched, and of how often it was: the same search may be asked for again."""
    tried = PlanRun.objects.filter(round=round).count()
    return hashlib.sha256(repr((problem_of(round, draft), tried)).encode()).hexdigest()


@transaction.atomic
def stop_plan(*, run: PlanRun, actor: Actor) -> None:
    """Ask the worker to stop and keep the best plan so far. Raises NotAllowed."""
    require_manager(actor, run.round)
    PlanRun.objects.filter(pk=run.pk).update(stop_asked=True)
    record(actor, "stopped the search", run)


def do_plan(run: PlanRun) -> None:
    """Search, show each better plan, and put the last one into the draft unless somebody has changed that meanwhile."""
    draft = DraftPlan.objects.filter(round=run.round).first()
    problem = _with_stability(problem_of(run.round, draft), run.round, draft)
    wanted = run.settings
    begin = still_there(problem, visits_of_draft(draft)) if draft else {}
    effort = Effort(wanted["seconds"], wanted["seed"], wanted["reproducible"])
    seeking = _Search(problem, effort, begin or None)
    seeking.start()
    while seeking.is_alive():
        seeking.join(LOOK_EVERY)
        if not _look(run, seeking):
            return
    if seeking.fault is not None:
        raise seeking.fault
    if seeking.best is None:
        _finish_without(run, problem, seeking)
    else:
        _finish_with(run, problem, seeking.best)


def _with_stability(problem: Problem, round: ChallengeRound, draft: DraftPlan | None) -> Problem:
    """Changes count against the agreed challenges, else against the draft that somebody has worked on."""
    agreed = visits_of_challenges(round)
    return replace(problem, previous=agreed or (visits_of_draft(draft) if draft else None) or None)


class _Search(threading.Thread):
    """The search in a thread of its own, so that this one keeps the lease and listens for a stop."""

    def __init__(self, problem: Problem, effort: Effort, begin: Plan | None) -> None:
        super().__init__(daemon=True)
        self.problem, self.effort, self.begin = problem, effort, begin
        self.best: Found | None = None
        self.impossible = False
        self.fault: BaseException | None = None
        self.stopped = threading.Event()

    def run(self) -> None:
        """Search until the effort is spent or somebody stops it; what goes wrong is kept for who waits."""
        try:
            self._hear(
                search(self.problem, self.effort, tell=self._hear, stop=self.stopped.is_set, start=self.begin)
            )
        except NothingFits:
            self.impossible = True
        except NotFound:
            self.best = None
        except BaseException as fault:  # noqa: BLE001 - a thread's own exceptions would be lost
            self.fault = fault

    def _hear(self, found: Found) -> None:
        self.best = found


def _look(run: PlanRun, seeking: _Search) -> bool:
    """Keep the lease, show the best plan, pass a stop on. False where another worker has the run."""
    run.refresh_from_db(fields=["stop_asked", "started_at"])
    if run.stop_asked:
        seeking.stopped.set()
    best = seeking.best
    step = f"Best so far: {best.total} points" if best else "Looking for a first plan"
    percent = _percent(run)
    alive = keep_alive(run, progress=percent, step=step)
    if alive and best is not None:
        PlanRun.objects.filter(pk=run.pk).update(found=_document(seeking.problem, best))
    if not alive:
        seeking.stopped.set()
    return alive


def _percent(run: PlanRun) -> int:
    if run.started_at is None:
        return 0
    gone = (timezone.now() - run.started_at).total_seconds()
    return min(99, int(100 * gone / max(1, run.settings["seconds"])))


def _document(problem: Problem, found: Found) -> dict[str, Any]:
    return {
        "visits": document_of(found.plan),
        "total": found.total,
        "bound": found.bound,
        "points": points(problem, found.plan),
    }


def _finish_with(run: PlanRun, problem: Problem, best: Found) -> None:
    with transaction.atomic():
        if not finish(run, found=_document(problem, best)):
            return
        draft = DraftPlan.objects.select_for_update().filter(round=run.round).first()
        if (draft.edition if draft else 0) == run.base_edition:
            write_draft(run.round, best.plan, run=run, by=run.asked_by)


def _finish_without(run: PlanRun, problem: Problem, seeking: _Search) -> None:
    found = causes(problem)
    freed = cheapest_changes(problem)
    listed = freed.changes if freed else ()
    if not found and listed:
        rules = tuple(dict.fromkeys(change.rule for change in listed))
        found = [Cause(rules, (), "Several rules cannot be kept together, though each alone could be.")]
    why = {
        "proved": seeking.impossible,
        "causes": [asdict(cause) for cause in found],
        "changes": [asdict(change) for change in listed],
        "cheapest": bool(freed and freed.proven),
    }
    finish(run, why_not=why)


@transaction.atomic
def use_found(*, run: PlanRun, actor: Actor) -> DraftPlan:
    """Put the plan that a run found into the draft, over what stands there. Raises DomainError, NotAllowed."""
    require_manager(actor, run.round)
    if not run.found or run.kind != PlanRun.Kind.PLAN:
        raise DomainError("This search found no plan.")
    draft = write_draft(run.round, plan_from(run.found["visits"]), run=run, by=actor.name)
    record(actor, "used a found plan", draft, after={"edition": draft.edition})
    return draft


def write_draft(round: ChallengeRound, plan: Plan, *, run: PlanRun | None, by: str) -> DraftPlan:
    """The draft as the planner's plan says; what was marked to be kept stays marked. In the caller's transaction."""
    draft, _ = DraftPlan.objects.get_or_create(round=round, defaults={"edition": 0})
    kept = {visit.participation_id: visit for visit in draft.visits.prefetch_related("places")}
    days_kept = {part for part, visit in kept.items() if visit.days_kept}
    places_kept = {(p, place.offer_id) for p, v in kept.items() for place in v.places.all() if place.kept}
    draft.visits.all().delete()
    parts = {
        str(p.council_id): p for p in Participation.objects.filter(round=round).select_related("council")
    }
    offers = {str(o.pk): o for o in PeerOffer.objects.filter(participation__round=round)}
    days, length = days_of(round), _lengths(round)
    for id, visit in plan.items():
        part = parts[id]
        made = PlannedVisit.objects.create(
            plan=draft,
            participation=part,
            first_day=days.day(visit.start),
            days=length.get(id, round.preset.visit_days),
            manager_id=int(visit.manager) if visit.manager else None,
            days_kept=part.pk in days_kept,
        )
        PlannedPlace.objects.bulk_create(
            PlannedPlace(
                visit=made,
                offer=offers[peer],
                role=offers[peer].role,
                kept=(part.pk, offers[peer].pk) in places_kept,
            )
            for peer in visit.team
        )
    DraftPlan.objects.filter(pk=draft.pk).update(edition=F("edition") + 1, run=run, changed_by=by[:200])
    draft.refresh_from_db()
    return draft


def _lengths(round: ChallengeRound) -> dict[str, int]:
    return {council.id: council.days for council in problem_of(round).councils}
