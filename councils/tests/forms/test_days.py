"""A day as people type it."""

from datetime import date

import pytest
from django import forms

from councils.forms.days import DayField


class DayForm(forms.Form):
    day = DayField(label="First day")


def asked(day: tuple[str, str, str]) -> DayForm:
    return DayForm({"day_0": day[0], "day_1": day[1], "day_2": day[2]})


@pytest.mark.parametrize("month", ["1", "01", "Jan", "january", " 1 "])
def test_a_day_in_three_boxes(month):
    form = asked(day=("12", month, "2027"))
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2027, 1, 12)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (("", "", ""), "Enter the day, month and year"),
        (("12", "", "2027"), "Enter the day, month and year"),
        (("31", "2", "2027"), "This day is not in the calendar. Enter it like 12 1 2027"),
        (("x", "2", "2027"), "This day is not in the calendar. Enter it like 12 1 2027"),
        (("12", "Foo", "2027"), "This day is not in the calendar. Enter it like 12 1 2027"),
        (("12", "1", "27"), "Enter the year with four digits, like 2027"),
        (("9" * 30, "1", "2027"), "Enter a day like 12 1 2027"),
        (("12", "9" * 5_000, "2027"), "Enter a day like 12 1 2027"),
        (("12", "1", "9" * 5_000), "Enter a day like 12 1 2027"),
        (("12", "1", "²"), "Enter the year with four digits, like 2027"),
    ],
)
def test_what_is_no_day_is_said(day, said):
    assert asked(day=day).errors == {"day": [said]}
