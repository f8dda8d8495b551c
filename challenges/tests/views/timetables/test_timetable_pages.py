"""The pages of a visit's timetable: what manager, team and host see, what wrong input gets, how often they read."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.models import SessionSlot, Timetable, TimetableRun, VisitSession
from challenges.services.timetables.drafts import do_draft
from challenges.tests import factories as when
from councils.models import Person
from councils.runs.services import perform
from councils.tests import factories as who
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
SET_UP = {
    "opens": "9:00",
    "closes": "17:00",
    "changeover": "15",
    "breaks": "12:30 to 13:15, lunch",
    "rooms": "Blue, 8\nHall, 20",
    "people": "Ann Smith, head of service\nBob Bell",
}
SESSION = {"title": "First", "kind": "interview", "minutes": "45", "peers_needed": "2", "needs_room": "on"}


@pytest.fixture
def world() -> World:
    """The world with a second peer on the team and the visit set up."""
    made = build_world()
    when.placement(made.challenge, who.person("Quinn Peer", at=who.council("Medway")))
    send(made, "timetable_setup", SET_UP | {"seen": 0})
    return made


def at(world: World, name: str, *args: object) -> str:
    return reverse(f"challenges:{name}", args=[world.challenge.pk, *args])


def page(world: World, name: str, *args: object, persona: str = "own", by: str = "") -> str:
    answer = world.clients[persona].get(at(world, name, *args) + (f"?by={by}" if by else ""))
    assert answer.status_code == 200
    return answer.content.decode()


def send(world: World, name: str, data: dict[str, object], *args: object) -> str:
    return world.clients["own"].post(at(world, name, *args), data, follow=True).content.decode()


def session(world: World, **fields: object) -> VisitSession:
    send(world, "session_add", SESSION | {"seen": Timetable.objects.get().edition} | fields)
    return VisitSession.objects.latest("pk")


def drafted(world: World) -> None:
    send(world, "timetable_request", {})
    perform(TimetableRun, TimetableRun.objects.latest("created_at").pk, do_draft)


def test_from_sessions_to_a_published_timetable(world: World) -> None:
    pike = Person.objects.get(name="Pike Peer")
    session(world, people="Ann Smith", peers=[str(pike.pk)], peers_needed="1", start="9.30", day="1")
    assert "is saved" in send(world, "session_add", SESSION | {"title": "Second", "seen": 2})
    assert "0 of 2 sessions placed, with 2 people of the host" in page(world, "timetable_draft")
    send(world, "timetable_request", {})
    assert "Waiting for its turn" in page(world, "timetable_draft")
    assert world.clients["own"].get(at(world, "timetable_progress")).json()["finished"] is False
    perform(TimetableRun, TimetableRun.objects.get().pk, do_draft)
    html = page(world, "timetable_draft")
    assert "2 of 2 sessions placed" in html
    assert "No clashes." in html
    assert "not been published yet" in page(world, "timetable", persona="peer")
    html = send(world, "timetable_publish", {"seen": Timetable.objects.get().edition})
    told = html.split("It is published. Told: ")[1].split(".")[0]
    assert sorted(told.split(", ")) == ["Olive Organiser", "Pike Peer", "Quinn Peer"]
    for persona in ("peer", "host", "evaluator"):
        html = page(world, "timetable", persona=persona)
        assert "Wednesday 13 January" in html
        assert "09:30 to 10:15, interview, Blue" in html
        assert "With Ann Smith" in html
        assert "<form" not in html.split("<main")[1]
    assert '<th scope="col" class="govuk-table__header">Blue</th>' in page(world, "timetable", by="room")
    assert "Wednesday 13 January" in page(world, "timetable", by="nonsense")
    html = page(world, "timetable", persona="peer", by="person")
    assert "Wednesday 13 January, 09:30 to 10:15: First, Blue" in html
    assert "Timetable of the visit" in page(world, "challenge_detail", persona="peer")


def test_clashes_and_sessions_without_a_place_are_named(world: World) -> None:
    made, other = session(world), session(world, title="Other")
    pike = str(Person.objects.get(name="Pike Peer").pk)
    for each in (made, other):
        place = {"day": "0", "start": "10", "peers": [pike], "seen": Timetable.objects.get().edition}
        html = send(world, "session_place", place, each.pk)
    assert "Pike Peer is in two sessions at 10:00 on Tuesday 12 January: First and Other." in html
    assert "Publish to team and host" not in html
    html = send(world, "session_take_out", {}, other.pk)
    assert "“Other” has no place now." in html
    assert "Without a place" in html
    html = send(world, "session_lock", {"locked": "yes"}, made.pk)
    assert "“First” stays where it is." in html
    assert "Unlock" in html
    assert SessionSlot.objects.get().locked is True


def test_nothing_typed_is_lost_and_every_fault_is_named(world: World) -> None:
    html = send(world, "timetable_setup", SET_UP | {"rooms": "Blue", "people": "Ann\nAnn", "seen": 1})
    assert "Line 1: “Blue” does not say how many it seats" in html
    assert "Line 2: Ann is in line 1 too." in html
    assert ">\nAnn\nAnn</textarea>" in html
    typed = SESSION | {
        "people": "Ann Smith\nZoe Unknown\nann smith",
        "others": "7",
        "start": "25:00",
        "seen": 1,
    }
    html = send(world, "session_add", typed)
    assert "Line 2: “Zoe Unknown” is not among the people whom the team meets." in html
    assert "Line 3: Ann Smith is in line 1 too." in html
    assert "“25:00” is not a time we can read." in html
    assert "Zoe Unknown\nann smith</textarea>" in html
    html = send(world, "session_add", SESSION | {"minutes": "600", "seen": 1})
    assert "A day of this visit has 480 minutes, 09:00 to 17:00. The session is longer." in html
    html = send(world, "session_add", SESSION | {"others": "30", "seen": 1})
    assert "32 people come, with the peers, and the largest room, Hall, seats 20." in html
    assert VisitSession.objects.count() == 0


def test_a_second_manager_sees_what_the_first_changed_and_may_save_over_it(world: World) -> None:
    session(world)
    html = send(world, "session_add", SESSION | {"title": "Mine", "seen": 1})
    assert "Petra Programme added a session “First”" in html
    assert 'value="Mine"' in html
    assert 'name="seen" value="2"' in html
    assert "is saved" in send(world, "session_add", SESSION | {"title": "Mine", "seen": 2})
    html = send(world, "timetable_publish", {"seen": 1})
    assert "The timetable was changed while you had it open" in html


def test_usual_sessions_are_added_and_one_is_removed(world: World) -> None:
    html = send(world, "sessions_usual", {})
    assert "4 sessions are added" in html
    first = VisitSession.objects.first()
    assert first is not None
    assert "“Opening with the senior team” is removed." in send(world, "session_remove", {}, first.pk)
    assert VisitSession.objects.count() == 3
    assert "1 session is added." in send(world, "sessions_usual", {})
    assert VisitSession.objects.count() == 4


def test_refusals_are_said(world: World) -> None:
    assert "There are no sessions to place yet." in send(world, "timetable_request", {})
    assert "No session has a place yet." in send(world, "timetable_publish", {"seen": 1})
    assert world.clients["own"].get(at(world, "timetable_progress")).status_code == 404
    assert world.clients["own"].get(at(world, "session_edit", 99)).status_code == 404


def test_a_session_of_another_visit_is_not_found(world: World) -> None:
    other = when.session(when.challenge(world.round, who.council("Medway")))
    for name in ("session_edit", "session_place"):
        assert world.clients["own"].get(at(world, name, other.pk)).status_code == 404


def test_a_visit_without_days_says_so(world: World) -> None:
    when.session(world.challenge)
    world.challenge.first_day = world.challenge.last_day = None
    world.challenge.save()
    assert "The visit has no days." in page(world, "timetable_draft")
    assert "The visit has no days yet." in send(world, "timetable_request", {})


def uploaded(world: World, text: str) -> str:
    file = SimpleUploadedFile("sessions.csv", text.encode())
    return world.clients["own"].post(at(world, "sessions_import"), {"file": file})["Location"]


def test_a_file_of_sessions_is_looked_at_then_taken_in(world: World) -> None:
    text = (
        "title,minutes,kind,peers,named_peers,people,others,room,part,day,time\n"
        "Opening,45,group,all,,Ann Smith; Bob Bell,,yes,,1,09:00:00\n"
        "Case,60,case discussion,1,Quinn Peer,,2,no,morning,,\n"
    )
    check = uploaded(world, text)
    answer = world.clients["own"].get(check)
    assert "2 new, 0 changed, 0 unchanged; 0 faulty rows" in answer.content.decode()
    assert VisitSession.objects.count() == 0
    digest = answer.context["digest"]
    done = world.clients["own"].post(check, {"digest": digest}, follow=True).content.decode()
    assert "The file has been taken in: 2 new, 0 changed." in done
    opening, case = VisitSession.objects.all()
    assert (opening.whole_team, opening.people.count(), opening.day, f"{opening.start}") == (
        True,
        2,
        0,
        "09:00:00",
    )
    assert (case.kind, case.peers.get().name, case.others, case.needs_room) == (
        "case",
        "Quinn Peer",
        2,
        False,
    )
    assert (case.part, case.peers_needed) == ("morning", 1)


def test_the_file_to_fill_in_changes_nothing_when_it_comes_back(world: World) -> None:
    made = session(world, people="Ann Smith", others="3", start="9:30", day="1")
    for kind in ("csv", "xlsx"):
        file = world.clients["own"].get(at(world, "sessions_template", kind))
        upload = SimpleUploadedFile(f"sessions.{kind}", file.content)
        check = world.clients["own"].post(at(world, "sessions_import"), {"file": upload})["Location"]
        html = world.clients["own"].get(check).content.decode()
        assert "0 new, 0 changed, 1 unchanged; 0 faulty rows" in html
        assert "There is nothing to do." in html
    check = uploaded(world, f"title,minutes,others\n{made.title},90,1\n")
    html = world.clients["own"].get(check).content.decode()
    assert "others: 3 → 1" in html
    assert "minutes: 45 → 90" in html
    assert world.clients["own"].get(at(world, "sessions_template", "pdf")).status_code == 404


def test_two_peers_of_one_name_are_told_apart_by_their_references(world: World) -> None:
    second = who.person("Pike Peer", at=who.council("Hampshire"))
    when.placement(world.challenge, second)
    text = f"title,minutes,named_peers\nA,45,Pike Peer\nB,45,Pike Peer ({second.reference})\n"
    html = world.clients["own"].get(uploaded(world, text)).content.decode()
    assert "“Pike Peer” in named_peers is not on the team." in html
    assert "1 new, 0 changed, 0 unchanged; 1 faulty row." in html


FAULTY = [
    ("Opening,45,,,Zoe Unknown,", "“Zoe Unknown” in people is not among the host’s people. Add them first."),
    ("Opening,45,,Zoe Unknown,,", "“Zoe Unknown” in named_peers is not on the team."),
    ("Opening,45,,,Ann Smith; ann smith,", "“ann smith” is in people twice."),
    ("Opening,600,,,,", "A day of this visit has 480 minutes, 09:00 to 17:00. The session is longer."),
    ("Opening,long,,,,", "“long” in minutes is not a number from 5 to 720."),
    ("Opening,45,30,,,", "“30” in peers is not a number from 1 to 20."),
    ("Opening,45,,,,half past", "“half past” is not a time we can read. Write it like 9:30 or 14:15."),
    ("Opening,45,,,,16:30", "It would end at 17:15. The visit’s hours are 09:00 to 17:00."),
    (",45,,,,", "Give it a title of at most 120 characters."),
]


def test_faulty_rows_are_named_and_nothing_is_saved(world: World) -> None:
    rows = "\n".join(row for row, _ in FAULTY)
    check = uploaded(
        world, f"title,minutes,peers,named_peers,people,time\n{rows}\nTwice,45,,,,\ntwice,45,,,,\n"
    )
    html = world.clients["own"].get(check).content.decode()
    for _, why in FAULTY:
        assert why in html
    assert "“twice” is in row 11 too." in html
    assert "10 faulty rows" in html
    assert "some rows are faulty" in world.clients["own"].post(check, {"digest": "x"}).content.decode()
    world.clients["own"].post(check, {"drop": "yes"})
    assert VisitSession.objects.count() == 0


def test_words_that_a_file_does_not_know_are_named(world: World) -> None:
    check = uploaded(world, "title,minutes,kind,room,part\nA,45,seance,,\nB,45,,maybe,\nC,45,,,night\n")
    html = world.clients["own"].get(check).content.decode()
    assert "“seance” is no kind of session." in html
    assert "“maybe” in room is neither yes nor no." in html
    assert "“night” is no part of a day." in html


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["timetable_draft", "session_list", "timetable"])
def test_thirty_sessions_take_no_more_queries_than_one(world: World, name: str) -> None:
    def placed(number: int) -> None:
        made = when.session(world.challenge, f"Session {number}", peers_needed=1)
        made.people.set(made.timetable.people.all())
        slot = SessionSlot.objects.create(session=made, day=number % 3, start=f"{9 + number // 6}:00")
        slot.peers.set([world.peer])

    Timetable.objects.get().rooms.all().delete()
    placed(0)
    Timetable.objects.get().breaks.all().delete()
    send(world, "timetable_publish", {"seen": 1})
    few = queries(world.clients["own"], at(world, name))
    for number in range(1, 30):
        placed(number)
    assert queries(world.clients["own"], at(world, name)) == few


def test_the_calendar_takes_no_more_queries_for_thirty_sessions(world: World) -> None:
    address = world.clients["peer"].get(reverse("challenges:mine")).context["calendar"]
    path = "/" + address.split("/", 3)[3]
    made = when.timetable(world.challenge)
    few = queries(Client(), path)
    for number in range(30):
        row = made.published.create(
            title=f"S{number}",
            kind="interview",
            day=0,
            start="09:30",
            minutes=30,
            changed_at="2026-11-24T12:00Z",
        )
        row.places.create(person=world.peer)
    assert queries(Client(), path) == few
    assert Client().get(path).content.decode().count("DTSTART;TZID=Europe/London:20270112T093000") == 30
