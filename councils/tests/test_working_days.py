"""Working days: every day of the official list 2012–2028, and the days that trip people up."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from councils.calendar.working_days import (
    add_working_days,
    bank_holiday_name,
    england_bank_holidays,
    is_working_day,
    next_working_day,
    previous_working_day,
    roll_to_working_day,
)

SHARED_LIST = (
    Path(__file__).resolve().parents[2].parent / "shared/refdata/calendar/bank_holidays_england_2012_2028.csv"
)


def official_days() -> set[date]:
    with SHARED_LIST.open(encoding="utf-8-sig", newline="") as lines:
        return {date.fromisoformat(row["date"]) for row in csv.DictReader(lines)}


@pytest.mark.skipif(not SHARED_LIST.exists(), reason="the shared reference data is not beside this checkout")
def test_every_day_from_2012_to_2028_agrees_with_the_official_list() -> None:
    official = official_days()
    day, last, wrong = date(2012, 1, 1), date(2028, 12, 31), []
    while day <= last:
        if (bank_holiday_name(day) is not None) != (day in official):
            wrong.append(day)
        if is_working_day(day) != (day.weekday() < 5 and day not in official):
            wrong.append(day)
        day += timedelta(days=1)
    assert wrong == []
    assert len(official) == 140


@pytest.mark.parametrize(("year", "count"), [(2012, 9), (2019, 8), (2022, 10), (2023, 9), (2026, 8)])
def test_bank_holidays_in_a_year(year: int, count: int) -> None:
    assert len(england_bank_holidays(year)) == count


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2012, 1, 2), "New Year's Day (substitute day)"),
        (date(2012, 6, 4), "Spring bank holiday"),
        (date(2012, 6, 5), "Diamond Jubilee bank holiday"),
        (date(2020, 5, 8), "Early May bank holiday"),
        (date(2022, 6, 2), "Spring bank holiday"),
        (date(2022, 6, 3), "Platinum Jubilee bank holiday"),
        (date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
        (date(2023, 5, 8), "Coronation of King Charles III"),
        (date(2026, 8, 31), "Summer bank holiday"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
        (date(2027, 3, 26), "Good Friday"),
    ],
)
def test_special_days_have_names(day: date, name: str) -> None:
    assert bank_holiday_name(day) == name
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2012, 5, 28),  # the spring holiday moved to June for the Jubilee
        date(2020, 5, 4),  # early May moved to the 8th for VE day
        date(2022, 5, 30),  # the spring holiday moved to June
        date(2026, 3, 17),  # St Patrick's Day is Northern Ireland's
        date(2026, 8, 3),  # Scotland's summer holiday
        date(2026, 11, 30),  # St Andrew's Day is Scotland's
    ],
)
def test_days_that_look_like_holidays_but_are_worked(day: date) -> None:
    assert bank_holiday_name(day) is None
    assert is_working_day(day)


def test_a_weekend_holiday_counts_on_its_substitute_day_alone() -> None:
    assert bank_holiday_name(date(2026, 12, 26)) is None
    assert not is_working_day(date(2026, 12, 26))


def test_moving_forward_and_back_over_christmas_2026() -> None:
    christmas_eve = date(2026, 12, 24)
    assert next_working_day(christmas_eve) == date(2026, 12, 29)
    assert previous_working_day(date(2026, 12, 29)) == christmas_eve
    assert roll_to_working_day(christmas_eve) == christmas_eve
    assert roll_to_working_day(date(2026, 12, 25)) == date(2026, 12, 29)


def test_adding_working_days() -> None:
    assert add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 2), 10) == date(2026, 4, 20)
    assert add_working_days(date(2026, 4, 20), -10) == date(2026, 4, 2)
    assert add_working_days(date(2026, 4, 4), 1) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 4), 0) == date(2026, 4, 4)


def test_the_answer_is_a_copy() -> None:
    england_bank_holidays(2026).clear()
    assert len(england_bank_holidays(2026)) == 8
