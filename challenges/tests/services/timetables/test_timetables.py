"""A visit's timetable: set up, drafted and changed by hand; what is wrong is named and nothing half saved."""

from __future__ import annotations

from datetime import time

import pytest

from challenges.models import Challenge, SessionSlot, Timetable, TimetableRun, VisitRoom, VisitSession
from challenges.selectors.timetables.pages import draft_page
from challenges.services.timetables import drafts as timetable_drafts
from challenges.services.timetables.drafts import do_draft, request_draft
from challenges.services.timetables.publishing import publish_timetable
from challenges.services.timetables.sessions import remove_session
from challenges.services.timetables.setting_up import BreakLine, PersonLine, RoomLine, SetUp, set_up
from challenges.services.timetables.slots import lock_session, place_session, take_out
from challenges.services.timetables.usual_sessions import start_from_usual
from challenges.services.visits.moves import cancel_challenge
from challenges.tests import factories as when
from challenges.tests.services.visits.visits import (
    FIVE,
    LUNCH,
    NINE,
    PEOPLE,
    ROOMS,
    add,
    drafted,
    peer,
    place,
)
from councils.actor import actor_for
from councils.errors import ChangedMeanwhile, DomainError, NotAllowed
from councils.runs.services import perform
from councils.tests import factories as who

pytestmark = pytest.mark.django_db


def test_rows_of_the_same_name_stay_when_the_visit_is_set_up_again(ready, manager):
    blue, ann = VisitRoom.objects.get(name="Blue"), ready.timetable.people.get(name="Ann Smith")
    setup = SetUp(NINE, FIVE, 0, [], [RoomLine("BLUE", 7)], [PersonLine("ann smith", "director")])
    set_up(challenge=ready, setup=setup, seen=1, actor=manager)
    blue.refresh_from_db()
    ann.refresh_from_db()
    assert (blue.name, blue.seats, ann.name, ann.post) == ("BLUE", 7, "ann smith", "director")
    assert (ready.timetable.rooms.count(), ready.timetable.people.count()) == (1, 1)
    assert (ready.timetable.breaks.count(), ann.away.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "where", "text"),
    [
        ({"closes": time(8, 0)}, "closes", "Enter a time after the first."),
        ({"changeover": 500}, "changeover", "Enter 0 to 120 minutes."),
        ({"rooms": [RoomLine("A", 1), RoomLine("a", 2)]}, "rooms", "a is there twice."),
        ({"people": [PersonLine("A", ""), PersonLine("A", "")]}, "people", "A is there twice."),
        ({"breaks": [BreakLine("x", None, FIVE, NINE)]}, "breaks", "A break ends before it begins."),
    ],
)
def test_a_set_up_that_cannot_be_is_refused_by_field(challenge, manager, fields, where, text):
    setup = SetUp(**{"opens": NINE, "closes": FIVE, "changeover": 15, **fields})
    with pytest.raises(DomainError) as refusal:
        set_up(challenge=challenge, setup=setup, actor=manager)
    assert refusal.value.fields == {where: text}
    assert VisitRoom.objects.count() == 0


def test_who_is_in_a_session_is_not_left_out(ready, manager):
    add(ready, manager, "Head", people=(ready.timetable.people.get(name="Bob Bell"),))
    setup = SetUp(NINE, FIVE, 15, [LUNCH], ROOMS, PEOPLE[:1])
    with pytest.raises(DomainError) as refusal:
        set_up(challenge=ready, setup=setup, actor=manager)
    assert refusal.value.fields == {
        "people": "Bob Bell is in “Head”. Take them out of it first, or keep their line."
    }


@pytest.mark.parametrize(
    ("fields", "where", "text"),
    [
        ({"title": " "}, "title", "Give it a title of at most 120 characters."),
        ({"title": "there"}, "title", "There is a session “there” already."),
        (
            {"minutes": 600},
            "minutes",
            "A day of this visit has 480 minutes, 09:00 to 17:00. The session is longer.",
        ),
        ({"minutes": 3}, "minutes", "Enter 5 to 720 minutes."),
        ({"peers_needed": 4}, "peers_needed", "The team has 3 peers."),
        ({"others": 20}, "others", "22 people come, with the peers, and the largest room, Hall, seats 14."),
        ({"day": 3}, "day", "The visit has 3 days."),
        ({"start": time(16, 30)}, "start", "It would end at 17:15. The visit’s hours are 09:00 to 17:00."),
        ({"start": NINE, "part": "morning"}, "start", "Choose either a part of the day or a fixed time."),
    ],
)
def test_a_session_that_can_never_be_held_is_refused_by_field(ready, manager, fields, where, text):
    add(ready, manager, "There")
    with pytest.raises(DomainError) as refusal:
        add(ready, manager, **{"title": "New", **fields})
    assert refusal.value.fields == {where: text}
    assert VisitSession.objects.count() == 1


