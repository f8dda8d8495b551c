"""A day as people type it."""

import re
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template

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
        (("", "", ""), "enter the day, month and year"),
        (("12", "", "2027"), "enter the month as well"),
        (("12", "", ""), "enter the month and the year as well"),
        (("31", "2", "2027"), "enter a day that is in the calendar"),
        (("x", "2", "2027"), "enter the day as a number from 1 to 31"),
        (("32", "2", "2027"), "enter the day as a number from 1 to 31"),
        (("12", "Foo", "2027"), "enter the month as a number from 1 to 12 or as a name"),
        (("12", "13", "2027"), "enter the month as a number from 1 to 12 or as a name"),
        (("12", "1", "27"), "enter the year with four digits"),
        (("9" * 30, "1", "2027"), "enter the day as a number from 1 to 31"),
        (("12", "9" * 5_000, "2027"), "enter the month as a number from 1 to 12 or as a name"),
        (("12", "1", "9" * 5_000), "enter the year with four digits"),
        (("12", "1", "²"), "enter the year with four digits"),
    ],
)
def test_what_is_no_day_is_said_once_with_the_name_of_the_field(day, said):
    assert asked(day=day).errors == {"day": [f"First day: {said}, like 12 1 2027"]}


@pytest.mark.parametrize(
    ("day", "first", "marked"),
    [
        (("", "", ""), 0, {0, 1, 2}),
        (("12", "", ""), 1, {1, 2}),
        (("12", "13", "2027"), 1, {1}),
        (("12", "1", "27"), 2, {2}),
        (("31", "2", "2027"), 0, {0}),
    ],
)
def test_the_summary_leads_to_the_first_wrong_box_and_only_wrong_ones_are_marked(day, first, marked):
    html = Template("{% load ui %}{% error_summary form %}{% form_fields form %}").render(
        Context({"form": asked(day=day)})
    )
    assert re.findall(r'href="#(\w+)"', html) == [f"id_day_{first}"]
    boxes = [box for box in re.findall(r"<input[^>]*>", html) if "govuk-input--error" in box]
    assert {int(re.search(r'name="day_(\d)"', box)[1]) for box in boxes} == marked
    assert [box for box in boxes if 'aria-invalid="true"' not in box] == []
    assert html.count('inputmode="numeric"') == 3


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("When?", "When? Enter the year with four digits, like 12 1 2027"),
        ("Reminder 1 (optional)", "Reminder 1: enter the year with four digits, like 12 1 2027"),
    ],
)
def test_a_label_that_asks_goes_before_a_sentence(label, said):
    with pytest.raises(ValidationError, match=re.escape(said)):
        DayField(label=label, required=False).clean(["1", "1", "27"])


def test_a_day_may_be_left_out_where_it_is_optional():
    assert DayField(label="Day", required=False).clean(["", " ", ""]) is None
