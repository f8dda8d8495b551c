"""A calendar feed (RFC 5545) of whole-day events, which keep their identity through every change.

UID stays, SEQUENCE rises with every change, what falls away is CANCELLED: a calendar that follows the feed then
removes it rather than keeping a second entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

PRODUCT = "-//Peer challenge//Visits//EN"


@dataclass(frozen=True)
class Entry:
    """One event, first and last day included. `key` never changes; `stamp` changes only when the event does."""

    key: str
    sequence: int
    stamp: datetime
    first_day: date
    last_day: date
    summary: str
    description: str = ""
    location: str = ""
    off: bool = False
    busy: bool = True


def feed_of(entries: Iterable[Entry], site: str) -> bytes:
    """The feed of these entries; `site` (an address) makes their keys unique in the world."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Peer challenge")
    for entry in entries:
        calendar.add_component(_event(entry, site.split("//")[-1].strip("/")))
    return calendar.to_ical()


def _event(entry: Entry, domain: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{domain}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp)
    event.add("dtstart", entry.first_day)
    event.add("dtend", entry.last_day + timedelta(days=1))
    event.add("summary", entry.summary)
    for name in ("description", "location"):
        if value := getattr(entry, name):
            event.add(name, value)
    event.add("status", "CANCELLED" if entry.off else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.busy and not entry.off else "TRANSPARENT")
    return event
