"""The scales that a question may have: from most to least, with what never counts in a base."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.instrument.questionnaire_v1 import CHANGE, CHANGE_OUTSIDE, EXTENT, EXTENT_OUTSIDE

APART = (("dont_know", "Don't know"), ("not_applicable", "Not applicable"))


@dataclass(frozen=True)
class Scale:
    """One scale: its name, [value, label] in order, and the values outside every base."""

    name: str
    options: tuple[tuple[str, str], ...]
    outside: tuple[str, ...]


SCALES = {
    "extent": Scale("To what extent (four steps)", EXTENT, EXTENT_OUTSIDE),
    "change": Scale("Compared with last time (five steps)", CHANGE, CHANGE_OUTSIDE),
    "agreement": Scale(
        "Agree or disagree (five steps)",
        (
            ("strongly_agree", "Strongly agree"),
            ("agree", "Agree"),
            ("neither", "Neither agree nor disagree"),
            ("disagree", "Disagree"),
            ("strongly_disagree", "Strongly disagree"),
            *APART,
        ),
        EXTENT_OUTSIDE,
    ),
    "quality": Scale(
        "Very good to very poor (seven steps)",
        (
            ("excellent", "Excellent"),
            ("very_good", "Very good"),
            ("good", "Good"),
            ("fair", "Fair"),
            ("poor", "Poor"),
            ("very_poor", "Very poor"),
            ("unacceptable", "Unacceptable"),
            *APART,
        ),
        EXTENT_OUTSIDE,
    ),
    "yes_no": Scale("Yes or no", (("yes", "Yes"), ("no", "No"), *APART), EXTENT_OUTSIDE),
}