def test_somebody_twice_or_of_no_team_is_refused(ready, manager):
    jo, stranger = peer("Jo Bell"), who.person("Una Unknown")
    ann = ready.timetable.people.get(name="Ann Smith")
    for fields, text in (
        ({"peers": (jo, jo)}, "Jo Bell is named twice."),
        ({"peers": (stranger,)}, "Una Unknown is not on the team."),
        ({"people": (ann, ann)}, "Ann Smith is named twice."),
    ):
        with pytest.raises(DomainError) as refusal:
            add(ready, manager, "New", **fields)
        assert list(refusal.value.fields.values()) == [text]


def test_the_usual_sessions_follow_the_lines_of_enquiry_and_are_added_once(ready, manager):
    for number, text in enumerate(("Do thresholds hold?", "Are plans timely?"), 1):
        ready.key_lines.create(position=number, text=text)
    made = start_from_usual(challenge=ready, actor=manager)
    assert [session.title for session in made] == [
        "Opening with the senior team",
        "Interview with the service lead, line 1",
        "Practitioners, line 1",
        "Case discussion, line 1",
        "Interview with the service lead, line 2",
        "Practitioners, line 2",
        "Case discussion, line 2",
        "Team catch-up, day 1",
        "Team catch-up, day 2",
        "Feedback to the host",
    ]
    assert (made[1].about, made[-1].day, made[-1].start) == ("Do thresholds hold?", 2, time(16, 0))
    made[0].delete()
    assert [s.title for s in start_from_usual(challenge=ready, actor=manager)] == [
        "Opening with the senior team"
    ]
    with pytest.raises(DomainError, match="there already"):
        start_from_usual(challenge=ready, actor=manager)
    run = drafted(ready, manager)
    assert (run.state, run.found["placed"], run.found["unplaced"]) == ("done", 10, {})
    page = draft_page(ready)
    assert (page.clashes, page.waiting, len(page.lines)) == ([], [], 10)
    heard = {each.line: (each.kinds, each.enough) for each in page.heard}
    assert {line: (sorted(kinds), enough) for line, (kinds, enough) in heard.items()} == {
        "Do thresholds hold?": (["case discussion", "group", "interview"], True),
        "Are plans timely?": (["case discussion", "group", "interview"], True),
    }
    VisitSession.objects.filter(kind="group").delete()
    assert [each.enough for each in draft_page(ready).heard] == [False, False]


def test_a_draft_keeps_what_is_locked_and_a_new_one_goes_round_it(ready, manager):
    first, second = add(ready, manager, "First"), add(ready, manager, "Second", whole_team=True)
    slot = place(first, manager, 1, time(10, 0), locked=True)
    assert drafted(ready, manager).found["placed"] == 2
    slot.refresh_from_db()
    assert (slot.day, slot.start, slot.locked, slot.peers.count()) == (1, time(10, 0), True, 2)
    assert second.slot.peers.count() == 3
    lock_session(session=second, locked=True, actor=manager)
    assert SessionSlot.objects.filter(locked=True).count() == 2


def test_locked_sessions_that_clash_are_named_before_anything_is_searched(ready, manager):
    for title in ("First", "Second"):
        place(
            add(ready, manager, title), manager, 0, time(10, 0), "Jo Bell", "Pat Peer", room=None, locked=True
        )
    with pytest.raises(DomainError) as refusal:
        request_draft(challenge=ready, actor=manager)
    assert refusal.value.message == "Locked sessions clash: First has no room. Move or unlock one of them."
    assert TimetableRun.objects.count() == 0


def test_what_has_no_place_is_said_with_its_cause(ready, manager):
    bob = ready.timetable.people.get(name="Bob Bell")
    for number in range(4):
        add(ready, manager, f"Long {number}", minutes=200, people=(bob,), day=1, peers_needed=1)
    run = drafted(ready, manager)
    assert run.found["placed"] == 2
    page = draft_page(ready)
    assert [each.why for each in page.waiting] == ["", ""]
    assert page.why == [
        "Bob Bell is in 4 sessions of 200 minutes or more, and there is time for 2 on Wednesday 13 January."
    ]


