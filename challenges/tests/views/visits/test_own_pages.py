"""Somebody's own page, their answer to a place on a team, and their calendar behind its address."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from challenges.models import BookedDay, Challenge, ChallengeRound, Milestone, Placement
from challenges.services.rounds.milestones import lay_milestones
from challenges.services.visits.bookings import book_days
from challenges.services.visits.moves import cancel_challenge, move_visit
from challenges.services.visits.steps import settle_milestone
from challenges.states import PlacementState
from challenges.tests import factories as when
from councils.models import Person
from councils.tests import factories as who
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
MINE = reverse("challenges:mine")
COUNCILS = ("Medway", "Oxfordshire", "Hampshire", "Southampton", "Portsmouth", "Slough", "Reading")


@pytest.fixture
def world() -> World:
    world = build_world()
    lay_milestones(world.challenge, world.actors["own"])
    book_days(world.challenge)
    return world


def address_of(client: Client) -> str:
    found = re.search(r"/calendar/[^<\s]+\.ics", client.get(MINE).content.decode())
    assert found
    return found[0]


def feed(client: Client, address: str = "") -> dict[str, Any]:
    """The events of the client's own calendar, read without signing in."""
    answer = Client().get(address or address_of(client))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    assert str(calendar["method"]) == "PUBLISH"
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def visit(events: dict[str, Any]) -> Any:
    return next(event for uid, event in events.items() if uid.startswith("visit-"))


def owed(events: dict[str, Any]) -> dict[str, str]:
    found = {uid: event for uid, event in events.items() if uid.startswith("milestone-")}
    return {str(event["summary"]): str(event["status"]) for event in found.values()}


def test_the_own_page_says_what_waits_overdue_first(world: World) -> None:
    Milestone.objects.filter(kind="letter").update(due_on=date(2020, 1, 6))
    html = world.clients["peer"].get(MINE).content.decode()
    assert html.index("Kent: letter (lead challenger)") < html.index("Kent: team call (lead challenger)")
    assert "Overdue" in html
    assert "I can no longer come" in html
    assert "Kent: scoping meeting" not in html


def test_a_peer_declines_by_link_and_cannot_come_back_alone(world: World) -> None:
    Placement.objects.update(state=PlacementState.INVITED)
    address = reverse("challenges:placement_answer", args=[world.placement.pk])
    browser = world.clients["peer"]
    assert "Choose one of the two buttons." in browser.post(address, {"answer": "maybe"}).content.decode()
    assert BookedDay.objects.count() == 3
    html = browser.post(address, {"answer": "decline"}, follow=True).content.decode()
    assert "Your days are free." in html
    assert BookedDay.objects.count() == 0
    assert "You are not on this team any more" in (
        browser.post(address, {"answer": "accept"}, follow=True).content.decode()
    )
    assert Placement.objects.get().state == PlacementState.DECLINED
    assert world.clients["own"].get(address).status_code == 404


def test_a_begun_visit_has_nothing_to_answer(world: World) -> None:
    Challenge.objects.update(state="on_site")
    address = reverse("challenges:placement_answer", args=[world.placement.pk])
    html = world.clients["peer"].get(address).content.decode()
    assert "There is nothing to answer any more" in html
    assert 'value="accept"' not in html


def test_the_calendar_follows_a_move_a_postponement_and_a_cancellation(world: World) -> None:
    browser = world.clients["peer"]
    first = feed(browser)
    uid = str(visit(first)["uid"])
    assert uid.startswith(f"visit-{world.challenge.pk}-{world.peer.pk}@")
    assert (visit(first)["dtstart"].dt, visit(first)["dtend"].dt) == (date(2027, 1, 12), date(2027, 1, 15))
    assert visit(first)["status"] == "CONFIRMED"
    told = {"reason": "dates", "actor": world.actors["own"]}
    move_visit(challenge=world.challenge, first_day=date(2027, 2, 9), days=1, scope_stands=True, **told)
    moved = feed(browser)[uid]
    assert (moved["dtstart"].dt, moved["dtend"].dt) == (date(2027, 2, 9), date(2027, 2, 10))
    assert moved["sequence"] > visit(first)["sequence"]
    move_visit(challenge=world.challenge, first_day=None, days=None, scope_stands=True, **told)
    gone = feed(browser)
    assert (gone[uid]["status"], gone[uid]["dtstart"].dt) == ("CANCELLED", date(2027, 2, 9))
    assert set(owed(gone).values()) == {"CANCELLED"}
    cancel_challenge(challenge=world.challenge, **told)
    off = feed(browser)[uid]
    assert (off["status"], off["sequence"]) == ("CANCELLED", gone[uid]["sequence"] + 1)


