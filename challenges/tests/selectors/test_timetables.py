"""How a line of a timetable reads."""

from __future__ import annotations

from datetime import time

import pytest

from challenges.selectors.timetables.pages import Line


@pytest.mark.parametrize(
    ("people", "others", "met"),
    [
        ((), 0, ""),
        ((), 1, "1 person"),
        ((), 6, "6 people"),
        (("Jo Bell",), 0, "Jo Bell"),
        (("Jo Bell", "Di Fox"), 1, "Jo Bell, Di Fox, 1 more"),
    ],
)
def test_who_is_met_is_said_in_words(people: tuple[str, ...], others: int, met: str) -> None:
    line = Line(
        day=1, start=time(10), minutes=45, title="Early help", kind="interview", about="",
        room="", peers=(), people=people, others=others,
    )  # fmt: skip
    assert (line.met, line.when) == (met, "10:00 to 10:45")
