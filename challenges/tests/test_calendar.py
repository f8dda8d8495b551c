"""Times of day in the feed: 09:30 is 09:30 on both sides of every change of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar

from challenges.calendar import Entry, feed_of


def last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def summer(day: date) -> bool:
    """British Summer Time, as it has been since 1996: from the last Sunday of March to that of October."""
    return last_sunday(day.year, 3) <= day < last_sunday(day.year, 10)


def entry(day: date, start: time, minutes: int) -> Entry:
    stamp = datetime(2026, 11, 24, tzinfo=UTC)
    return Entry("session-1", 0, stamp, day, day, "Head of service", start=start, minutes=minutes)


@settings(deadline=None, max_examples=60)
@given(
    some.sampled_from([last_sunday(year, month) for year in range(2026, 2036) for month in (3, 10)]),
    some.integers(-3, 3),
    some.integers(4 * 60, 20 * 60),
    some.integers(5, 180),
)
def test_a_session_keeps_its_time_of_day_over_every_change_of_the_clocks(change, off, minute, minutes):
    day, start = change + timedelta(days=off), time(minute // 60, minute % 60)
    event = Calendar.from_ical(feed_of([entry(day, start, minutes)], "https://example.org")).walk("VEVENT")[0]
    begins, ends = event["dtstart"].dt, event["dtend"].dt
    assert (begins.date(), begins.time()) == (day, start)
    assert ends.hour * 60 + ends.minute == minute + minutes
    assert begins.utcoffset() == timedelta(hours=1 if summer(day) else 0)


def test_the_zone_is_written_out_once_and_only_where_there_are_times():
    whole = Entry(
        "visit-1", 0, datetime(2026, 11, 24, tzinfo=UTC), date(2027, 1, 12), date(2027, 1, 14), "Kent"
    )
    timed = [entry(date(2027, 1, 12), time(9, 30), 45), entry(date(2027, 7, 12), time(9, 30), 45)]
    assert b"VTIMEZONE" not in feed_of([whole], "https://example.org")
    feed = feed_of([whole, *timed], "https://example.org")
    assert feed.count(b"BEGIN:VTIMEZONE") == 1
    assert b"DTSTART;VALUE=DATE:20270112" in feed
    assert feed == feed_of([whole, *timed], "https://example.org")
