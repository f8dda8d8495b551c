"""Signs that an answer holds something about one child: a date of birth, an NHS number, a case number. Plain Python.

A sign is a question to the writer, never a refusal: a visit has dates too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

DIGITS = re.compile(r"(?<![\d/.-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d/.-]\d|\d)")
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:[/.-]\d{{1,2}}[/.-]|\s+(?:of\s+)?{MONTH},?\s+)(?:19|20)?\d{{2}}\b"
BIRTH = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\.?|born(?:\s+on)?|date\s+of\s+birth|birthday)\W{{0,4}}(?:is\s+|was\s+)?{DAY}",
    re.IGNORECASE,
)
CASE = re.compile(
    r"\b(?:case|child|client|ref(?:erence)?|liquidlogic|mosaic|lcs|ics|upn)(?:\s+(?:id|no\.?|number|ref\.?))?"
    r"\s*[:#]?\s*(?=[A-Z0-9/-]*\d{4})[A-Z]{0,4}[/-]?\d[\d/-]{3,}[A-Z]?\b",
    re.IGNORECASE,
)
WEIGHTS = range(10, 1, -1)


class Sign(StrEnum):
    """What an answer seems to hold."""

    BIRTH = "a date of birth"
    NHS = "an NHS number"
    CASE = "a case number"


@dataclass(frozen=True)
class Found:
    """A sign and where it stands in the text."""

    sign: Sign
    start: int
    end: int


def signs_in(text: str) -> list[Found]:
    """Every sign in the text, in its order."""
    found = [Found(Sign.BIRTH, *match.span()) for match in BIRTH.finditer(text)]
    found += [Found(Sign.NHS, *match.span()) for match in DIGITS.finditer(text) if is_nhs_number(match[0])]
    found += [Found(Sign.CASE, *match.span()) for match in CASE.finditer(text)]
    return sorted(found, key=lambda each: (each.start, each.end))


def is_nhs_number(written: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number (modulus 11; NHS Data Dictionary)."""
    digits = [int(letter) for letter in written if letter.isdigit()]
    if len(digits) != 10:
        return False
    check = 11 - sum(weight * digit for weight, digit in zip(WEIGHTS, digits, strict=False)) % 11
    return digits[9] == (0 if check == 11 else check)
