"""Periods as people type them."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from challenges.forms.days import PeriodsField, read_period, write_periods
from challenges.planning.proposal import Period


class BlockedForm(forms.Form):
    blocked = PeriodsField(label="Blocked days")


def asked(blocked: str) -> BlockedForm:
    return BlockedForm({"blocked": blocked})


@pytest.mark.parametrize(
    ("line", "first", "last", "reason"),
    [
        ("12 January 2027", date(2027, 1, 12), date(2027, 1, 12), ""),
        ("12 to 14 January 2027, inspection", date(2027, 1, 12), date(2027, 1, 14), "inspection"),
        (
            "21 Dec 2026 – 3 Jan 2027, budget, and leave",
            date(2026, 12, 21),
            date(2027, 1, 3),
            "budget, and leave",
        ),
        ("30 January to 2 February 2027", date(2027, 1, 30), date(2027, 2, 2), ""),
        ("12-14 January 2027", date(2027, 1, 12), date(2027, 1, 14), ""),
        ("12/1/2027 - 14/1/2027", date(2027, 1, 12), date(2027, 1, 14), ""),
        ("2027-01-12 to 2027-01-14", date(2027, 1, 12), date(2027, 1, 14), ""),
        ("Tuesday 12th January 2027", date(2027, 1, 12), date(2027, 1, 12), ""),
    ],
)
def test_a_period_as_people_write_it(line, first, last, reason):
    assert read_period(line) == Period(first, last, reason)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sometime in May", "is not a day we can read"),
        ("12 January", "is not a day we can read"),
        ("31 to 32 January 2027", "is not a day we can read"),
        ("14 to 12 January 2027", "ends before it begins"),
        ("1 to 2 to 3 May 2027", "more than one period"),
        ("1 May 2027, " + "x" * 121, "longer than 120"),
    ],
)
def test_a_line_that_cannot_be_read(line, said):
    with pytest.raises(ValueError, match=said):
        read_period(line)


def test_every_line_at_fault_is_named_and_the_text_stays():
    form = asked("12 January 2027\n\nsoon\n14 to 12 May 2027")
    assert [error.partition(":")[0] for error in form.errors["blocked"]] == ["Line 3", "Line 4"]
    assert "soon" in str(form["blocked"])


def test_a_flood_of_lines_is_refused():
    assert asked("1 May 2027\n" * 61).errors == {"blocked": ["Enter at most 60 lines."]}


days = st.dates(min_value=date(2012, 1, 1), max_value=date(2035, 1, 1))
reasons = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=60).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(st.builds(lambda a, b, r: Period(min(a, b), max(a, b), r), days, days, reasons), max_size=8))
def test_what_is_written_is_read_again(periods):
    form = asked(write_periods(periods))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["blocked"] == periods
