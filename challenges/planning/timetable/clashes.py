"""Everything that clashes in a timetable, however it was made. Shares nothing with the drafting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from challenges.planning.timetable.visit import Busy, Placed, Session, VisitDays, clock

Both = tuple[Placed, Session]


@dataclass(frozen=True)
class Clash:
    """What is wrong, in a sentence, and the sessions that it concerns."""

    text: str
    sessions: tuple[str, ...]


def clashes(visit: VisitDays, placed: Iterable[Placed]) -> list[Clash]:
    """Each clash: two at a time for a person, peer or room; when somebody cannot; breaks; seats; too few peers."""
    rows = [(each, visit.session[each.session]) for each in placed]
    found = [clash for row in rows for look in _OF_ONE for clash in look(visit, row)]
    return found + [clash for one, other in combinations(rows, 2) for clash in _together(visit, one, other)]


def _hours(visit: VisitDays, row: Both) -> Iterator[Clash]:
    placed, session = row
    end = placed.start + session.minutes
    if not 0 <= placed.day < len(visit.days):
        yield _clash(
            f"{session.name} is on day {placed.day + 1}, and the visit has {len(visit.days)}.", session
        )
        return
    when = f"on {visit.days[placed.day]} from {clock(placed.start)} to {clock(end)}"
    if placed.start < visit.opens or end > visit.closes:
        yield _clash(f"{session.name} is {when}, outside the hours of the visit.", session)
    for pause in _touching(visit.breaks, placed, session):
        yield _clash(f"{session.name} is {when}, in the break “{pause.why}”.", session)


def _wishes(visit: VisitDays, row: Both) -> Iterator[Clash]:
    placed, session = row
    if session.day is not None and placed.day != session.day:
        yield _clash(f"{session.name} is to be on {_day(visit, session.day)}.", session)
    if session.start is not None and placed.start != session.start:
        yield _clash(f"{session.name} is to start at {clock(session.start)}.", session)
    first, last = session.window
    if placed.start < first or placed.start + session.minutes > last:
        yield _clash(
            f"{session.name} at {clock(placed.start)} is in another part of the day than it is to be.",
            session,
        )


def _cannot(visit: VisitDays, row: Both) -> Iterator[Clash]:
    placed, session = row
    for one in sorted(session.people | placed.peers):
        somebody = visit.somebody.get(one)
        for busy in _touching(somebody.busy if somebody else (), placed, session):
            why = f" ({busy.why})" if busy.why else ""
            yield _clash(
                f"{visit.somebody[one].name} cannot come to {session.name} at {_when(visit, placed)}{why}.",
                session,
            )


def _seats(visit: VisitDays, row: Both) -> Iterator[Clash]:
    placed, session = row
    room = visit.room.get(placed.room)
    if session.seats and room is None:
        yield _clash(f"{session.name} has no room.", session)
    elif room is not None and session.seats > room.seats:
        yield _clash(
            f"{session.name} needs {session.seats} seats, and {room.name} has {room.seats}.", session
        )


def _team(visit: VisitDays, row: Both) -> Iterator[Clash]:
    placed, session = row
    team = {member.id for member in visit.team}
    there = placed.peers & team
    if len(there) < session.peers_needed:
        yield _clash(f"{session.name} needs {session.peers_needed} peers and has {len(there)}.", session)
    for one in sorted(session.peers - placed.peers):
        name = visit.somebody[one].name if one in visit.somebody else "somebody who has left the team"
        yield _clash(f"{session.name} is to be with {name}.", session)
    if placed.peers - team:
        yield _clash(f"{session.name} has a peer who is not on the team any more.", session)


_OF_ONE = (_hours, _wishes, _cannot, _seats, _team)


def _together(visit: VisitDays, one: Both, other: Both) -> Iterator[Clash]:
    (first, held), (second, also) = sorted((one, other), key=lambda row: (row[0].day, row[0].start))
    if first.day != second.day:
        return
    gap, names = second.start - (first.start + held.minutes), f"{held.name} and {also.name}"
    if gap < 0:
        for twice in sorted((held.people & also.people) | (first.peers & second.peers)):
            who = visit.somebody[twice].name if twice in visit.somebody else "Somebody"
            yield _clash(f"{who} is in two sessions at {_when(visit, second)}: {names}.", held, also)
        if first.room and first.room == second.room:
            room = visit.room[first.room].name if first.room in visit.room else "One room"
            yield _clash(f"{room} is taken twice at {_when(visit, second)}: {names}.", held, also)
    elif gap < visit.changeover:
        for peer in sorted(first.peers & second.peers & {member.id for member in visit.team}):
            who = visit.somebody[peer].name
            yield _clash(
                f"{who} has {gap} of {visit.changeover} minutes between {names} on {visit.days[first.day]}.",
                held,
                also,
            )


def _touching(busy: Iterable[Busy], placed: Placed, session: Session) -> Iterator[Busy]:
    end = placed.start + session.minutes
    return (one for one in busy if one.touches(placed.day, placed.start, end))


def _when(visit: VisitDays, placed: Placed) -> str:
    return f"{clock(placed.start)} on {_day(visit, placed.day)}"


def _day(visit: VisitDays, day: int) -> str:
    return visit.days[day] if day < len(visit.days) else f"day {day + 1}"


def _clash(text: str, *sessions: Session) -> Clash:
    return Clash(text, tuple(session.id for session in sessions))
