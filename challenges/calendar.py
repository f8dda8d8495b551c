"""A calendar feed (RFC 5545) of events, whole days or hours of one, which keep their identity through every change.

UID stays, SEQUENCE rises with every change, what falls away is CANCELLED: a calendar that follows the feed then
removes it rather than keeping a second entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

PRODUCT = "-//Peer challenge//Visits//EN"
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Entry:
    """One event, first and last day included. `key` never changes; `stamp` changes only when the event does.

    With `start` it is not of whole days but of `minutes` from that time in London, whatever the clocks do."""

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
    start: time | None = None
    minutes: int = 0


def feed_of(entries: Iterable[Entry], site: str) -> bytes:
    """The feed of these entries; `site` (an address) makes their keys unique in the world."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Peer challenge")
    for entry in entries:
        calendar.add_component(_event(entry, site.split("//")[-1].strip("/")))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(entry: Entry, domain: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{domain}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp)
    for name, moment in zip(("dtstart", "dtend"), _ends(entry), strict=True):
        event.add(name, moment)
    event.add("summary", entry.summary)
    for name in ("description", "location"):
        if value := getattr(entry, name):
            event.add(name, value)
    event.add("status", "CANCELLED" if entry.off else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.busy and not entry.off else "TRANSPARENT")
    return event


def _ends(entry: Entry) -> tuple[date, date]:
    if entry.start is None:
        return entry.first_day, entry.last_day + timedelta(days=1)
    # Both ends are clock times of the same day: no session lasts through a night in which the clocks change.
    start = datetime.combine(entry.first_day, entry.start, tzinfo=LONDON)
    return start, start + timedelta(minutes=entry.minutes)
