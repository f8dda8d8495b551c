"""Working days and bank holidays in England: the one calendar that every date rule of the product uses.

A working day is a day from Monday to Friday that is not a bank holiday in England. The days come from the
`holidays` package; the names shown are those in common use on GOV.UK.
"""

from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5
SUBSTITUTE = " (observed)"

COMMON_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Diamond Jubilee of Elizabeth II": "Diamond Jubilee bank holiday",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": "State Funeral of Queen Elizabeth II",
    "Coronation of Charles III": "Coronation of King Charles III",
}


def england_bank_holidays(year: int) -> dict[date, str]:
    """Return the bank holidays of England in a calendar year: day to name, in order of date.

    A holiday that falls on a weekend appears only on its substitute day, as the Banking and Financial
    Dealings Act 1971 and the yearly proclamations have it.
    """
    return dict(_bank_holidays(year))


def bank_holiday_name(day: date) -> str | None:
    """Return the name of the bank holiday on this day, or None where it is none."""
    return _bank_holidays(day.year).get(day)


def monday_of(day: date) -> date:
    """Return the Monday of the week that holds this day."""
    return day - day.weekday() * ONE_DAY


def is_working_day(day: date) -> bool:
    """Say whether people in English councils work on this day: Monday to Friday, no bank holiday."""
    return day.weekday() < SATURDAY and bank_holiday_name(day) is None


def next_working_day(day: date) -> date:
    """Return the first working day after this day."""
    return roll_to_working_day(day + ONE_DAY)


def previous_working_day(day: date) -> date:
    """Return the last working day before this day."""
    day -= ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def roll_to_working_day(day: date) -> date:
    """Return this day where it is a working day, else the first working day after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def add_working_days(day: date, n: int) -> date:
    """Return the nth working day after this day, or before it for a negative n.

    The day itself is never counted; n = 0 gives the day back as it is, even on a weekend.
    """
    step = next_working_day if n > 0 else previous_working_day
    for _ in range(abs(n)):
        day = step(day)
    return day


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    """Return the cached table of one year; callers outside get a copy."""
    listed = holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return {day: _common_name(listed[day]) for day in sorted(listed) if day.weekday() < SATURDAY}


def _common_name(name: str) -> str:
    if name.endswith(SUBSTITUTE):
        return f"{_common_name(name.removesuffix(SUBSTITUTE))} (substitute day)"
    return COMMON_NAMES.get(name, name)
