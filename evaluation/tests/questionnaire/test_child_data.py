"""What seems to be about one child is seen; what is not, is not."""

import pytest

from evaluation.questionnaire.child_data import Sign, is_nhs_number, signs_in


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("The boy, DOB 12/03/2014, moved twice.", [Sign.BIRTH]),
        ("She was born on 3rd of May 2011.", [Sign.BIRTH]),
        ("date of birth: 1.2.09", [Sign.BIRTH]),
        ("NHS 943 476 5919", [Sign.NHS]),
        ("9434765919", [Sign.NHS]),
        ("See case 123456 in LCS.", [Sign.CASE]),
        ("Mosaic id: 77-12345", [Sign.CASE]),
        ("child ref AB12345", [Sign.CASE]),
        ("DOB 12/03/2014, NHS number 943-476-5919", [Sign.BIRTH, Sign.NHS]),
        ("The visit was on 12/03/2026 and went well.", []),
        ("943 476 5910", []),
        ("Ring 020 7946 0958 or 01632 960001.", []),
        ("In case 3 of our peers cannot come", []),
        ("We met 1234 times, a child a day.", []),
        ("Our budget is 9434765919000 pounds.", []),
        ("", []),
    ],
)
def test_signs(text, signs):
    assert [found.sign for found in signs_in(text)] == signs


def test_a_sign_says_where_it_stands():
    text = "Ask about 943 476 5919 please."
    found = signs_in(text)[0]
    assert text[found.start : found.end] == "943 476 5919"


@pytest.mark.parametrize(
    ("number", "valid"),
    [("9434765919", True), ("4010232137", True), ("9434765918", False), ("1234567890", False), ("123", False),
     ("0000000000", True)],
)  # fmt: skip
def test_check_digits(number, valid):
    assert is_nhs_number(number) is valid
