"""The tabs of a round and the menu: nobody is offered a page that they may not open."""

import re
from datetime import date

import pytest
from django.urls import reverse

from challenges.models import DraftPlan, PlannedVisit
from challenges.tests import factories as when
from councils.tests import factories as who
from peerchallenge.testing.world import World, build_world

SHOWN = {
    "national": ["Overview", "Sign-up", "Plan", "Challenges", "Calendar", "Feedback", "Findings", "Reports"],
    "own": ["Overview", "Sign-up", "Plan", "Challenges", "Calendar", "Feedback", "Findings", "Reports"],
    "evaluator": ["Overview", "Sign-up", "Challenges", "Calendar", "Findings", "Reports"],
}


@pytest.fixture
def world(db: None) -> World:
    """The small world."""
    return build_world()


def tabs(html: str) -> list[tuple[str, str]]:
    """The address and label of each tab of the page."""
    return re.findall(r'govuk-tabs__tab" href="([^"]+)"[^>]*>([^<]+)<', html)


@pytest.mark.parametrize("persona", SHOWN)
def test_each_tab_that_is_shown_opens(world: World, persona: str) -> None:
    client = world.clients[persona]
    shown = tabs(client.get(reverse("challenges:round_detail", args=[world.round.pk])).content.decode())
    assert [label for _, label in shown] == SHOWN[persona]
    assert {client.get(address).status_code for address, _ in shown} == {200}


def test_a_manager_who_is_a_peer_elsewhere_is_not_offered_the_plan(world: World) -> None:
    manager = world.actors["other"].person
    assert manager is not None
    manager.posts.update(region=None, council=who.council("Camden"))
    when.placement(world.challenge, manager)
    page = world.clients["other"].get(reverse("challenges:round_detail", args=[world.round.pk]))
    assert [label for _, label in tabs(page.content.decode())] == [
        "Overview", "Sign-up", "Challenges", "Calendar",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("persona", "address", "item"),
    [("own", "plan_visit", "Rounds"), ("peer", "challenge_detail", "My challenges"), ("own", "home", "Home")],
)
def test_the_menu_marks_what_a_page_belongs_to(world: World, persona: str, address: str, item: str) -> None:
    visit = PlannedVisit.objects.create(
        plan=DraftPlan.objects.create(round=world.round),
        participation=world.participation,
        first_day=date(2027, 1, 12),
        days=2,
    )
    urls = {
        "plan_visit": reverse("challenges:plan_visit", args=[visit.pk]),
        "challenge_detail": reverse("challenges:challenge_detail", args=[world.challenge.pk]),
        "home": reverse("home"),
    }
    html = world.clients[persona].get(urls[address]).content.decode()
    assert re.findall(r'active-fallback">([^<]+)<', html) == [item]
