"""How well the coder agrees with hand-coded answers: floors, with the figures printed (`-s`)."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.instrument.rules_v1 import CODEBOOK_V1
from evaluation.theming.embedding import installed
from evaluation.theming.engine import code, code_by_rules
from evaluation.theming.scoring import Score, scores

HERE = Path(__file__).parent
WRITTEN = HERE.parents[1] / "instrument"
DEV = HERE.resolve().parents[2].parent / "shared" / "theming" / "dev.csv"
KINDS = {
    "typos": 0.75, "sarcasm": 0.6, "negation": 0.4, "gone": 0.0, "welsh": 0.75, "oneword": 0.9, "several": 0.8,
    "anecdote": 0.5,
}  # fmt: skip
needs_learner = pytest.mark.skipif(installed() is None, reason="the learner's package does not run here")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _labels(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


def _scores(rows: list[dict[str, str]], coder: Callable, denied: bool = False) -> dict[str, Score]:
    gold = [_labels(row["denied" if denied else "labels"]) for row in rows]
    coded = [
        frozenset(each.theme for each in coder(row["text"], row["question"]) if each.denied == denied)
        for row in rows
    ]
    return {score.name: score for score in scores(gold, coded, CODEBOOK_V1.themes)}


def _tell(name: str, found: dict[str, Score]) -> None:
    print(f"\n{name}: micro {found['micro'].f1}  macro {found['macro'].f1}")  # noqa: T201


def test_the_answers_the_rules_were_guided_by():
    if not DEV.exists():
        pytest.skip("the development answers are not beside the repository")
    found = _scores(_rows(DEV), code_by_rules)
    _tell("dev, rules", found)
    assert found["micro"].f1.value >= 0.85
    assert found["macro"].f1.value >= 0.85
    assert _scores(_rows(DEV), code_by_rules, denied=True)["micro"].f1.value >= 0.6


@needs_learner
def test_hard_answers_by_kind():
    rows = _rows(HERE / "hard.csv")
    found = {kind: _scores([row for row in rows if row["kind"] == kind], code) for kind in KINDS}
    for kind, score in found.items():
        _tell(f"hard, {kind}", score)
    whole = _scores(rows, code)
    _tell("hard, all", whole)
    assert {
        kind: score["micro"].f1.value
        for kind, score in found.items()
        if score["micro"].f1.value < KINDS[kind]
    } == {}
    assert whole["micro"].f1.value >= 0.8


@pytest.mark.parametrize("coder", [code_by_rules, pytest.param(code, marks=needs_learner)])
def test_what_is_off_the_subject_gets_no_code(coder):
    rows = [row for row in _rows(HERE / "hard.csv") if row["kind"] in ("offtopic", "words")]
    coded = [
        row["text"] for row in rows if any(not each.denied for each in coder(row["text"], row["question"]))
    ]
    assert len(rows) == 24
    assert len(coded) <= 0.05 * len(rows), coded


def test_earlier_hard_answers_by_the_rules():
    rows = _rows(HERE / "hard_answers.csv")
    assert len(rows) == 86
    for denied in (False, True):
        assert _scores(rows, code_by_rules, denied)["micro"].f1.value >= 0.6


@pytest.mark.parametrize(("name", "floor"), [("written_v1_3", 0.74), ("written_v1_4", 0.72)])
def test_the_rules_on_answers_they_were_not_written_from(name, floor):
    found = _scores(_rows(WRITTEN / f"{name}.csv"), code_by_rules)
    _tell(f"{name}, rules", found)
    assert found["micro"].f1.value >= floor


@needs_learner
@pytest.mark.parametrize(("name", "floor"), [("blind_1", 0.84), ("blind_2", 0.84)])
def test_the_engine_on_every_other_answer_that_was_written_before_it(name, floor):
    found = _scores(_rows(HERE / f"{name}.csv")[::2], code)
    _tell(f"{name}, the engine", found)
    assert found["micro"].f1.value >= floor
    assert found["macro"].f1.value >= floor
