"""Reads for the pages of a round's plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from challenges.models import ChallengeRound, DraftPlan, Participation, PeerOffer, PlannedVisit, PlanRun
from challenges.planning.check import Violation, violations
from challenges.planning.explain.why import Alternative, alternatives, visit_points
from challenges.planning.instances import plan_from
from challenges.planning.points import points
from challenges.planning.problem import Plan as PlannersPlan
from challenges.planning.problem import Problem
from challenges.selectors.plans.planned import days_of, still_there, visits_of_challenges, visits_of_draft
from challenges.selectors.plans.problem import problem_of
from challenges.selectors.visits.proposals import Plan, TeamChoice
from challenges.states import TeamRole
from councils.calendar.working_days import monday_of
from councils.models import Person
from councils.runs.models import RunState

PREFERENCE_WORDS = {
    "neighbour": "Lead from a statistical neighbour",
    "focus": "Strong where the host asks",
    "travel": "Short journeys",
    "expertise": "Everyone knows something of it",
    "politics": "Party of lead members",
    "early_for_need": "Early for those most in need",
    "not_preferred_week": "Weeks that the host named",
    "load_over_fair": "Fair load",
    "change": "Left as it was",
}


@dataclass(frozen=True)
class VisitRow:
    """A planned visit with what it costs and what is wrong with it."""

    visit: PlannedVisit
    lead: str
    others: list[str]
    cost: int
    broken: list[str]
    kept: bool


@dataclass(frozen=True)
class Bar:
    """What one preference costs, and its share of the costliest in per cent, for a bar."""

    name: str
    points: int
    share: int


@dataclass(frozen=True)
class PlanPage:
    """The draft of a round with everything that its page says.

    `gap` is "at most so many per cent from the best possible", where a search has proved it for this very plan."""

    draft: DraftPlan | None
    rows: list[VisitRow] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    total: int = 0
    gap: float | None = None
    proven: bool = False
    missing: list[str] = field(default_factory=list)


def draft_of(round: ChallengeRound) -> DraftPlan | None:
    """The round's draft."""
    return DraftPlan.objects.filter(round=round).select_related("round", "run").first()


def plan_page(round: ChallengeRound) -> PlanPage:
    """The plan's page (a number of queries that does not grow with the round)."""
    draft = draft_of(round)
    if draft is None:
        return PlanPage(None)
    problem, plan = problem_of(round, draft), visits_of_draft(draft)
    known = still_there(problem, plan)
    found = violations(problem, known)
    costs = points(problem, known)
    rows = [_row(visit, problem, known, found) for visit in _visits(draft)]
    gap = _gap(draft, plan)
    hosts = {host.id for host in problem.hosts}
    return PlanPage(
        draft=draft,
        rows=rows,
        broken=[each.text for each in found if each.where not in hosts],
        bars=_bars(costs),
        total=costs["total"],
        gap=gap,
        proven=gap is not None and gap <= 0,
        missing=[host.name for host in problem.hosts if host.id not in known],
    )


