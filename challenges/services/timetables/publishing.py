"""Giving team and host the timetable: what they have been given is kept apart from the draft, and only those whose own
sessions change are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from challenges.models import Challenge, PublishedPlace, PublishedSession, SessionSlot, Timetable
from challenges.planning.timetable.clashes import clashes
from challenges.selectors.timetables.pages import said_of
from challenges.selectors.timetables.problem import placed, slots_of, visit_of
from challenges.services.timetables.setting_up import changed, held
from challenges.services.visits.notices import concerned
from challenges.states import ON_TEAM
from councils.actor import Actor
from councils.errors import DomainError
from councils.links.services import address, person_link
from councils.models import Person
from councils.outbox.services import queue_mail

FIELDS = ("title", "kind", "about", "day", "start", "minutes", "room", "people", "others", "off")
Lines = dict[int, set[tuple[int, str]]]


@dataclass(frozen=True)
class News:
    """What a publication changes for somebody: their new or changed sessions, and what falls away, in words.

    `keeps`: they are told of every session, since they keep the visit rather than go to it."""

    person: Person
    now: tuple[str, ...]
    gone: tuple[str, ...]
    keeps: bool


@transaction.atomic
def publish_timetable(*, challenge: Challenge, seen: int | None = None, actor: Actor) -> list[Person]:
    """Give team and host the draft as it is; who was told, which is only those for whom something changes.

    Raises DomainError where there is nothing to give yet, where it has a clash or the visit is only proposed;
    ChangedMeanwhile; NotAllowed."""
    timetable = held(challenge, actor, seen)
    slots = slots_of(timetable)
    _refuse(timetable, slots)
    people = {person.pk: person for person in concerned(challenge)}
    team = set(challenge.placements.filter(state__in=ON_TEAM).values_list("person_id", flat=True))
    before = _lines(timetable, people, team)
    _write(timetable, slots, timezone.now())
    first = timetable.published_at is None
    changed(timetable, actor, "published the timetable", sessions=len(slots))
    timetable.published_edition, timetable.published_at = timetable.edition, timezone.now()
    timetable.save(update_fields=["published_edition", "published_at"])
    news = _news(people, team, before, _lines(timetable, people, team))
    own = actor.person.pk if actor.person else None
    return [each.person for each in news if each.person.pk != own and _tell(timetable, each, first=first)]


def _refuse(timetable: Timetable, slots: list[SessionSlot]) -> None:
    if not timetable.challenge.is_announced:
        raise DomainError("The visit is only proposed. Agree it before you publish its timetable.")
    if not slots and timetable.published_at is None:
        raise DomainError("No session has a place yet.")
    found = clashes(visit_of(timetable), [placed(slot) for slot in slots])
    if found:
        raise DomainError(f"It has {len(found)} clash{'es' if len(found) > 1 else ''}. {found[0].text}")


def _lines(timetable: Timetable, people: Iterable[int], team: set[int]) -> Lines:
    """The sessions of each as they are published: a peer's own; all of them for who keeps the visit."""
    published = timetable.published.filter(off=False).prefetch_related("places")
    lines: Lines = {person: set() for person in people}
    for session in published:
        said = (session.pk, said_of(session, timetable.challenge))
        there = {place.person_id for place in session.places.all() if not place.off}
        for person in lines:
            if person in there or person not in team:
                lines[person].add(said)
    return lines


def _news(people: dict[int, Person], team: set[int], before: Lines, after: Lines) -> list[News]:
    found = []
    for key, person in people.items():
        now, was = after[key] - before[key], before[key] - after[key]
        still = {session for session, _ in after[key]}
        gone = [line for session, line in sorted(was) if session not in still]
        if now or gone:
            found.append(News(person, tuple(line for _, line in sorted(now)), tuple(gone), key not in team))
    return found


def _tell(timetable: Timetable, news: News, *, first: bool) -> bool:
    challenge = timetable.challenge
    message = queue_mail(
        key=f"timetable:{timetable.pk}:{timetable.edition}:{news.person.pk}",
        person=news.person,
        template="timetable_changed",
        context={
            "challenge": challenge,
            "news": news,
            "first": first,
            "link": address(person_link(news.person, challenge.region)),
        },
        region=challenge.region,
    )
    return message is not None


def _write(timetable: Timetable, slots: list[SessionSlot], now: datetime) -> None:
    """Published rows as the slots are. A row that falls away stays, off, so that calendars let go of it."""
    there = {each.session_id: each for each in timetable.published.all() if each.session_id}
    wanted = {slot.session_id for slot in slots}
    for gone in timetable.published.filter(off=False):
        if gone.session_id not in wanted:
            _keep(gone, {"off": True}, now)
    hosts = _hosts(timetable.challenge)
    for slot in slots:
        row = there.get(slot.session_id) or PublishedSession(
            timetable=timetable, session=slot.session, changed_at=now, sequence=0
        )
        moved = _keep(row, _values(slot), now)
        _keep_places(row, _people_in(slot, hosts), now, fresh=moved)


def _values(slot: SessionSlot) -> dict[str, object]:
    session = slot.session
    return {
        "title": session.title,
        "kind": session.kind,
        "about": session.about,
        "day": slot.day,
        "start": slot.start,
        "minutes": session.minutes,
        "room": slot.room.name if slot.room else "",
        "people": [person.name for person in session.people.all()],
        "others": session.others,
        "off": False,
    }


def _keep(row: PublishedSession, values: dict[str, object], now: datetime) -> bool:
    """Give the row its values; whether any of them is new. A changed row has a higher sequence."""
    new = row.pk is None
    if not new and all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    row.sequence, row.changed_at = (0 if new else row.sequence + 1), now
    row.save()
    return True


def _keep_places(row: PublishedSession, people: set[int], now: datetime, *, fresh: bool) -> None:
    places = {place.person_id: place for place in row.places.all()} if row.pk else {}
    changes = [place for key, place in places.items() if place.off == (key in people)]
    for place in changes:
        place.off = not place.off
        place.save(update_fields=["off"])
    new = [PublishedPlace(session=row, person_id=person) for person in sorted(people - places.keys())]
    PublishedPlace.objects.bulk_create(new)
    if (changes or new) and not fresh:
        row.sequence, row.changed_at = row.sequence + 1, now
        row.save(update_fields=["sequence", "changed_at"])


def _hosts(challenge: Challenge) -> dict[str, int]:
    """Organiser and sponsor by name: where they are among the people met, their calendars hold the session."""
    part = challenge.participation
    return {person.name.lower(): person.pk for person in (part.organiser, part.sponsor) if person}


def _people_in(slot: SessionSlot, hosts: dict[str, int]) -> set[int]:
    named = {person.name.lower() for person in slot.session.people.all()}
    return {person.pk for person in slot.peers.all()} | {pk for name, pk in hosts.items() if name in named}
