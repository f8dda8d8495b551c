"""How well the coder agrees with hand-coded answers: floors, with the figures printed (`-s`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.tests.theming.score import Labelled, f1, labelled

HARD = Path(__file__).with_name("hard_answers.csv")
DEV = Path(__file__).resolve().parents[3].parent / "shared" / "theming" / "dev.csv"


def _print(name: str, answers: list[Labelled], keep: str) -> dict[str, tuple[float, float, float]]:
    scores = f1(answers, keep)
    print(f"\n{name}, {keep} (n = {len(answers)})")  # noqa: T201
    for label, (precision, recall, score) in scores.items():
        print(f"  {label:6} P {precision:.2f}  R {recall:.2f}  F1 {score:.3f}")  # noqa: T201
    return scores


def test_the_answers_the_rules_were_guided_by():
    if not DEV.exists():
        pytest.skip("the development answers are not beside the repository")
    answers = labelled(DEV)
    affirmed, denied = _print("dev", answers, "affirmed"), _print("dev", answers, "denied")
    assert affirmed["micro"][2] >= 0.85
    assert affirmed["macro"][2] >= 0.85
    assert denied["micro"][2] >= 0.6


def test_hard_answers_written_before_the_rules():
    answers = labelled(HARD)
    affirmed, denied = _print("hard", answers, "affirmed"), _print("hard", answers, "denied")
    assert len(answers) == 86
    assert affirmed["micro"][2] >= 0.6
    assert denied["micro"][2] >= 0.6