def weeks_of(round: ChallengeRound, rows: list[VisitRow]) -> list[tuple[date, list[VisitRow]]]:
    """Every week of the round by its Monday, and any other week that has a visit, with the visits that begin in it."""
    first, last = monday_of(round.first_week), monday_of(round.last_week)
    weeks: dict[date, list[VisitRow]] = {
        first + timedelta(weeks=n): [] for n in range((last - first).days // 7 + 1)
    }
    for row in sorted(rows, key=lambda row: row.visit.first_day):
        weeks.setdefault(monday_of(row.visit.first_day), []).append(row)
    return sorted(weeks.items())


def _visits(draft: DraftPlan) -> list[PlannedVisit]:
    related = draft.visits.select_related("participation__council", "manager", "plan")
    return list(related.prefetch_related("places__offer__person", "places__offer__participation__council"))


def _row(visit: PlannedVisit, problem: Problem, plan: PlannersPlan, found: list[Violation]) -> VisitRow:
    id = str(visit.participation.council_id)
    places = list(visit.places.all())
    named = {place.pk: f"{place.offer.person} ({place.offer.participation.council})" for place in places}
    leads = [named[place.pk] for place in places if place.role == TeamRole.LEAD]
    cost = sum(visit_points(problem, plan, problem.council(id)).values()) if id in plan else 0
    broken = [each.text for each in found if each.where == id]
    if id not in plan:
        broken = ["The host or somebody on the team is no longer in the round."]
    others = [named[place.pk] for place in places if place.role != TeamRole.LEAD]
    kept = visit.days_kept or any(place.kept for place in places)
    return VisitRow(visit, ", ".join(leads), others, cost, broken, kept)


def _bars(costs: dict[str, int]) -> list[Bar]:
    named = [(words, costs.get(name, 0)) for name, words in PREFERENCE_WORDS.items() if costs.get(name)]
    most = max((number for _, number in named), default=1)
    return [
        Bar(words, number, round(100 * number / most)) for words, number in sorted(named, key=lambda b: -b[1])
    ]


def _gap(draft: DraftPlan, plan: PlannersPlan) -> float | None:
    """What the draft's search proved, if the draft still is what it found."""
    found = draft.run.found if draft.run else None
    if not found or not found["bound"] or plan_from(found["visits"]) != plan:
        return None
    return 100 * (found["total"] - found["bound"]) / found["total"] if found["total"] else 0.0


def latest_run(round: ChallengeRound, kind: str) -> PlanRun | None:
    """The newest search of a kind."""
    return PlanRun.objects.filter(round=round, kind=kind).order_by("-created_at").first()


def active_run(round: ChallengeRound) -> PlanRun | None:
    """The search that is under way."""
    return PlanRun.objects.filter(round=round, state__in=[RunState.QUEUED, RunState.RUNNING]).first()


@dataclass(frozen=True)
class WhyPage:
    """Why a visit has the lead it has: points by preference, and every other council."""

    bars: list[Bar]
    others: list[tuple[str, Alternative]]


def why_page(visit: PlannedVisit) -> WhyPage | None:
    """What a planned visit costs and what stopped every other council; None where its host or team has gone."""
    draft = visit.plan
    problem = problem_of(draft.round, draft)
    plan = still_there(problem, visits_of_draft(draft))
    id = str(visit.participation.council_id)
    if id not in plan:
        return None
    host = problem.council(id)
    others = [(problem.council(each.council).name, each) for each in alternatives(problem, plan, host)]
    return WhyPage(_bars(visit_points(problem, plan, host)), others)


@dataclass(frozen=True)
class FairRow:
    """A council on the fairness page: its visit's cost, days given and received in this plan, and what it carried."""

    name: str
    cost: int | None
    given: int
    received: int
    carried: int

    @property
    def balance(self) -> int:
        """Days given beyond days received, over this and the last two rounds."""
        return self.carried + self.given - self.received


def fairness(draft: DraftPlan) -> list[FairRow]:
    """Every council of the round, the worst-placed host first."""
    problem = problem_of(draft.round, draft)
    plan = still_there(problem, visits_of_draft(draft))
    given: Counter[str] = Counter()
    received: dict[str, int] = defaultdict(int)
    for id, visit in plan.items():
        days = problem.council(id).days
        received[id] = days * len(visit.team)
        for peer in visit.team:
            given[problem.peer(peer).council] += days
    rows = [
        FairRow(
            council.name,
            sum(visit_points(problem, plan, council).values()) if council.id in plan else None,
            given[council.id],
            received[council.id],
            council.carried,
        )
        for council in problem.councils
    ]
    return sorted(rows, key=lambda row: (-(row.cost if row.cost is not None else -1), row.name))


def wanted_by(draft: DraftPlan) -> dict[Participation, Plan]:
    """What the draft wants of each host, as challenges are scheduled."""
    return {
        visit.participation: Plan(
            visit.first_day,
            visit.days,
            visit.participation.theme,
            tuple(TeamChoice(place.offer.person, place.role) for place in visit.places.all()),
            visit.manager,
        )
        for visit in _visits(draft)
    }


def as_wanted(round: ChallengeRound, plan: PlannersPlan) -> dict[Participation, Plan]:
    """The planner's visits as challenges are scheduled."""
    days, problem = days_of(round), problem_of(round)
    parts = {
        str(p.council_id): p for p in Participation.objects.filter(round=round).select_related("council")
    }
    offers = {
        str(o.pk): o for o in PeerOffer.objects.filter(participation__round=round).select_related("person")
    }
    managers = {str(person.pk): person for person in Person.objects.filter(pk__in=_managers(plan))}
    return {
        parts[id]: Plan(
            days.day(visit.start),
            problem.council(id).days,
            parts[id].theme,
            tuple(TeamChoice(offers[peer].person, offers[peer].role) for peer in visit.team),
            managers.get(visit.manager or ""),
        )
        for id, visit in plan.items()
    }


def _managers(plan: PlannersPlan) -> list[int]:
    return [int(visit.manager) for visit in plan.values() if visit.manager]


def without_visit(round: ChallengeRound) -> list[Participation]:
    """Hosts that have no visit to come though they should: postponed ones, and those never scheduled."""
    scheduled = {int(id) for id in visits_of_challenges(round)}
    wanted = {int(host.id) for host in problem_of(round).hosts}
    return list(round.participations.filter(council__in=wanted - scheduled).select_related("council"))


def found_repairs(run: PlanRun) -> list[dict[str, Any]]:
    """The proposals of a finished search for repairs, each with the visits it touches in words."""
    listed: list[dict[str, Any]] = (run.found or {}).get("repairs", [])
    return [
        {**each, "number": n, "wanted": list(as_wanted(run.round, plan_from(each["visits"])).items())}
        for n, each in enumerate(listed)
    ]
