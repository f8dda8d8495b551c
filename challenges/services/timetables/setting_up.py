"""What a visit's timetable is made of: its hours, breaks, rooms and the host's people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db import transaction

from challenges.models import Challenge, HostAway, HostPerson, Timetable, VisitBreak, VisitRoom
from challenges.rights import require, rights_on
from challenges.states import OFF
from councils.actor import Actor
from councils.audit.models import AuditEvent
from councils.audit.services import record
from councils.errors import ChangedMeanwhile, DomainError

LONGEST_CHANGEOVER = 120


@dataclass(frozen=True)
class RoomLine:
    """A room and how many it seats."""

    name: str
    seats: int


@dataclass(frozen=True)
class BreakLine:
    """A break, on one day (counted from 0) or on every one."""

    name: str
    day: int | None
    start: time
    end: time


@dataclass(frozen=True)
class Away:
    """Hours of a day (counted from 0) on which somebody cannot come."""

    day: int
    start: time
    end: time


@dataclass(frozen=True)
class PersonLine:
    """Somebody of the host, what they are, and when they cannot come."""

    name: str
    post: str
    away: tuple[Away, ...] = ()


@dataclass(frozen=True)
class SetUp:
    """What a timetable has to fit into."""

    opens: time
    closes: time
    changeover: int
    breaks: Sequence[BreakLine] = ()
    rooms: Sequence[RoomLine] = ()
    people: Sequence[PersonLine] = ()


def held(challenge: Challenge, actor: Actor, seen: int | None = None) -> Timetable:
    """The challenge's timetable, made where there is none, its row held until the transaction ends.

    `seen` is the edition that was looked at (None: whatever it is). Raises NotAllowed for who does not manage the
    round, ChangedMeanwhile, DomainError for a challenge that is called off."""
    require(rights_on(challenge, actor).manages, "Only the round's programme manager changes the timetable.")
    if challenge.state in OFF:
        raise DomainError("The visit is off. Give it new dates before you change its timetable.")
    Timetable.objects.get_or_create(challenge=challenge)
    timetable = Timetable.objects.select_for_update().get(challenge=challenge)
    timetable.challenge = challenge
    if seen is not None and seen != timetable.edition:
        raise ChangedMeanwhile(_what_changed(timetable, seen), str(timetable.edition))
    return timetable


def changed(
    timetable: Timetable, actor: Actor, verb: str, *, before: dict[str, Any] | None = None, **after: Any
) -> None:
    """Raise the edition and write the change down, in the caller's transaction."""
    timetable.edition += 1
    timetable.changed_by = actor.name[:200]
    timetable.save(update_fields=["edition", "changed_by"])
    record(
        actor,
        verb,
        timetable,
        before=before or {},
        after={**after, "edition": timetable.edition},
        region=timetable.challenge.region,
    )


def _what_changed(timetable: Timetable, seen: int) -> str:
    """Who did what since the page was opened, as the audit log has it."""
    events = AuditEvent.objects.filter(record_type="challenges.timetable", record_id=str(timetable.pk))
    since = [event for event in events.order_by("id") if event.after.get("edition", 0) > seen]
    told = "; ".join(f"{event.actor} {event.verb}{_about(event)}" for event in since[-5:])
    return f"The timetable was changed while you had it open: {told}. Look again before you save."


def _about(event: AuditEvent) -> str:
    title = event.after.get("session", "")
    return f" “{title}”" if title else ""


@transaction.atomic
def set_up(*, challenge: Challenge, setup: SetUp, seen: int | None = None, actor: Actor) -> Timetable:
    """Give the timetable its hours, breaks, rooms and people; rows of the same name stay, the others come and go.

    Raises DomainError by field for hours that end before they begin, a name that comes twice, or somebody left out
    who is in a session; ChangedMeanwhile; NotAllowed."""
    timetable = held(challenge, actor, seen)
    _refuse_hours(setup)
    for field, rows in (("rooms", setup.rooms), ("people", setup.people)):
        _refuse_twice(field, [row.name for row in rows])
    timetable.opens, timetable.closes = setup.opens, setup.closes
    timetable.changeover = setup.changeover
    timetable.save(update_fields=["opens", "closes", "changeover"])
    timetable.breaks.all().delete()
    VisitBreak.objects.bulk_create(
        VisitBreak(timetable=timetable, name=each.name, day=each.day, start=each.start, end=each.end)
        for each in setup.breaks
    )
    _keep_rooms(timetable, setup.rooms)
    _keep_people(timetable, setup.people)
    changed(
        timetable,
        actor,
        "set up the timetable",
        hours=f"{setup.opens:%H:%M} to {setup.closes:%H:%M}",
        breaks=[each.name for each in setup.breaks],
        rooms=[f"{each.name} ({each.seats})" for each in setup.rooms],
        people=len(setup.people),
    )
    return timetable


def _refuse_hours(setup: SetUp) -> None:
    if setup.closes <= setup.opens:
        raise DomainError("The day ends before it begins.", {"closes": "Enter a time after the first."})
    if not 0 <= setup.changeover <= LONGEST_CHANGEOVER:
        text = f"Enter 0 to {LONGEST_CHANGEOVER} minutes."
        raise DomainError(text, {"changeover": text})
    if any(each.end <= each.start for each in setup.breaks):
        raise DomainError("A break ends before it begins.", {"breaks": "A break ends before it begins."})


def _refuse_twice(field: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.lower() in seen:
            raise DomainError(f"{name} is there twice.", {field: f"{name} is there twice."})
        seen.add(name.lower())


def _keep_rooms(timetable: Timetable, rooms: Sequence[RoomLine]) -> None:
    there = {room.name.lower(): room for room in timetable.rooms.all()}
    wanted = {line.name.lower(): line for line in rooms}
    VisitRoom.objects.filter(pk__in=[room.pk for key, room in there.items() if key not in wanted]).delete()
    for key, line in wanted.items():
        room = there.get(key) or VisitRoom(timetable=timetable)
        if (room.name, room.seats) != (line.name, line.seats):
            room.name, room.seats = line.name, line.seats
            room.save()


def _keep_people(timetable: Timetable, people: Sequence[PersonLine]) -> None:
    there = {person.name.lower(): person for person in timetable.people.prefetch_related("sessions")}
    wanted = {line.name.lower(): line for line in people}
    gone = [person for key, person in there.items() if key not in wanted]
    for person in gone:
        if held_in := [session.title for session in person.sessions.all()]:
            text = f"{person.name} is in “{held_in[0]}”. Take them out of it first, or keep their line."
            raise DomainError(text, {"people": text})
    HostPerson.objects.filter(pk__in=[person.pk for person in gone]).delete()
    new = [
        HostPerson(timetable=timetable, name=line.name) for key, line in wanted.items() if key not in there
    ]
    there |= {person.name.lower(): person for person in HostPerson.objects.bulk_create(new)}
    for key, line in wanted.items():
        there[key].name, there[key].post = line.name, line.post
    HostPerson.objects.bulk_update([there[key] for key in wanted], ["name", "post"])
    HostAway.objects.filter(person__timetable=timetable).delete()
    HostAway.objects.bulk_create(
        HostAway(person=there[key], day=each.day, start=each.start, end=each.end)
        for key, line in wanted.items()
        for each in line.away
    )
