"""A timetable is given to team and host: who is told, what they see, what their calendars hold."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from icalendar import Calendar

from challenges.calendar import feed_of
from challenges.models import Challenge, Timetable
from challenges.selectors.timetables.pages import draft_page, person_tables, published_lines
from challenges.selectors.visits.feed import entries_of
from challenges.services.merging import follow_merge
from challenges.services.timetables.publishing import publish_timetable
from challenges.services.timetables.sessions import remove_session
from challenges.services.timetables.setting_up import PersonLine, SetUp, set_up
from challenges.services.visits.moves import move_visit
from challenges.services.visits.placements import answer_placement
from challenges.tests.services.visits.visits import (
    FIVE,
    NINE,
    add,
    peer,
    place,
)
from councils.actor import Actor
from councils.errors import DomainError
from councils.models import Person
from councils.outbox.models import OutboxMessage
from councils.tests import factories as who

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return sorted(
        OutboxMessage.objects.filter(key__startswith="timetable:").values_list("person__name", flat=True)
    )


def test_only_those_whose_sessions_change_are_told(ready, manager):
    first, second = add(ready, manager, "First"), add(ready, manager, "Second", peers_needed=1)
    place(first, manager, 0, time(10, 0))
    place(second, manager, 1, time(10, 0), "Sam Shaw")
    publish_timetable(challenge=ready, actor=manager)
    assert told() == ["Jo Bell", "Olive Organiser", "Pat Peer", "Sam Shaw"]
    assert "Your sessions:" in OutboxMessage.objects.get(person__name="Jo Bell").body
    assert "Its sessions:" in OutboxMessage.objects.get(person__name="Olive Organiser").body
    OutboxMessage.objects.all().delete()
    place(second, manager, 2, time(11, 0), "Sam Shaw")
    again = publish_timetable(challenge=ready, actor=manager)
    assert sorted(person.name for person in again) == ["Olive Organiser", "Sam Shaw"] == told()
    body = OutboxMessage.objects.get(person__name="Sam Shaw").body
    assert "- Thursday 14 January, 11:00 to 11:45: Second, Blue" in body
    assert "First" not in body
    OutboxMessage.objects.all().delete()
    assert publish_timetable(challenge=ready, actor=manager) == []
    remove_session(session=second, actor=manager)
    assert len(publish_timetable(challenge=ready, actor=manager)) == 2
    assert "Not to be held" in OutboxMessage.objects.get(person__name="Sam Shaw").body
    assert [line.title for line in published_lines(ready)] == ["First"]


def test_what_is_published_stays_until_the_next_time(ready, manager):
    session = add(ready, manager, "First", people=(ready.timetable.people.get(name="Bob Bell"),), others=2)
    place(session, manager, 0, time(10, 0))
    publish_timetable(challenge=ready, actor=manager)
    assert draft_page(ready).up_to_date is True
    place(session, manager, 2, time(11, 0))
    line = published_lines(ready)[0]
    assert (line.day, line.when, line.room, line.met) == (0, "10:00 to 10:45", "Blue", "Bob Bell, 2 more")
    assert line.peers == ("Jo Bell", "Pat Peer")
    assert draft_page(ready).up_to_date is False
    assert [(table.name, [name for name, _ in table.rows]) for table in person_tables(ready, [line])] == [
        ("Peers", ["Jo Bell", "Pat Peer"]),
        ("People of the host", ["Bob Bell"]),
    ]


def test_clashes_nothing_placed_and_a_proposed_visit_are_not_published(ready, manager):
    with pytest.raises(DomainError, match="No session has a place yet"):
        publish_timetable(challenge=ready, actor=manager)
    place(add(ready, manager, "First"), manager, 0, time(12, 15))
    with pytest.raises(DomainError, match="It has 1 clash. First is on Tuesday 12 January from 12:15"):
        publish_timetable(challenge=ready, actor=manager)
    Challenge.objects.update(state="proposed")
    ready.refresh_from_db()
    with pytest.raises(DomainError, match="only proposed"):
        publish_timetable(challenge=ready, actor=manager)
    assert Timetable.objects.get().published_at is None


def events(person: str) -> dict[str, object]:
    calendar = Calendar.from_ical(feed_of(entries_of(peer(person).pk), "https://example.org"))
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def test_a_session_is_in_the_calendar_at_its_time_of_day_whatever_the_clocks_do(ready, manager):
    place(add(ready, manager, "First", start=time(9, 30)), manager, 0, time(9, 30))
    publish_timetable(challenge=ready, actor=manager)
    for first in (
        date(2027, 1, 12),
        date(2027, 3, 26),
        date(2027, 3, 28),
        date(2027, 10, 31),
        date(2027, 11, 1),
    ):
        Challenge.objects.update(first_day=first, last_day=first + timedelta(days=2))
        event = events("Jo Bell")["First: Kent"]
        start, end = event["dtstart"].dt, event["dtend"].dt
        assert (start.date(), f"{start:%H:%M}", f"{end:%H:%M}") == (first, "09:30", "10:15")
        assert event["dtstart"].params["TZID"] == "Europe/London"
        summer = date(2027, 3, 28) <= first < date(2027, 10, 31)
        assert start.utcoffset() == timedelta(hours=1 if summer else 0)
    assert "First: Kent" not in events("Sam Shaw")
    assert events("Jo Bell")["First: Kent"]["location"] == "Blue, Kent County Council"


def test_calendars_let_go_of_what_falls_away_and_sequences_rise(ready, manager):
    session = add(ready, manager, "First")
    place(session, manager, 0, time(10, 0))
    publish_timetable(challenge=ready, actor=manager)
    assert (events("Jo Bell")["First: Kent"]["sequence"], len(published_lines(ready))) == (0, 1)
    place(session, manager, 0, time(10, 0), "Jo Bell", "Sam Shaw")
    publish_timetable(challenge=ready, actor=manager)
    assert (events("Pat Peer")["First: Kent"]["status"], events("Pat Peer")["First: Kent"]["sequence"]) == (
        "CANCELLED",
        1,
    )
    assert events("Sam Shaw")["First: Kent"]["status"] == "CONFIRMED"
    move_visit(
        challenge=ready, first_day=date(2027, 2, 2), days=3, reason="other", scope_stands=True, actor=manager
    )
    moved = events("Jo Bell")["First: Kent"]
    assert (moved["dtstart"].dt.date(), moved["sequence"]) == (date(2027, 2, 2), 2)
    answer_placement(
        placement=ready.placements.get(person__name="Jo Bell"),
        accepted=False,
        actor=actor_of(peer("Jo Bell")),
    )
    assert events("Jo Bell")["First: Kent"]["status"] == "CANCELLED"
    assert [clash.text for clash in draft_page(Challenge.objects.get()).clashes] == [
        "First needs 2 peers and has 1.",
        "First has a peer who is not on the team any more.",
    ]
    assert published_lines(ready)[0].peers == ("Sam Shaw",)
    remove_session(session=session, actor=manager)
    publish_timetable(challenge=ready, actor=manager)
    assert published_lines(ready) == []
    assert events("Sam Shaw")["First: Kent"]["status"] == "CANCELLED"


def actor_of(person: Person) -> Actor:
    return Actor(person=person, label=person.name)


def test_a_shorter_visit_drops_the_days_it_lost(ready, manager):
    place(add(ready, manager, "Last"), manager, 2, time(10, 0))
    publish_timetable(challenge=ready, actor=manager)
    move_visit(
        challenge=ready, first_day=date(2027, 2, 2), days=2, reason="other", scope_stands=True, actor=manager
    )
    ready.refresh_from_db()
    assert [clash.text for clash in draft_page(ready).clashes] == ["Last is on day 3, and the visit has 2."]
    assert published_lines(ready) == []
    assert events("Jo Bell")["Last: Kent"]["status"] == "CANCELLED"


def test_the_organiser_has_the_sessions_in_which_they_are_met(challenge, manager):
    setup = SetUp(NINE, FIVE, 15, people=[PersonLine("olive organiser", "")])
    set_up(challenge=challenge, setup=setup, actor=manager)
    olive = challenge.timetable.people.get()
    place(add(challenge, manager, "Olive", people=(olive,)), manager, 0, time(10, 0), room=None)
    place(add(challenge, manager, "Other"), manager, 0, time(14, 0), room=None)
    publish_timetable(challenge=challenge, actor=manager)
    assert {name for name in events("Olive Organiser") if "Peer" not in name} == {"Olive: Kent"}


def test_two_records_of_one_peer_become_one_in_the_timetable(ready, manager):
    session = add(ready, manager, "First", peers=(peer("Jo Bell"),))
    place(session, manager, 0, time(10, 0))
    publish_timetable(challenge=ready, actor=manager)
    keep = who.person("Joanna Bell")
    follow_merge(keep=keep, drop=peer("Jo Bell"))
    assert [person.name for person in session.peers.all()] == ["Joanna Bell"]
    assert sorted(person.name for person in session.slot.peers.all()) == ["Joanna Bell", "Pat Peer"]
    assert published_lines(ready)[0].peers == ("Joanna Bell", "Pat Peer")
    assert draft_page(ready).clashes == []