def test_the_calendar_holds_the_milestones_that_one_owes(world: World) -> None:
    events = feed(world.clients["peer"])
    assert owed(events) == {
        "Team call: Kent": "CONFIRMED",
        "Presentation: Kent": "CONFIRMED",
        "Letter: Kent": "CONFIRMED",
    }
    letter = next(event for event in events.values() if event["summary"] == "Letter: Kent")
    assert (letter["dtstart"].dt, letter["dtend"].dt) == (date(2027, 1, 28), date(2027, 1, 29))
    assert letter["transp"] == "TRANSPARENT"
    later = date(2027, 2, 3)
    settle_milestone(
        milestone=Milestone.objects.get(kind="letter"), state="due", done_on=None, due_on=later,
        reason="Leave", actor=world.actors["own"],
    )  # fmt: skip
    after = feed(world.clients["peer"])[str(letter["uid"])]
    assert (after["dtstart"].dt, after["sequence"]) == (later, letter["sequence"] + 1)
    Placement.objects.update(state=PlacementState.DECLINED)
    assert set(owed(feed(world.clients["peer"])).values()) == {"CANCELLED"}


def test_the_managers_calendar_holds_theirs(world: World) -> None:
    petra = Person.objects.get(name="Petra Programme", posts__region=who.region())
    ChallengeRound.objects.update(manager=petra)
    events = feed(world.clients["own"])
    assert set(owed(events)) == {"Scoping meeting: Kent", "Peers invited: Kent", "Progress review: Kent"}
    Challenge.objects.update(manager_on_site=petra)
    assert visit(feed(world.clients["own"]))["status"] == "CONFIRMED"


def test_a_new_address_closes_the_old(world: World) -> None:
    browser = world.clients["peer"]
    old = address_of(browser)
    html = browser.post(reverse("challenges:calendar_reissue"), follow=True).content.decode()
    assert "Your calendar has a new address." in html
    new = address_of(browser)
    assert new != old
    assert Client().get(old).status_code == 404
    assert len(feed(browser, new)) == 4
    wrong = new.replace("/calendar/", "/calendar/x")
    assert Client().get(wrong).status_code == 404
    assert Client().post(new).status_code == 405


def fill(world: World, names: tuple[str, ...]) -> None:
    """Visits elsewhere on which the peer is lead and which the organiser organises."""
    for n, name in enumerate(names):
        taking_part = when.participation(world.round, who.council(name), organiser=world.organiser)
        made = when.challenge(
            world.round, taking_part.council, first_day=date(2027, 2, 1) + timedelta(days=7 * n)
        )
        when.placement(made, world.peer, role="lead")
        lay_milestones(made, world.actors["own"])
        when.action(made, due_on=date(2020, 1, 6))


def reads(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as got:
        assert client.get(address).status_code == 200
    return len(got)


def test_own_page_and_calendar_read_as_often_however_many_visits(world: World) -> None:
    fill(world, COUNCILS[:1])
    browser = world.clients["peer"]
    calendar = address_of(browser)
    few = reads(browser, MINE), reads(browser, calendar), reads(browser, reverse("home"))
    fill(world, COUNCILS[1:])
    assert (reads(browser, MINE), reads(browser, calendar), reads(browser, reverse("home"))) == few
    assert len(feed(browser, calendar)) == 4 * 8
