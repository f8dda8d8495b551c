"""What the last step of the learning coder weighs, for each theme of an answer, whatever the theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from evaluation.theming.codes import Heading
from evaluation.theming.logistic import Array
from evaluation.theming.rules import Reading

NAMES = (
    "leaning", "stated", "hinted", "denied", "others", "margin", "asked", "open", "stated and leaning", "turned",
)  # fmt: skip
STATED = 0.75
# Cues that turn a theme's words round, by heading.
_TURNS = {
    "benefit": frozenset({"neg", "wish", "failed", "sarcasm", "doubt"}),
    "development": frozenset({"gone", "gone after", "fine"}),
    "barrier": frozenset({"gone", "gone after", "fine"}),
}


def features(
    reading: Reading, leanings: Array, question: str, themes: Sequence[str], headings: Mapping[str, Heading]
) -> Array:
    """One row a theme, one column a name of NAMES; `leanings` are the learner's log-odds, one a theme."""
    scores = {code.theme: code.score for code in reading.codes if not code.denied}
    denied = {code.theme for code in reading.codes if code.denied}
    rows = np.zeros((len(themes), len(NAMES)))
    best, second = _two_highest(leanings)
    for place, theme in enumerate(themes):
        heading, leaning = headings[theme], leanings[place]
        score = scores.get(theme, 0.0)
        rows[place] = (
            leaning,
            score >= STATED,
            0 < score < STATED,
            theme in denied,
            bool(scores.keys() - {theme}),
            leaning - (second if leaning == best else best),
            heading == question,
            question == "open",
            leaning * (score >= STATED),
            theme not in scores and not _TURNS[heading].isdisjoint(reading.cues),
        )
    return rows


def _two_highest(leanings: Array) -> tuple[float, float]:
    if len(leanings) < 2:
        return float(leanings.max(initial=0.0)), 0.0
    second, best = np.sort(leanings)[-2:]
    return float(best), float(second)
