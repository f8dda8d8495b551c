"""The lines and times of a timetable's forms: read as people write them, what is wrong named by line."""

from datetime import time

import pytest

from challenges.clock import read_clock, read_span
from challenges.forms.timetable_lines import read_break, read_person, read_room
from challenges.forms.timetables import SetUpForm
from challenges.services.timetables.setting_up import Away, BreakLine, PersonLine, RoomLine

TYPED = {"opens": "9", "closes": "5pm", "changeover": "15", "breaks": "", "rooms": "", "people": ""}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("9", time(9)),
        ("9:30", time(9, 30)),
        ("09.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("2pm", time(14)),
        ("12 am", time(0)),
        ("12:15pm", time(12, 15)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_is_read_as_people_write_it(text, read):
    assert read_clock(text) == read


@pytest.mark.parametrize("text", ["", "24:00", "9:60", "13pm", "0am", "half past", "9:3"])
def test_what_is_no_time_is_named(text):
    with pytest.raises(ValueError, match="is not a time we can read"):
        read_clock(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9:00", "not a time from and to"),
        ("10 to 9", "ends before it begins"),
        ("9 to ten", "not a time we can"),
    ],
)
def test_what_is_no_span_is_named(text, why):
    with pytest.raises(ValueError, match=why):
        read_span(text)


def test_lines_are_read_as_people_write_them():
    assert read_room("Blue  room, 8") == RoomLine("Blue room", 8)
    assert read_break("12:30-13:15, lunch") == BreakLine("lunch", None, time(12, 30), time(13, 15))
    assert read_break("Day 2 10:00 to 10:30") == BreakLine("break", 1, time(10), time(10, 30))
    assert read_person("Ann Smith, head of service, MASH, not day 1 9 to 11, cannot day 2") == PersonLine(
        "Ann Smith",
        "head of service, MASH",
        (Away(0, time(9), time(11)), Away(1, time(0), time(23, 59))),
    )
    assert read_person("Norah Notting") == PersonLine("Norah Notting", "")


@pytest.mark.parametrize(
    ("field", "text", "faults"),
    [
        (
            "rooms",
            "Blue",
            ["Line 1: “Blue” does not say how many it seats. Write the name, a comma and a number."],
        ),
        ("rooms", "Blue, 0\n\n, 5", ["Line 1: a room seats 1 to 999.", "Line 3: the name is empty."]),
        ("rooms", "Blue, " + "9" * 5000, ["Line 1: a room seats 1 to 999."]),
        ("people", "Ann\0", ["Null characters are not allowed."]),
        ("rooms", "Blue, 5\nblue, 6", ["Line 2: blue is in line 1 too."]),
        ("breaks", "13:00 to 12:00, lunch", ["Line 1: “13:00 to 12:00” ends before it begins."]),
        ("breaks", "day 11 9 to 10", ["Line 1: a visit has days 1 to 10."]),
        ("people", "Ann\nBob\nann, head", ["Line 3: ann is in line 1 too."]),
        (
            "people",
            "Ann, not 9 to 11",
            ["Line 1: “not 9 to 11” does not say on which day. Write it like not day 1 9:00 to 11:00."],
        ),
        ("people", "x" * 121, ["Line 1: the name has more than 120 characters."]),
        ("people", "\n".join(f"P{n}" for n in range(401)), ["Enter at most 400 lines."]),
        ("opens", "early", ["“early” is not a time we can read. Write it like 9:30 or 14:15."]),
    ],
)
def test_what_is_wrong_is_named_by_line_and_stays_in_the_box(field, text, faults):
    form = SetUpForm(TYPED | {field: text})
    assert form.is_valid() is False
    assert list(form.errors[field]) == faults
    assert form[field].value() == text


def test_what_was_typed_is_what_is_set_up():
    form = SetUpForm(TYPED | {"rooms": "Blue, 8", "seen": "0"})
    assert form.is_valid() is True
    setup = form.setup()
    assert (setup.opens, setup.closes, setup.changeover) == (time(9), time(17), 15)
    assert list(setup.rooms) == [RoomLine("Blue", 8)]
