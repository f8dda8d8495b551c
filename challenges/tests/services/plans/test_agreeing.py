"""A plan is agreed and repaired: few are told."""

from __future__ import annotations

from itertools import combinations

import pytest

from challenges.models import (
    Challenge,
    ChallengeRound,
    DraftPlan,
    Placement,
    PlannedVisit,
    PlanRun,
)
from challenges.selectors.plans.pages import fairness
from challenges.selectors.plans.planned import visits_of_challenges, visits_of_draft
from challenges.services.plans.agreeing import agree_plan
from challenges.services.plans.editing import PlanChangedMeanwhile, change_visit, keep_visit
from challenges.services.plans.repairs import apply_repair, do_repairs, request_repairs
from challenges.services.visits.moves import cancel_challenge, move_visit
from challenges.services.visits.placements import answer_placement
from challenges.states import ON_TEAM, ChallengeState
from challenges.tests.services.plans.made import agreed, planned
from councils.actor import Actor
from councils.errors import DomainError
from councils.outbox.models import OutboxMessage
from councils.runs.services import perform
from councils.tests import factories as who

pytestmark = pytest.mark.django_db


def test_agreeing_makes_challenges_and_asks_their_people_once(round: ChallengeRound, manager: Actor) -> None:
    draft = agreed(round, manager)
    challenges = Challenge.objects.filter(round=round)
    assert {c.state for c in challenges} == {ChallengeState.AGREED}
    assert draft.is_agreed
    assert Placement.objects.count() == 24
    assert OutboxMessage.objects.filter(key__startswith="placement:").count() == 24
    assert visits_of_challenges(round) == visits_of_draft(draft)
    assert agree_plan(plan=draft, seen=draft.edition, tell=True, actor=manager) == []


def test_an_older_view_of_the_plan_is_not_agreed(round: ChallengeRound, manager: Actor) -> None:
    planned(round, manager)
    draft = DraftPlan.objects.get(round=round)
    keep_visit(visit=draft.visits.first(), kept=True, seen=1, actor=manager)
    with pytest.raises(PlanChangedMeanwhile):
        agree_plan(plan=draft, seen=1, tell=True, actor=manager)
    assert not Challenge.objects.exists()


def test_two_visits_change_places_and_only_their_people_are_told(
    round: ChallengeRound, manager: Actor
) -> None:
    draft = agreed(round, manager)
    one, other = two_that_can_swap(draft)
    seen = draft.edition
    for visit, day in ((one, other.first_day), (other, one.first_day)):
        team = {place.offer: place.role for place in visit.places.all()}
        change_visit(
            visit=visit, first_day=day, days=3, manager=None, offers=team, days_kept=False, kept=set(), seen=seen,
            actor=manager,
        )  # fmt: skip
        seen += 1
    OutboxMessage.objects.all().delete()
    draft.refresh_from_db()
    made = agree_plan(plan=draft, seen=draft.edition, tell=True, actor=manager)
    hosts = {one.participation.council, other.participation.council}
    concerned = Placement.objects.filter(challenge__host__in=hosts, state__in=ON_TEAM)
    assert len(made) == 2
    assert {message.person_id for message in OutboxMessage.objects.all()} == set(
        concerned.values_list("person", flat=True)
    )


def two_that_can_swap(draft: DraftPlan) -> tuple[PlannedVisit, PlannedVisit]:
    """Two visits on different days of whose teams nobody is at a third visit on the other's days."""
    taken = {v.pk: {p.offer_id for p in v.places.all()} for v in draft.visits.prefetch_related("places")}
    for one, other in combinations(draft.visits.select_related("participation__council"), 2):
        same_day = [v.pk for v in draft.visits.all() if abs((v.first_day - one.first_day).days) < 5]
        there = [v.pk for v in draft.visits.all() if abs((v.first_day - other.first_day).days) < 5]
        thirds = {pk for pk in [*same_day, *there] if pk not in (one.pk, other.pk)}
        free = all(taken[pk].isdisjoint(taken[one.pk] | taken[other.pk]) for pk in thirds)
        if one.first_day != other.first_day and free and taken[one.pk].isdisjoint(taken[other.pk]):
            return one, other
    raise AssertionError("no two visits can swap")


def test_a_postponed_visit_is_repaired_and_few_are_told(round: ChallengeRound, manager: Actor) -> None:
    agreed(round, manager)
    challenge = Challenge.objects.get(host__name="Kent")
    first = challenge.first_day
    move_visit(
        challenge=challenge, first_day=None, days=None, reason="inspection", scope_stands=True, actor=manager
    )
    before = visits_of_challenges(round)
    OutboxMessage.objects.all().delete()
    run = request_repairs(round=round, actor=manager)
    perform(PlanRun, run.pk, do_repairs)
    run.refresh_from_db()
    best = run.found["repairs"][0]
    kent = str(challenge.host_id)
    assert kent in best["touched"]
    assert len(best["touched"]) <= 3
    apply_repair(run=run, number=0, reason="inspection", actor=manager)
    challenge.refresh_from_db()
    assert (challenge.state, challenge.original_first_day) == (ChallengeState.AGREED, first)
    after = visits_of_challenges(round)
    assert {host for host in before if after[host] != before[host]} == set(best["touched"]) - {kent}
    with pytest.raises(DomainError, match="have changed since"):
        apply_repair(run=run, number=0, reason="inspection", actor=manager)


def test_a_declined_place_is_filled_by_a_repair(round: ChallengeRound, manager: Actor) -> None:
    agreed(round, manager)
    placement = Placement.objects.filter(role="operational").first()
    peer = who.by_link(placement.person)
    answer_placement(placement=placement, accepted=False, actor=peer)
    run = request_repairs(round=round, actor=manager)
    perform(PlanRun, run.pk, do_repairs)
    run.refresh_from_db()
    apply_repair(run=run, number=0, reason="team_staffing", actor=manager)
    team = placement.challenge.placements.filter(state__in=ON_TEAM)
    assert team.count() == 4
    assert placement.person_id not in set(team.values_list("person", flat=True))


def test_a_cancelled_challenge_leaves_the_others(round: ChallengeRound, manager: Actor) -> None:
    agreed(round, manager)
    cancel_challenge(challenge=Challenge.objects.get(host__name="Kent"), reason="other", actor=manager)
    assert len(visits_of_challenges(round)) == 5


def test_fairness_counts_days_given_and_received(round: ChallengeRound, manager: Actor) -> None:
    planned(round, manager)
    rows = fairness(DraftPlan.objects.get(round=round))
    assert sum(row.given for row in rows) == sum(row.received for row in rows) == 6 * 4 * 3
    assert [row.cost for row in rows] == sorted((row.cost for row in rows), reverse=True)
