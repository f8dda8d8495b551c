"""The pages of a plan: what they say, what wrong input gets, and how often they read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.models import Challenge, DraftPlan, PairWish, PlannedVisit, PlanRun
from challenges.selectors.plans.problem import settings_of
from challenges.services.plans.looking import do_plan
from challenges.tests import factories as when
from councils.models import Council
from councils.runs.services import perform
from councils.tests import factories as who
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
ROLES = ("lead", "operational", "operational", "specialist")


@pytest.fixture
def world() -> World:
    """The world with a draft of one visit, to Kent."""
    world = build_world()
    lender = when.participation(world.round, who.council("Hampshire"))
    team = {when.offer(lender, who.person(at=lender.council), role=role): role for role in ROLES}
    when.planned_visit(world.participation, team)
    return world


def page(world: World, name: str, *args: object, persona: str = "own") -> str:
    answer = world.clients[persona].get(reverse(f"challenges:{name}", args=args or [world.round.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def post(world: World, name: str, data: dict[str, object], *args: object) -> str:
    address = reverse(f"challenges:{name}", args=args or [world.round.pk])
    return world.clients["own"].post(address, data, follow=True).content.decode()


def visit_of() -> PlannedVisit:
    return PlannedVisit.objects.get()


def form_of(visit: PlannedVisit, **changes: object) -> dict[str, object]:
    day = visit.first_day
    values = {"first_day_0": day.day, "first_day_1": day.month, "first_day_2": day.year, "days": visit.days}
    places = {f"place_{n}": place.offer_id for n, place in enumerate(visit.places.all(), start=1)}
    return {**values, **places, "seen": visit.plan.edition, **changes}


def test_the_plan_says_what_breaks(world: World) -> None:
    html = page(world, "plan")
    assert "1 visit planned" in html
    assert "Kent: 4 of Hampshire." in html
    assert "A draft: nobody’s days are booked." in html


def test_a_search_is_asked_for_and_followed_and_stopped(world: World) -> None:
    html = post(world, "plan_request", {"seconds": 1})
    run = PlanRun.objects.get()
    assert "Stop and keep the best" in html
    progress = world.clients["own"].get(reverse("challenges:plan_progress", args=[run.pk])).json()
    assert (progress["state"], progress["finished"]) == ("queued", False)
    post(world, "plan_stop", {}, run.pk)
    assert PlanRun.objects.get().stop_asked
    perform(PlanRun, run.pk, do_plan)
    assert "Look for a better plan" in page(world, "plan")


@pytest.mark.parametrize("seconds", ["", "0", "601", "soon"])
def test_a_time_that_is_none_is_refused(world: World, seconds: str) -> None:
    html = post(world, "plan_request", {"seconds": seconds})
    assert "There is a problem" in html
    assert not PlanRun.objects.exists()


def test_rules_are_set_and_contradictions_named_by_field(world: World) -> None:
    usual = settings_of(world.round)
    html = post(world, "plan_rules", {**usual, "shape": "pairs", "repeat_rounds": 1})
    assert "In a group everyone visits everyone, so set this to 0." in html
    post(world, "plan_rules", {**usual, "min_gap_weeks": 3, "managers_on_site": "on"})
    assert (settings_of(world.round)["min_gap_weeks"], settings_of(world.round)["managers_on_site"]) == (
        3,
        True,
    )


def test_a_visit_is_changed_by_hand(world: World) -> None:
    visit = visit_of()
    post(world, "plan_visit", form_of(visit, first_day_0=19, days=2, place_4="", kept_1="on"), visit.pk)
    visit.refresh_from_db()
    assert (visit.first_day.day, visit.days, visit.places.count()) == (19, 2, 3)
    assert visit.places.filter(kept=True).count() == 1


def test_the_same_person_twice_is_named(world: World) -> None:
    visit = visit_of()
    first = visit.places.first().offer_id
    html = post(world, "plan_visit", form_of(visit, place_2=first), visit.pk)
    assert "This person is on the team already." in html
    assert visit.places.count() == 4


def test_what_was_typed_survives_somebody_elses_change(world: World) -> None:
    visit = visit_of()
    typed = form_of(visit, days=5)
    post(world, "plan_keep", {"seen": 1, "kept": "yes"}, visit.pk)
    html = post(world, "plan_visit", typed, visit.pk)
    assert "Changed since you opened this page" in html
    assert 'name="days" value="5"' in html
    assert 'name="seen" value="2"' in html
    visit.refresh_from_db()
    assert visit.days == 3
    post(world, "plan_visit", {**typed, "seen": 2}, visit.pk)
    visit.refresh_from_db()
    assert visit.days == 5


def test_wishes_are_kept_and_taken_back(world: World) -> None:
    hampshire = who.council("Hampshire")
    wish = {
        "host": world.participation.pk,
        "council": hampshire.pk,
        "kind": "barred",
        "reason": "Shared director",
    }
    assert "Hampshire must not be on the team of Kent (Shared director)" in post(world, "plan_wishes", wish)
    post(world, "plan_wishes", {**wish, "kind": "none"})
    assert not PairWish.objects.exists()


def test_agreeing_shows_first_and_then_makes(world: World) -> None:
    Challenge.objects.all().delete()
    assert "a new challenge" in page(world, "plan_agree")
    html = post(world, "plan_agree", {"seen": DraftPlan.objects.get().edition, "tell": "yes"})
    assert "1 challenges were made or changed. Those concerned are told." in html
    assert Challenge.objects.get().state == "agreed"


def test_repairs_need_a_proposal_and_a_reason(world: World) -> None:
    html = post(world, "repairs", {})
    assert "Repairs of agreed visits" in html
    html = post(world, "repairs_request", {})
    assert "Waiting for its turn" in html


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as got:
        assert client.get(address).status_code == 200
    return len(got)


@pytest.mark.parametrize("name", ["plan", "plan_fairness", "plan_agree", "plan_wishes", "repairs"])
def test_pages_read_as_often_at_1_visit_as_at_20(world: World, name: str) -> None:
    address = reverse(f"challenges:{name}", args=[world.round.pk])
    few = queries(world.clients["own"], address)
    for council in Council.objects.exclude(name__in=["Kent", "Hampshire"]).order_by("name")[:20]:
        part = when.participation(world.round, council)
        when.planned_visit(part, {when.offer(part, who.person(at=council), role="lead"): "lead"})
    assert queries(world.clients["own"], address) == few


@pytest.mark.parametrize("seen", ["²", "9" * 5_000, "-1", ""])
def test_an_edition_that_is_no_number_is_an_old_one(world: World, seen: str) -> None:
    assert "Somebody else has changed the plan" in post(
        world, "plan_keep", {"kept": "yes", "seen": seen}, visit_of().pk
    )
    assert "Somebody else has changed the plan" in post(world, "plan_agree", {"seen": seen})
    assert not visit_of().days_kept
