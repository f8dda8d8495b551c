"""Putting a session at a time by hand, taking it out, and locking it there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from django.db import transaction

from challenges.models import SessionSlot, VisitRoom, VisitSession
from challenges.planning.timetable.visit import clock
from challenges.selectors.timetables.problem import days_of_visit, minute_of, team_of
from challenges.services.timetables.setting_up import changed, held
from councils.actor import Actor
from councils.errors import DomainError
from councils.models import Person


@transaction.atomic
def place_session(
    *,
    session: VisitSession,
    day: int,
    start: time,
    room: VisitRoom | None,
    peers: Iterable[Person],
    locked: bool,
    seen: int | None = None,
    actor: Actor,
) -> SessionSlot:
    """Put a session on a day, at a time, in a room, with peers. What clashes is saved all the same and named on the
    page: a draft may be wrong on its way to right.

    Raises DomainError by field for a day that the visit does not have, a session beyond midnight, a room of another
    visit or a peer who is not on the team; ChangedMeanwhile; NotAllowed."""
    timetable = held(session.timetable.challenge, actor, seen)
    wanted = list(dict.fromkeys(peers))
    days, team = days_of_visit(timetable.challenge), team_of(timetable.challenge)
    if not 0 <= day < len(days):
        raise DomainError("The visit does not have this day.", {"day": "Choose a day of the visit."})
    if minute_of(start) + session.minutes >= 24 * 60:
        raise DomainError("It would end after midnight.", {"start": "It would end after midnight."})
    if room is not None and room.timetable_id != timetable.pk:
        raise DomainError("This is a room of another visit.", {"room": "Choose a room of this visit."})
    if strangers := [person.name for person in wanted if person not in team]:
        text = f"{strangers[0]} is not on the team."
        raise DomainError(text, {"peers": text})
    values = {"day": day, "start": start, "room": room, "locked": locked}
    slot, _ = SessionSlot.objects.update_or_create(session=session, defaults=values)
    slot.peers.set(wanted)
    where = f"{days[day]:%A} {clock(minute_of(start))}{f', {room}' if room else ''}"
    changed(timetable, actor, "placed a session", session=session.title, place=where, locked=locked)
    return slot


@transaction.atomic
def take_out(*, session: VisitSession, seen: int | None = None, actor: Actor) -> None:
    """Leave a session without a place. Raises DomainError where it has none, ChangedMeanwhile, NotAllowed."""
    timetable = held(session.timetable.challenge, actor, seen)
    gone, _ = SessionSlot.objects.filter(session=session).delete()
    if not gone:
        raise DomainError("This session has no place already.")
    changed(timetable, actor, "took a session out", session=session.title)


@transaction.atomic
def lock_session(*, session: VisitSession, locked: bool, seen: int | None = None, actor: Actor) -> None:
    """Keep a session where it is in every new draft, or let go of it.

    Raises DomainError where it has no place, ChangedMeanwhile, NotAllowed."""
    timetable = held(session.timetable.challenge, actor, seen)
    if not SessionSlot.objects.filter(session=session).update(locked=locked):
        raise DomainError("Only a session that has a place can be locked in it.")
    changed(timetable, actor, "locked a session" if locked else "unlocked a session", session=session.title)
