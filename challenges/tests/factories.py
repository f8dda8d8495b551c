"""Makes rounds and challenges for tests, directly in the database where no service matters to the test."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from challenges.models import (
    Action,
    Challenge,
    ChallengeRound,
    DraftPlan,
    Milestone,
    MilestonePreset,
    Participation,
    PeerOffer,
    Placement,
    PlannedPlace,
    PlannedVisit,
    PlanRun,
    Timetable,
    TimetableRun,
    VisitSession,
)
from challenges.states import ChallengeState, PlacementState, RoundState, TeamRole
from councils.models import Council, Person, Region
from councils.tests import factories as who


def challenge_round(region: Region | None = None, **fields: Any) -> ChallengeRound:
    """A running round of one region (South East), visits from October 2026 to March 2027."""
    region = region or who.region()
    values: dict[str, Any] = {
        "name": region.name,
        "start_year": 2026,
        "state": RoundState.RUNNING,
        "first_week": date(2026, 10, 5),
        "last_week": date(2027, 3, 29),
        "preset": MilestonePreset.objects.get(key="three-days", region=None),
    } | fields
    made = ChallengeRound.objects.create(**values)
    made.regions.add(region)
    return made


def participation(
    round: ChallengeRound, council: Council | None = None, *, hosting: bool | None = True, lending: bool | None = True,
    **fields: Any,
) -> Participation:  # fmt: skip
    """A council in a round that has answered (unless hosting and lending are None)."""
    answered = timezone.now() if hosting is not None else None
    return Participation.objects.create(
        round=round,
        council=council or who.council(),
        hosting=hosting,
        lending=lending,
        answered_at=answered,
        **fields,
    )


def challenge(
    round: ChallengeRound | None = None,
    host: Council | None = None,
    *,
    first_day: date | None = date(2027, 1, 12),
    days: int = 3,
    state: str = ChallengeState.AGREED,
    **fields: Any,
) -> Challenge:
    """A challenge of one host with dates but without milestones, team or booked days."""
    round = round or challenge_round()
    host = host or who.council()
    taking_part = Participation.objects.filter(round=round, council=host).first() or participation(
        round, host
    )
    last_day = first_day + timedelta(days=days - 1) if first_day else None
    return Challenge.objects.create(
        round=round,
        participation=taking_part,
        host=host,
        region=host.region,
        theme=fields.pop("theme", "Neglect"),
        state=state,
        first_day=first_day,
        last_day=last_day,
        original_first_day=first_day,
        original_last_day=last_day,
        **fields,
    )


def offer(
    participation: Participation, person: Person | None = None, *, role: str = TeamRole.OPERATIONAL
) -> PeerOffer:
    """A peer whom a council lends."""
    return PeerOffer.objects.create(
        participation=participation, person=person or who.person(at=participation.council), role=role
    )


def placement(
    challenge: Challenge,
    person: Person,
    *,
    role: str = TeamRole.OPERATIONAL,
    state: str = PlacementState.ACCEPTED,
) -> Placement:
    """A peer on a team; their post and council are those of their first post."""
    post = person.posts.get()
    return Placement.objects.create(
        challenge=challenge,
        person=person,
        role=role,
        post=post.kind,
        home_council=post.council,
        host_council=challenge.host,
        state=state,
    )


def milestone(
    challenge: Challenge, kind: str = "data_pack", *, due_on: date = date(2026, 10, 20)
) -> Milestone:
    """A milestone of the host's, still to do."""
    return Milestone.objects.create(
        challenge=challenge, kind=kind, owner="host", due_on=due_on, original_due_on=due_on
    )


def action(challenge: Challenge, *, due_on: date = date(2027, 6, 30)) -> Action:
    """An open action with a baseline."""
    return Action.objects.create(
        challenge=challenge,
        text="Sample decisions monthly",
        measure="Share on which two managers agree",
        baseline="71% of 60",
        owner="Assistant director",
        due_on=due_on,
        original_due_on=due_on,
    )


def held(challenge: Challenge, *, days_ago: int = 30) -> Challenge:
    """The challenge with its visit of three days over, and nothing recorded of it."""
    challenge.first_day = timezone.localdate() - timedelta(days=days_ago)
    challenge.last_day = challenge.first_day + timedelta(days=2)
    challenge.state = ChallengeState.FED_BACK
    challenge.save()
    return challenge


def draft_plan(round: ChallengeRound) -> DraftPlan:
    """The round's draft plan, without visits at first."""
    return DraftPlan.objects.get_or_create(round=round)[0]


def planned_visit(
    participation: Participation,
    team: dict[PeerOffer, str] | None = None,
    *,
    first_day: date = date(2027, 1, 12),
) -> PlannedVisit:
    """A visit of the draft, three days long."""
    plan = draft_plan(participation.round)
    visit = PlannedVisit.objects.create(plan=plan, participation=participation, first_day=first_day, days=3)
    for peer, role in (team or {}).items():
        PlannedPlace.objects.create(visit=visit, offer=peer, role=role)
    return visit


def plan_run(round: ChallengeRound, **fields: Any) -> PlanRun:
    """A finished search that found an empty plan."""
    found = {"visits": {}, "total": 0, "bound": 0, "points": {"total": 0}}
    values = {"state": "done", "found": found, "input_version": "x", "settings": {"seconds": 1}} | fields
    return PlanRun.objects.create(round=round, **values)


def timetable(challenge: Challenge) -> Timetable:
    """The challenge's timetable, from 9 to 5, without breaks, rooms and people."""
    return Timetable.objects.get_or_create(challenge=challenge)[0]


def session(challenge: Challenge, title: str = "Opening", **fields: Any) -> VisitSession:
    """A session of 45 minutes with two peers and nobody of the host."""
    return VisitSession.objects.create(timetable=timetable(challenge), title=title, **fields)


def timetable_run(challenge: Challenge, **fields: Any) -> TimetableRun:
    """A finished search that placed nothing."""
    found = {"placed": 0, "unplaced": {}, "why": [], "proven": True, "taken": True}
    values = {"state": "done", "found": found, "input_version": "x", "base_edition": 0} | fields
    return TimetableRun.objects.create(timetable=timetable(challenge), **values)
