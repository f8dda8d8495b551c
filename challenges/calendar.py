"""A person's calendar feed (RFC 5545): one whole-day event a visit, which keeps its identity through every change.

UID stays, SEQUENCE rises with every move, a visit that falls away or is declined is CANCELLED: a calendar that
follows the feed then removes it rather than keeping a second entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from icalendar import Calendar, Event

from challenges.models import Challenge, Placement
from challenges.states import OFF, ON_TEAM

PRODUCT = "-//Peer challenge//Visits//EN"


def feed_of(placements: Iterable[Placement], hosted: Iterable[Challenge], site: str) -> bytes:
    """The feed of a person's places and of the visits that they host."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Peer challenge")
    for placement in placements:
        _add(calendar, placement.challenge, f"place-{placement.pk}", placement.state not in ON_TEAM, site)
    for challenge in hosted:
        _add(calendar, challenge, f"host-{challenge.pk}", False, site)
    return calendar.to_ical()


def _add(calendar: Calendar, challenge: Challenge, key: str, off_team: bool, site: str) -> None:
    days = _days(challenge)
    if days is None:
        return
    first, last = days
    event = Event()
    event.add("uid", f"{key}@{site.split('//')[-1]}")
    event.add("sequence", challenge.calendar_sequence)
    event.add("dtstamp", _stamp(challenge))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", f"Peer challenge: {challenge.host}")
    if challenge.theme:
        event.add("description", challenge.theme)
    event.add("location", challenge.host.official_name)
    event.add("status", "CANCELLED" if off_team or challenge.state in OFF else "CONFIRMED")
    event.add("transp", "OPAQUE")
    calendar.add_component(event)


def _days(challenge: Challenge) -> tuple[date, date] | None:
    """The visit's days; of a postponed one those it last had, so that they can be cancelled."""
    if challenge.first_day and challenge.last_day:
        return challenge.first_day, challenge.last_day
    changes = [c for c in challenge.date_changes.all() if c.old_first_day and c.old_last_day]
    last = changes[-1] if changes else None
    return (
        (last.old_first_day, last.old_last_day) if last and last.old_first_day and last.old_last_day else None
    )


def _stamp(challenge: Challenge) -> object:
    """A time that changes only when the event does: of the last change of dates, else of the round's making."""
    changes = list(challenge.date_changes.all())
    return changes[-1].at if changes else challenge.round.created_at
