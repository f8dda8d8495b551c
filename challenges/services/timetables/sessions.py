"""The sessions that a visit is to hold: added, changed and removed by hand, or begun from the usual ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db import transaction

from challenges.models import Challenge, HostPerson, Timetable, VisitRoom, VisitSession
from challenges.models.timetable import LONGEST_SESSION, DayPart, SessionKind
from challenges.planning.timetable.visit import clock
from challenges.selectors.timetables.problem import days_of_visit, minute_of, seats_of, team_of
from challenges.services.timetables.setting_up import changed, held
from councils.actor import Actor
from councils.audit.services import changes
from councils.errors import DomainError
from councils.models import Person

MOST_SESSIONS, MOST_PEERS, MOST_OTHERS = 120, 20, 500
LONGEST_TITLE = 120


@dataclass(frozen=True)
class SessionDetails:
    """A session as it is typed. `day` counts from 0; `start` is a fixed time."""

    title: str
    kind: str = SessionKind.INTERVIEW
    about: str = ""
    minutes: int = 45
    whole_team: bool = False
    peers_needed: int = 2
    peers: tuple[Person, ...] = ()
    people: tuple[HostPerson, ...] = ()
    others: int = 0
    needs_room: bool = True
    part: str = ""
    day: int | None = None
    start: time | None = None


@transaction.atomic
def save_session(
    *,
    challenge: Challenge,
    details: SessionDetails,
    session: VisitSession | None = None,
    seen: int | None = None,
    actor: Actor,
) -> VisitSession:
    """Add a session, or change one. Raises DomainError by field for what the visit can never hold (longer than a day,
    more people than any room seats, somebody twice or not of the team, a fixed time outside the hours);
    ChangedMeanwhile; NotAllowed."""
    timetable = held(challenge, actor, seen)
    faults = faults_of(frame_of(timetable), details, session)
    if faults:
        raise DomainError(next(iter(faults.values())), faults)
    made = session or VisitSession(timetable=timetable)
    before = {} if session is None else _words(session)
    write_session(made, details)
    was, now = changes(before, _words(made))
    verb = "added a session" if session is None else "changed a session"
    changed(timetable, actor, verb, before=was, session=made.title, **now)
    return made


def write_session(session: VisitSession, details: SessionDetails) -> None:
    """Store what was typed, in the caller's transaction."""
    for name in ("kind", "about", "minutes", "whole_team", "others", "needs_room", "part", "day", "start"):
        setattr(session, name, getattr(details, name))
    session.title = " ".join(details.title.split())
    session.peers_needed = max(1, details.peers_needed, len(details.peers))
    session.save()
    session.peers.set(details.peers)
    session.people.set(details.people)


@dataclass(frozen=True)
class Frame:
    """What a typed session is held against: the team, the rooms, the number of days, the sessions by title."""

    timetable: Timetable
    team: tuple[Person, ...]
    rooms: tuple[VisitRoom, ...]
    days: int
    titles: Mapping[str, int]


def frame_of(timetable: Timetable) -> Frame:
    """The frame as it is at this moment (three queries)."""
    return Frame(
        timetable,
        tuple(team_of(timetable.challenge)),
        tuple(timetable.rooms.all()),
        len(days_of_visit(timetable.challenge)),
        {title.lower(): pk for pk, title in timetable.sessions.values_list("pk", "title")},
    )


def faults_of(frame: Frame, details: SessionDetails, session: VisitSession | None = None) -> dict[str, str]:
    """What is wrong with a session as typed, by field; empty where nothing is. `session` is the one it changes."""
    own = session.pk if session else None
    return {
        **_title_fault(frame, details, own),
        **_length_fault(frame, details),
        **_team_fault(frame, details),
        **_people_fault(frame, details),
        **_time_fault(frame, details),
    }


def _title_fault(frame: Frame, details: SessionDetails, own: int | None) -> dict[str, str]:
    title = " ".join(details.title.split())
    if not title or len(title) > LONGEST_TITLE:
        return {"title": f"Give it a title of at most {LONGEST_TITLE} characters."}
    if frame.titles.get(title.lower(), own) != own:
        return {"title": f"There is a session “{title}” already."}
    if own is None and len(frame.titles) >= MOST_SESSIONS:
        return {"title": f"A visit has at most {MOST_SESSIONS} sessions."}
    return {}


