"""A visit's timetable as the planner reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from challenges.models import (
    Challenge,
    HostPerson,
    SessionSlot,
    Timetable,
    VisitBreak,
    VisitRoom,
    VisitSession,
)
from challenges.models.timetable import DayPart, SessionKind
from challenges.planning.timetable.visit import DAY, Busy, Placed, Room, Session, Somebody, VisitDays
from challenges.states import ON_TEAM
from councils.models import Person

NOON = 13 * 60
WINDOWS = {DayPart.MORNING: (0, NOON), DayPart.AFTERNOON: (NOON, DAY), "": (0, DAY)}
# What the visit cannot do without is placed before the rest where not everything fits.
WEIGHTS = {SessionKind.FEEDBACK: 5, SessionKind.CATCH_UP: 3}


def minute_of(moment: time) -> int:
    """Minutes since midnight."""
    return moment.hour * 60 + moment.minute


def time_of(minute: int) -> time:
    """The time of day of a minute."""
    return time(minute // 60, minute % 60)


def days_of_visit(challenge: Challenge) -> list[date]:
    """The visit's days; none while it has no date."""
    first, last = challenge.first_day, challenge.last_day
    if first is None or last is None:
        return []
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def named(day: date) -> str:
    """A day of a visit as its sentences name it: Tuesday 12 January."""
    return f"{day:%A} {day.day} {day:%B}"


def team_of(challenge: Challenge) -> list[Person]:
    """The peers of the team, by name."""
    places = challenge.placements.filter(state__in=ON_TEAM).select_related("person")
    return sorted((place.person for place in places), key=lambda person: (person.name, person.pk))


def visit_of(timetable: Timetable) -> VisitDays:
    """What has to fit into the visit as it is at this moment (a fixed number of queries)."""
    days, team = days_of_visit(timetable.challenge), team_of(timetable.challenge)
    sessions, rooms = timetable.sessions.prefetch_related("people", "peers"), list(timetable.rooms.all())
    return VisitDays(
        days=tuple(named(day) for day in days),
        sessions=tuple(_session(each, len(team), seated=bool(rooms)) for each in sessions),
        team=tuple(Somebody(peer_key(person.pk), person.name) for person in team),
        people=tuple(_person(each) for each in timetable.people.prefetch_related("away")),
        rooms=tuple(_room(each) for each in rooms),
        breaks=tuple(_breaks(timetable.breaks.all(), len(days))),
        opens=minute_of(timetable.opens),
        closes=minute_of(timetable.closes),
        step=5 if timetable.changeover % 15 else 15,
        changeover=timetable.changeover,
    )


def slots_of(timetable: Timetable) -> list[SessionSlot]:
    """The draft's slots with what they name, in order of time (a fixed number of queries)."""
    slots = SessionSlot.objects.filter(session__timetable=timetable).select_related("session", "room")
    return list(slots.prefetch_related("peers", "session__people"))


def placed(slot: SessionSlot) -> Placed:
    """A slot as the planner reads it."""
    room = str(slot.room_id) if slot.room_id else ""
    peers = frozenset(peer_key(person.pk) for person in slot.peers.all())
    return Placed(str(slot.session_id), slot.day, minute_of(slot.start), room, peers)


def peer_key(person: int) -> str:
    """What a peer is called in the planner: its people of the host have numbers of their own."""
    return f"peer {person}"


def seats_of(session: VisitSession, team: int) -> int:
    """How many sit in a session: those named, those who are not, and its peers. 0 where it needs no room."""
    if not session.needs_room:
        return 0
    peers = team if session.whole_team else session.peers_needed
    return max(1, len(session.people.all()) + session.others + peers)


def _session(each: VisitSession, team: int, *, seated: bool) -> Session:
    """`seated`: rooms are listed. Where none is, none is looked for."""
    return Session(
        id=str(each.pk),
        name=each.title,
        minutes=each.minutes,
        people=frozenset(f"host {person.pk}" for person in each.people.all()),
        peers=frozenset(peer_key(person.pk) for person in each.peers.all()),
        peers_needed=max(1, team) if each.whole_team else max(each.peers_needed, len(each.peers.all())),
        seats=seats_of(each, team) if seated else 0,
        day=each.day,
        start=minute_of(each.start) if each.start else None,
        window=WINDOWS[each.part],
        weight=WEIGHTS.get(SessionKind(each.kind), 1),
    )


def _person(each: HostPerson) -> Somebody:
    busy = tuple(Busy(away.day, minute_of(away.start), minute_of(away.end)) for away in each.away.all())
    return Somebody(f"host {each.pk}", each.name, busy)


def _room(each: VisitRoom) -> Room:
    return Room(str(each.pk), each.name, each.seats)


def _breaks(breaks: Iterable[VisitBreak], days: int) -> Iterable[Busy]:
    for each in breaks:
        for day in range(days) if each.day is None else [each.day]:
            yield Busy(day, minute_of(each.start), minute_of(each.end), each.name)
