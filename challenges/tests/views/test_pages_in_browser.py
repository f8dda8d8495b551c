"""The pages of sign-up that feed the plan, in a real browser: accessible at a desk, fitting a phone, usable there."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from challenges.models import BlockedPeriod, DeclaredConflict
from challenges.presets import load_presets
from challenges.tests import factories as when
from challenges.topics import lay_topics
from councils.links.services import path, person_link
from councils.models import PeopleImport, Person
from councils.reference.load import load_reference
from councils.tests import factories as who
from peerchallenge.testing.world import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

OF_A_ROUND = (
    "blockers",
    "blocks",
    "topics",
    "needs",
    "conflicts",
    "days_import",
    "sign_up_list",
    "round_calendar",
)
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Scene:
    """A round in planning with something on every page, its manager's browser and a peer's."""

    def __init__(self):
        load_reference()
        load_presets()
        self.round = when.challenge_round(state="planning")
        lay_topics(self.round)
        self.kent = when.participation(self.round, who.council("Kent"))
        surrey = when.participation(self.round, who.council("Surrey"))
        when.participation(
            self.round, who.council("Bournemouth, Christchurch and Poole"), hosting=None, lending=None
        )
        self.pat = who.person("Pat Peer", at=surrey.council)
        Person.objects.filter(pk=self.pat.pk).update(phone="01632 960001")
        self.offer = when.offer(surrey, self.pat)
        when.milestone(when.challenge(self.round, self.kent.council))
        days = {"first_day": date(2027, 3, 1), "last_day": date(2027, 3, 5)}
        BlockedPeriod.objects.create(round=self.round, kind="election", reason="x" * 60, **days)
        DeclaredConflict.objects.create(person=self.pat, against=self.kent.council, reason="y" * 120)
        actor = who.manager()
        self.manager, self.peer = signed_in(actor.user), Client()
        self.peer.get(path(person_link(self.pat)))
        file = PeopleImport.objects.create(
            user=actor.user,
            subject=f"days:{self.round.pk}",
            file_name="a-file-with-a-very-long-name-indeed-for-a-small-phone.csv",
            columns=["council", "name", "days"],
            rows=[[2, "", "Kent", "", "any"], [3, "", "Narnia", "Nobody Known", "any"]],
        )
        self.of_manager = [
            *(reverse(f"challenges:{name}", args=[self.round.pk]) for name in OF_A_ROUND),
            reverse("challenges:sign_up", args=[self.kent.pk]),
            reverse("challenges:sign_up_offers", args=[surrey.pk]),
            reverse("challenges:days_import_check", args=[self.round.pk, file.pk]),
        ]
        self.of_peer = [reverse("challenges:mine"), reverse("challenges:offer_days", args=[self.offer.pk])]


def enter(page, live_server, client):
    """Let the page's browser be the client's."""
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture(params=["desk", "phone"])
def window(request):
    """A window at a desk, then one on a phone."""
    return request.getfixturevalue("browser_page" if request.param == "desk" else "phone_page")


def test_every_page_fits_its_window_and_has_no_violation(window, axe, live_server, scene):
    for client, addresses in ((scene.manager, scene.of_manager), (scene.peer, scene.of_peer)):
        enter(window, live_server, client)
        for address in addresses:
            answer = window.goto(live_server.url + address)
            assert (address, answer.status) == (address, 200)
            assert (address, window.evaluate(WIDE)) == (address, 0)
            axe(window)


def test_a_peer_gives_days_on_a_phone_and_a_mistake_loses_nothing(phone_page, axe, live_server, scene):
    enter(phone_page, live_server, scene.peer)
    phone_page.goto(live_server.url + scene.of_peer[1])
    phone_page.get_by_label("Only on the days written here").check()
    phone_page.get_by_label("Days that are possible").fill("12 to 1 February 2027")
    phone_page.get_by_label("Your own name").fill("Dee Deputy")
    phone_page.get_by_role("button", name="Save").click()
    phone_page.wait_for_selector(".govuk-error-summary")
    assert phone_page.evaluate(WIDE) == 0
    axe(phone_page)
    possible = phone_page.get_by_label("Days that are possible")
    assert possible.input_value() == "12 to 1 February 2027"
    possible.fill("1 to 12 February 2027")
    phone_page.get_by_role("button", name="Save").click()
    phone_page.wait_for_url(f"**{scene.of_peer[0]}")
    scene.offer.refresh_from_db()
    assert (scene.offer.days_given_by, scene.offer.windows.get().last_day) == (
        "Dee Deputy, for Pat Peer",
        date(2027, 2, 12),
    )
