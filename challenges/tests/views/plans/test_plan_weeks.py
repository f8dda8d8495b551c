"""The plan week by week: a visit moves to another week by the form, and by dragging, which sends the same form."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from challenges.models import PlannedVisit
from challenges.presets import load_presets
from challenges.tests import factories as when
from councils.calendar.working_days import monday_of
from councils.reference.load import load_reference
from councils.tests import factories as who
from peerchallenge.testing.world import World, build_world

ROLES = ("lead", "operational", "operational", "specialist")


def with_draft() -> World:
    """The world with a draft of one visit, to Kent."""
    world = build_world()
    lender = when.participation(world.round, who.council("Hampshire"))
    team = {when.offer(lender, who.person(at=lender.council), role=role): role for role in ROLES}
    when.planned_visit(world.participation, team)
    return world


@pytest.fixture
def world(db: None) -> World:
    return with_draft()


def sent(world: World, persona: str = "own", **typed: object) -> str:
    address = reverse("challenges:plan_move", args=[world.round.pk])
    return world.clients[persona].post(address, typed, follow=True).content.decode()


def test_a_visit_keeps_its_days_of_the_week(world: World) -> None:
    visit = PlannedVisit.objects.get()
    week = monday_of(visit.first_day) + timedelta(weeks=3)
    html = sent(world, visit=visit.pk, week=week.isoformat(), seen=visit.plan.edition)
    moved = PlannedVisit.objects.get()
    assert moved.first_day == visit.first_day + timedelta(weeks=3)
    assert (moved.days, moved.places.count(), moved.plan.edition) == (visit.days, 4, visit.plan.edition + 1)
    assert f"The visit to Kent begins on {moved.first_day.day} {moved.first_day:%B %Y} now." in html


def test_the_board_shows_every_week_and_where_the_visit_stands(world: World) -> None:
    html = world.clients["own"].get(reverse("challenges:plan", args=[world.round.pk])).content.decode()
    visit = PlannedVisit.objects.get()
    first, last = monday_of(world.round.first_week), monday_of(world.round.last_week)
    assert html.count("data-week=") == (last - first).days // 7 + 1
    row = html.split(f'data-week="{monday_of(visit.first_day).isoformat()}"')[1].split("</tr>")[0]
    assert f'data-visit="{visit.pk}"' in row


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"visit": ""}, "Choose the visit that moves."),
        ({"week": ""}, "Choose a week."),
        ({"week": "2027-01-12"}, "Select a valid choice"),
        ({"week": "2031-01-06"}, "Select a valid choice"),
        ({"visit": "999999"}, "Select a valid choice"),
        ({"seen": "99"}, "Somebody else has changed the plan since you opened it"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_moves(world: World, typed: dict[str, str], said: str) -> None:
    visit = PlannedVisit.objects.get()
    right = {"visit": visit.pk, "week": "2027-01-18", "seen": visit.plan.edition}
    assert said in sent(world, **{**right, **typed})
    assert PlannedVisit.objects.get().first_day == visit.first_day


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_visit_is_dragged_to_another_week(live_server, browser_page, axe) -> None:
    load_reference()
    load_presets()
    world = with_draft()
    cookie = world.clients["own"].cookies[settings.SESSION_COOKIE_NAME].value
    browser_page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    browser_page.goto(f"{live_server.url}{reverse('challenges:plan', args=[world.round.pk])}")
    axe(browser_page)
    there = date(2027, 2, 1)
    browser_page.locator("[data-visit]").drag_to(browser_page.locator(f'[data-week="{there}"]'))
    browser_page.wait_for_selector("text=The visit to Kent begins on")
    assert monday_of(PlannedVisit.objects.get().first_day) == there