def test_a_draft_does_not_overwrite_what_somebody_changed_meanwhile(ready, manager):
    session = add(ready, manager, "First")
    run = request_draft(challenge=ready, actor=manager)
    place(session, manager, 2, time(15, 0))
    perform(TimetableRun, run.pk, do_draft)
    session.slot.refresh_from_db()
    assert (session.slot.day, session.slot.start) == (2, time(15, 0))
    assert draft_page(ready).not_taken is True


def test_where_nothing_is_found_in_time_the_draft_is_as_it_was(ready, manager, monkeypatch):
    place(add(ready, manager, "First"), manager, 2, time(15, 0))
    monkeypatch.setattr(timetable_drafts, "SECONDS", 0)
    run = drafted(ready, manager)
    assert (run.state, run.error) == ("failed", "No draft was found in the time that there was. Try again.")
    assert SessionSlot.objects.get().start == time(15, 0)


def test_asking_twice_gives_the_draft_under_way(ready, manager):
    add(ready, manager, "First")
    assert request_draft(challenge=ready, actor=manager) == request_draft(challenge=ready, actor=manager)


@pytest.mark.parametrize("missing", ["days", "team", "sessions"])
def test_nothing_to_draft_is_said(ready, manager, missing):
    if missing != "sessions":
        add(ready, manager, "First")
    if missing == "days":
        Challenge.objects.update(first_day=None, last_day=None)
    if missing == "team":
        ready.placements.all().delete()
    ready.refresh_from_db()
    with pytest.raises(DomainError) as refusal:
        request_draft(challenge=ready, actor=manager)
    assert missing in refusal.value.message


def test_what_is_placed_by_hand_clashes_at_once(ready, manager):
    first, second = add(ready, manager, "First"), add(ready, manager, "Second")
    place(first, manager, 0, time(10, 0))
    place(second, manager, 0, time(10, 0), "Jo Bell", "Sam Shaw", room=VisitRoom.objects.get(name="Hall"))
    assert [clash.text for clash in draft_page(ready).clashes] == [
        "Jo Bell is in two sessions at 10:00 on Tuesday 12 January: First and Second."
    ]
    take_out(session=second, actor=manager)
    assert draft_page(ready).clashes == []
    with pytest.raises(DomainError, match="no place already"):
        take_out(session=second, actor=manager)
    with pytest.raises(DomainError, match="has a place can be locked"):
        lock_session(session=second, locked=True, actor=manager)


def test_a_place_that_cannot_be_is_refused_by_field(ready, manager):
    session = add(ready, manager, "First")
    other = when.challenge(ready.round, who.council("Medway"))
    room = VisitRoom.objects.create(timetable=when.timetable(other), name="Far", seats=3)
    for fields, where in (
        ({"day": 3}, "day"),
        ({"start": time(23, 30)}, "start"),
        ({"room": room}, "room"),
        ({"peers": [who.person("Una Unknown")]}, "peers"),
    ):
        values = {"day": 0, "start": NINE, "room": None, "peers": [], "locked": False} | fields
        with pytest.raises(DomainError) as refusal:
            place_session(session=session, actor=manager, **values)
        assert list(refusal.value.fields) == [where]
    assert SessionSlot.objects.count() == 0


def test_a_second_manager_is_told_what_the_first_changed(ready, manager):
    session = add(ready, manager, "First")
    seen = Timetable.objects.get().edition - 1
    with pytest.raises(ChangedMeanwhile) as refusal:
        place(session, manager, 0, NINE, seen=seen)
    assert refusal.value.message == (
        "The timetable was changed while you had it open: Petra Programme added a session “First”. "
        "Look again before you save."
    )
    assert refusal.value.edition == "2"


def test_only_the_manager_changes_it(ready, manager):
    session = add(ready, manager, "First")
    for actor in (actor_for(None), who.council_contact()):
        for change in (
            lambda actor: add(ready, actor, "Mine"),
            lambda actor: remove_session(session=session, actor=actor),
            lambda actor: request_draft(challenge=ready, actor=actor),
            lambda actor: publish_timetable(challenge=ready, actor=actor),
        ):
            with pytest.raises(NotAllowed):
                change(actor)


def test_a_visit_that_is_off_keeps_its_timetable_but_takes_no_change(ready, manager):
    cancel_challenge(challenge=ready, reason="other", actor=manager)
    with pytest.raises(DomainError, match="is off"):
        add(ready, manager, "First")
