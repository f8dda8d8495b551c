"""The sentences and answers that the learning coder starts from: written for it, each coded by the frame."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from evaluation.theming.training import Decision

HERE = Path(__file__).parent
FILES = ("seeds_v1.csv", *(f"written_v1_{number}.csv" for number in range(1, 6)))


@lru_cache(maxsize=1)
def seed_decisions() -> tuple[Decision, ...]:
    """The seed sentences and written answers of codebook version 1, in the order of the files."""
    return tuple(decision for name in FILES for decision in _read(HERE / name))


def _read(path: Path) -> list[Decision]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Decision(row["text"], row["question"], _themes(row["labels"]), _themes(row["denied"]))
            for row in csv.DictReader(file)
        ]


def _themes(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))
