"""Times of day as people write them."""

from __future__ import annotations

import re
from datetime import time

CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap]m)?", re.IGNORECASE)
BETWEEN = re.compile(r"\s+(?:to|until)\s+|\s*[-–]\s*", re.IGNORECASE)


def read_clock(text: str) -> time:
    """A time of day as people write it: 9, 9:30, 09.30, 0930, 2pm. Raises ValueError."""
    found = CLOCK.fullmatch(text.strip())
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and not 1 <= hour <= 12:
            hour = 24
        elif half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise ValueError(f"“{text.strip()}” is not a time we can read. Write it like 9:30 or 14:15.")


def read_span(text: str) -> tuple[time, time]:
    """Two times like "12:30 to 13:15". Raises ValueError."""
    ends = BETWEEN.split(text.strip())
    if len(ends) != 2:
        raise ValueError(f"“{text.strip()}” is not a time from and to. Write it like 12:30 to 13:15.")
    start, end = read_clock(ends[0]), read_clock(ends[1])
    if end <= start:
        raise ValueError(f"“{text.strip()}” ends before it begins.")
    return start, end
