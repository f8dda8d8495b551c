"""A number is read, and anything else is none."""

import pytest

from councils.numbers import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("٣", 3), ("999999999", 999_999_999)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "²", "-1", "1.0", " 1", "1e3", "x", "9" * 10, "9" * 5_000, "\0"])
def test_anything_else_is_none(text: str) -> None:
    assert whole_number(text) is None
