"""A visit's timetable in a real browser: accessible at a desk, fitting a phone, readable for a peer."""

import pytest
from django.urls import reverse

from challenges.models import HostPerson, SessionSlot, VisitRoom
from challenges.presets import load_presets
from challenges.services.timetables.publishing import publish_timetable
from challenges.tests import factories as when
from challenges.tests.views.test_pages_in_browser import WIDE, enter
from councils.models import PeopleImport
from councils.reference.load import load_reference
from peerchallenge.testing.world import build_world

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
OF_MANAGER = (
    "timetable_draft",
    "timetable",
    "timetable_setup",
    "session_list",
    "session_add",
    "sessions_import",
)


@pytest.fixture
def world():
    """A published session, one that clashes in the draft, one without a place, and a file with a faulty row."""
    load_reference()
    load_presets()
    made = build_world()
    timetable = when.timetable(made.challenge)
    room = VisitRoom.objects.create(
        timetable=timetable, name="The long room at the end of the corridor", seats=9
    )
    ann = HostPerson.objects.create(timetable=timetable, name="Ann Smith-Featherstonehaugh", post="head")
    for title, people in (("Head of service", [ann]), ("Practitioners", []), ("Partners", [])):
        session = when.session(made.challenge, title, peers_needed=1, others=2)
        session.people.set(people)
    sessions = list(timetable.sessions.all())
    _placed(sessions[0], room, made.peer)
    publish_timetable(challenge=made.challenge, actor=made.actors["own"])
    _placed(sessions[1], room, made.peer)
    made.file = PeopleImport.objects.create(
        user=made.actors["own"].user,
        subject=f"sessions:{made.challenge.pk}",
        file_name="sessions.csv",
        columns=["title", "minutes"],
        rows=[[2, "", "New", "45"], [3, "", "Endless", "999"]],
    )
    return made


def _placed(session, room, peer):
    slot = SessionSlot.objects.create(session=session, day=0, start="09:30", room=room)
    slot.peers.set([peer])


@pytest.fixture(params=["desk", "phone"])
def window(request):
    return request.getfixturevalue("browser_page" if request.param == "desk" else "phone_page")


def test_every_page_fits_its_window_and_has_no_violation(window, axe, live_server, world):
    of_challenge = [world.challenge.pk]
    first = world.challenge.timetable.sessions.first().pk
    pages = [reverse(f"challenges:{name}", args=of_challenge) for name in OF_MANAGER]
    pages += [
        reverse(f"challenges:{name}", args=[*of_challenge, first])
        for name in ("session_edit", "session_place")
    ]
    pages.append(reverse("challenges:sessions_import_check", args=[*of_challenge, world.file.pk]))
    pages += [f"{pages[0]}?by=person", f"{pages[0]}?by=day"]
    published = reverse("challenges:timetable", args=of_challenge)
    for client, addresses in ((world.clients["own"], pages), (world.clients["peer"], [published])):
        enter(window, live_server, client)
        for address in addresses:
            answer = window.goto(live_server.url + address)
            assert (address, answer.status) == (address, 200)
            assert (address, window.evaluate(WIDE)) == (address, 0)
            axe(window)


def test_a_mistake_on_a_phone_loses_nothing(phone_page, axe, live_server, world):
    enter(phone_page, live_server, world.clients["own"])
    phone_page.goto(live_server.url + reverse("challenges:session_add", args=[world.challenge.pk]))
    phone_page.get_by_label("Title").fill("Partners again")
    phone_page.get_by_label("People of the host").fill("Ann Smith-Featherstonehaugh\nZoe Unknown")
    phone_page.get_by_role("button", name="Save").click()
    phone_page.wait_for_selector(".govuk-error-summary")
    assert phone_page.evaluate(WIDE) == 0
    axe(phone_page)
    people = phone_page.get_by_label("People of the host")
    assert people.input_value() == "Ann Smith-Featherstonehaugh\nZoe Unknown"
    people.fill("Ann Smith-Featherstonehaugh")
    phone_page.get_by_label("Peers in it").fill("1")
    phone_page.get_by_role("button", name="Save").click()
    phone_page.wait_for_url("**/sessions/")
    assert world.challenge.timetable.sessions.filter(title="Partners again").count() == 1
