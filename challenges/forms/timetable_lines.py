"""The lines in which rooms, breaks and people of a visit are written, one thing a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

from challenges.clock import read_span
from challenges.services.timetables.setting_up import Away, BreakLine, PersonLine, RoomLine

DAY_WORD = re.compile(r"\s*day\s+(\d{1,2})\s*", re.IGNORECASE)
NOT = re.compile(r"\s*(?:not|cannot)\s+", re.IGNORECASE)
MOST_LINES = 400
WHOLE_DAY = (time(0, 0), time(23, 59))


def read_room(line: str) -> RoomLine:
    """Raises ValueError with what is wrong."""
    name, comma, seats = line.rpartition(",")
    if not comma or not seats.strip().isdecimal():
        raise ValueError(f"“{line}” does not say how many it seats. Write the name, a comma and a number.")
    if len(seats.strip()) > 3 or not int(seats):
        raise ValueError("a room seats 1 to 999.")
    return RoomLine(_name(name, 60), int(seats))


def read_break(line: str) -> BreakLine:
    """Raises ValueError with what is wrong."""
    when, _, name = line.partition(",")
    day, span = _day_first(when)
    start, end = read_span(span)
    return BreakLine(_name(name or "break", 60), day, start, end)


def read_person(line: str) -> PersonLine:
    """Raises ValueError with what is wrong."""
    parts = [part.strip() for part in line.split(",")]
    said = [part for part in parts[1:] if part and not NOT.match(part)]
    away = tuple(_away(NOT.sub("", part, count=1)) for part in parts[1:] if NOT.match(part))
    post = ", ".join(said)
    if len(post) > 120:
        raise ValueError("what they are has more than 120 characters.")
    return PersonLine(_name(parts[0], 120), post, away)


def _away(text: str) -> Away:
    day, span = _day_first(text)
    if day is None:
        raise ValueError(f"“not {text}” does not say on which day. Write it like not day 1 9:00 to 11:00.")
    return Away(day, *(read_span(span) if span else WHOLE_DAY))


def _day_first(text: str) -> tuple[int | None, str]:
    found = DAY_WORD.match(text)
    if not found:
        return None, text.strip()
    if not 1 <= int(found[1]) <= 10:
        raise ValueError("a visit has days 1 to 10.")
    return int(found[1]) - 1, text[found.end() :].strip()


def _name(text: str, most: int) -> str:
    name = " ".join(text.split())
    if not name:
        raise ValueError("the name is empty.")
    if len(name) > most:
        raise ValueError(f"the name has more than {most} characters.")
    return name


class LinesField(forms.Field):
    """One thing a line. `read` reads a line and raises ValueError; `write` writes one; names may not come twice."""

    widget = forms.Textarea

    def __init__(
        self, *, read: Callable[[str], Any], write: Callable[[Any], str], rows: int, **kwargs: Any
    ) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.read, self.write = read, write

    def prepare_value(self, value: Any) -> Any:
        """Rows as people read them; text as it was typed."""
        return value if value is None or isinstance(value, str) else "\n".join(map(self.write, value))

    def to_python(self, value: Any) -> Any:
        """What the lines say. Raises ValidationError that names every line at fault."""
        text = str(value or "")
        ProhibitNullCharactersValidator()(text)
        lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(f"Enter at most {MOST_LINES} lines.")
        made, faults, seen = [], [], dict[Any, int]()
        for number, line in lines:
            try:
                made.append(self._once(self.read(line), number, seen))
            except ValueError as error:
                faults.append(ValidationError("Line %(n)s: %(why)s", params={"n": number, "why": error}))
        if faults:
            raise ValidationError(faults)
        return made

    def _once(self, row: Any, number: int, seen: dict[Any, int]) -> Any:
        key = row if isinstance(row, BreakLine) else row.name.lower()
        if key in seen:
            raise ValueError(f"{row.name} is in line {seen[key]} too.")
        seen[key] = number
        return row


def write_room(room: Any) -> str:
    """A room as `read_room` reads it again."""
    return f"{room.name}, {room.seats}"


def write_break(each: Any) -> str:
    """A break as `read_break` reads it again."""
    day = "" if each.day is None else f"day {each.day + 1} "
    return f"{day}{each.start:%H:%M} to {each.end:%H:%M}, {each.name}"


def write_person(person: Any) -> str:
    """A person of the host as `read_person` reads it again."""
    away: Iterable[Any] = person.away.all()
    said = [
        f"not day {a.day + 1}" + ("" if _is_whole(a) else f" {a.start:%H:%M} to {a.end:%H:%M}") for a in away
    ]
    return ", ".join([person.name, *([person.post] if person.post else []), *said])


def _is_whole(away: Any) -> bool:
    return (away.start, away.end) == WHOLE_DAY
