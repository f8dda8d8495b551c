"""Scores of the coder against answers coded by hand: precision, recall, F1 per theme and over all."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluation.theming.engine import code

Labels = frozenset[str]


@dataclass(frozen=True)
class Labelled:
    """An answer, what the hand coded, and what the engine codes; a denied theme is written `-R1`."""

    id: str
    text: str
    question: str
    by_hand: Labels
    by_engine: Labels


def labelled(path: Path) -> list[Labelled]:
    """The answers of a labelled file, coded by the engine."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_labelled(row) for row in csv.DictReader(file)]


def _labelled(row: dict[str, str]) -> Labelled:
    by_hand = set(filter(None, row["labels"].split("|"))) | {f"-{t}" for t in row["denied"].split("|") if t}
    by_engine = {("-" if each.denied else "") + each.theme for each in code(row["text"], row["question"])}
    return Labelled(row["id"], row["text"], row["question"], frozenset(by_hand), frozenset(by_engine))


def f1(answers: Iterable[Labelled], keep: str = "all") -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 per label and as `micro` and `macro`; `keep` is "affirmed", "denied" or "all"."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for each in answers:
        hand, engine = ({t for t in s if _kept(t, keep)} for s in (each.by_hand, each.by_engine))
        right.update(hand & engine)
        given.update(engine)
        wanted.update(hand)
    scores = {t: _prf(right[t], given[t], wanted[t]) for t in sorted(given | wanted)}
    macro = sum(score[2] for score in scores.values()) / max(len(scores), 1)
    micro = _prf(right.total(), given.total(), wanted.total())
    return {**scores, "micro": micro, "macro": (0.0, 0.0, macro)}


def _kept(label: str, keep: str) -> bool:
    return keep == "all" or label.startswith("-") == (keep == "denied")


def _prf(right: int, given: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
    return precision, recall, 2 * right / (given + wanted) if given + wanted else 0.0
