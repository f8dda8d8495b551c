"""The pandas side of a tally: inputs into frames, frames into plain counts. No other module here touches pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from evaluation.findings.tables import OpenAnswer, Respondent, ScaleAnswer

# pandas ships no types: a frame is Any here and nowhere else.
Frame = Any
Counts = dict[tuple[str, ...], int]
USABLE = ("coded", "none")


def people_frame(people: tuple[Respondent, ...]) -> Frame:
    """One row a respondent: respondent, group, council (missing for people of a region)."""
    rows = [(person.id, person.role_group, person.council) for person in people]
    return pd.DataFrame(rows, columns=["respondent", "group", "council"])


def answers_frame(answers: tuple[OpenAnswer, ...], people: Frame) -> Frame:
    """One row an open answer: answer, respondent, outcome, affirmed, denied, and its writer's group and council."""
    rows = [(a.id, a.respondent, a.outcome, a.affirmed, a.denied) for a in answers]
    frame = pd.DataFrame(rows, columns=["answer", "respondent", "outcome", "affirmed", "denied"])
    return _with_people(frame, people)


def scale_frame(answers: tuple[ScaleAnswer, ...], people: Frame) -> Frame:
    """One row a closed answer: respondent, question, value, and its writer's group and council."""
    rows = [(a.respondent, a.question, a.value) for a in answers]
    return _with_people(pd.DataFrame(rows, columns=["respondent", "question", "value"]), people)


def usable(answers: Frame) -> Frame:
    """The answers that count in a base: coded, or read and found to carry no theme."""
    return answers[answers["outcome"].isin(USABLE)]


def codes(answers: Frame, polarity: str) -> Frame:
    """One row for each theme that a coded answer affirms or denies (`polarity` names the column)."""
    coded = answers[answers["outcome"] == "coded"]
    exploded = coded[["answer", "respondent", "group", "council", polarity]].explode(polarity)
    return exploded.rename(columns={polarity: "theme"}).dropna(subset=["theme"])


def sizes(frame: Frame, keys: list[str]) -> Counts:
    """Rows for each combination of `keys`."""
    return _plain(frame.groupby(keys, sort=False).size())


def distinct(frame: Frame, of: str, keys: list[str]) -> Counts:
    """Different, present values of `of` for each combination of `keys`."""
    return _plain(frame.groupby(keys, sort=False)[of].nunique())


def distinct_all(frame: Frame, of: str) -> int:
    """Different, present values of a column."""
    return int(frame[of].nunique())


def doubled(frame: Frame, keys: list[str]) -> bool:
    """Whether a combination of `keys` stands in more than one row."""
    return bool(frame.duplicated(keys).any())


def strangers(values: Iterable[str], known: Iterable[str]) -> list[str]:
    """The values that are not among those known, sorted, each once."""
    return sorted(set(values) - set(known))


def _with_people(frame: Frame, people: Frame) -> Frame:
    indexed = people.set_index("respondent")
    for column in ("group", "council"):
        frame[column] = frame["respondent"].map(indexed[column].to_dict())
    return frame


def _plain(counted: Mapping[Any, Any]) -> Counts:
    return {key if isinstance(key, tuple) else (key,): int(number) for key, number in counted.items()}
