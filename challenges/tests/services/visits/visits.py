"""What tests of a visit's timetable share: a visit that is set up, and the steps that most of them take."""

from __future__ import annotations

from datetime import time

from challenges.models import Challenge, SessionSlot, TimetableRun, VisitSession
from challenges.services.timetables.drafts import do_draft, request_draft
from challenges.services.timetables.sessions import SessionDetails, save_session
from challenges.services.timetables.setting_up import Away, BreakLine, PersonLine, RoomLine, SetUp, set_up
from challenges.services.timetables.slots import place_session
from challenges.tests import factories as when
from councils.actor import Actor
from councils.models import Person
from councils.runs.services import perform
from councils.tests import factories as who

NINE, FIVE = time(9, 0), time(17, 0)
LUNCH = BreakLine("lunch", None, time(12, 30), time(13, 15))
ROOMS = (RoomLine("Blue", 6), RoomLine("Hall", 14))
PEOPLE = (
    PersonLine("Ann Smith", "head of service", (Away(0, NINE, time(11, 0)),)),
    PersonLine("Bob Bell", ""),
)


def kent_visit() -> Challenge:
    """Three days in Kent from Tuesday 12 January 2027 with a team of three, its organiser Olive."""
    kent, round = who.council("Kent"), when.challenge_round()
    when.participation(round, kent, organiser=who.person("Olive Organiser", at=kent))
    made = when.challenge(round, kent)
    for number, name in enumerate(("Jo Bell", "Pat Peer", "Sam Shaw")):
        peer = who.person(name, at=who.council(("Surrey", "Medway", "Hampshire")[number]))
        when.placement(made, peer, role="operational" if number else "lead")
    return made


def ready_visit(manager: Actor) -> Challenge:
    """The visit with lunch, two rooms and two people to meet."""
    challenge = kent_visit()
    setup = SetUp(NINE, FIVE, 15, [LUNCH], ROOMS, PEOPLE)
    set_up(challenge=challenge, setup=setup, seen=0, actor=manager)
    return challenge


def peer(name: str) -> Person:
    return Person.objects.get(name=name)


def add(challenge: Challenge, manager: Actor, title: str, **fields: object) -> VisitSession:
    return save_session(challenge=challenge, details=SessionDetails(title, **fields), actor=manager)


def drafted(challenge: Challenge, manager: Actor) -> TimetableRun:
    run = request_draft(challenge=challenge, actor=manager)
    perform(TimetableRun, run.pk, do_draft)
    run.refresh_from_db()
    return run


def place(
    session: VisitSession, manager: Actor, day: int, start: time, *peers: str, **fields: object
) -> SessionSlot:
    values = {"room": session.timetable.rooms.first(), "locked": False} | fields
    named = [peer(name) for name in peers or ("Jo Bell", "Pat Peer")]
    return place_session(session=session, day=day, start=start, peers=named, actor=manager, **values)