def _length_fault(frame: Frame, details: SessionDetails) -> dict[str, str]:
    day = minute_of(frame.timetable.closes) - minute_of(frame.timetable.opens)
    if not 5 <= details.minutes <= LONGEST_SESSION:
        return {"minutes": f"Enter 5 to {LONGEST_SESSION} minutes."}
    if details.minutes > day:
        return {"minutes": f"A day of this visit has {day} minutes, {_hours(frame)}. The session is longer."}
    return {}


def _team_fault(frame: Frame, details: SessionDetails) -> dict[str, str]:
    if twice := _first_twice(details.peers):
        return {"peers": f"{twice} is named twice."}
    strangers = [person.name for person in details.peers if person not in frame.team]
    if strangers:
        return {"peers": f"{strangers[0]} is not on the team."}
    if not 1 <= details.peers_needed <= MOST_PEERS:
        return {"peers_needed": f"Enter 1 to {MOST_PEERS} peers."}
    if frame.team and not details.whole_team and details.peers_needed > len(frame.team):
        return {"peers_needed": f"The team has {len(frame.team)} peers."}
    return {}


def _people_fault(frame: Frame, details: SessionDetails) -> dict[str, str]:
    if twice := _first_twice(details.people):
        return {"people": f"{twice} is named twice."}
    if not 0 <= details.others <= MOST_OTHERS:
        return {"others": f"Enter 0 to {MOST_OTHERS}."}
    if not details.needs_room or not frame.rooms:
        return {}
    peers = len(frame.team) if details.whole_team else max(details.peers_needed, len(details.peers))
    seats = len(details.people) + details.others + peers
    largest = max(frame.rooms, key=lambda room: room.seats)
    if seats <= largest.seats:
        return {}
    text = (
        f"{seats} people come, with the peers, and the largest room, {largest.name}, seats {largest.seats}."
    )
    return {"others" if details.others else "people": text}


def _time_fault(frame: Frame, details: SessionDetails) -> dict[str, str]:
    if details.day is not None and frame.days and not 0 <= details.day < frame.days:
        return {"day": f"The visit has {frame.days} days."}
    if details.start is None:
        return {}
    if details.part:
        return {"start": "Choose either a part of the day or a fixed time."}
    end = minute_of(details.start) + details.minutes
    if details.start < frame.timetable.opens or end > minute_of(frame.timetable.closes):
        ends = clock(end) if end < 24 * 60 else "after midnight"
        return {"start": f"It would end at {ends}. The visit’s hours are {_hours(frame)}."}
    return {}


def _hours(frame: Frame) -> str:
    return f"{frame.timetable.opens:%H:%M} to {frame.timetable.closes:%H:%M}"


def _first_twice(people: Sequence[Person | HostPerson]) -> str:
    """The name of who comes twice, "" where nobody does."""
    return next((one.name for number, one in enumerate(people) if one in people[:number]), "")


@transaction.atomic
def remove_session(*, session: VisitSession, seen: int | None = None, actor: Actor) -> None:
    """Take a session off the list; the published timetable keeps it until the next publication. Raises NotAllowed."""
    timetable = held(session.timetable.challenge, actor, seen)
    title = session.title
    session.delete()
    changed(timetable, actor, "removed a session", session=title)


def _words(session: VisitSession) -> dict[str, Any]:
    """The session as the audit log keeps it."""
    part = DayPart(session.part).label if session.part else ""
    return {
        "kind": session.kind,
        "minutes": session.minutes,
        "peers": "whole team" if session.whole_team else session.peers_needed,
        "named peers": [person.name for person in session.peers.all()],
        "people": [person.name for person in session.people.all()],
        "others": session.others,
        "seats": seats_of(session, 0),
        "day": session.day + 1 if session.day is not None else "",
        "time": f"{session.start:%H:%M}" if session.start else part,
    }
