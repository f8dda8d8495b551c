"""Themes by council, for the coding desk only: each cell leads to its answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from challenges.models import ChallengeRound
from councils.models import User
from evaluation.models import StandingCode
from evaluation.selectors.coding.desk import seen_by
from evaluation.services.coding.runs import open_answers

NO_COUNCIL = "none"


@dataclass(frozen=True)
class Cell:
    """How many answers of a council affirm and deny a theme."""

    theme: str
    affirmed: int = 0
    denied: int = 0


@dataclass(frozen=True)
class GridRow:
    """A council (its key for an address, its name), how many answers it gave, and its cells in the themes' order."""

    key: str
    name: str
    answers: int
    cells: tuple[Cell, ...]


def grid_of(round: ChallengeRound, themes: list[str], coder: User | None) -> list[GridRow]:
    """The grid, councils by name, answers of no council last: two queries."""
    answers = seen_by(open_answers(round), coder)
    given = (
        answers.order_by().values_list("response__council", "response__council__name").annotate(n=Count("pk"))
    )
    told = StandingCode.objects.filter(standing__answer__in=answers).order_by().values_list(
        "standing__answer__response__council", "theme__code", "denied"
    ).annotate(n=Count("pk"))  # fmt: skip
    counts = {(council, theme, denied): number for council, theme, denied, number in told}
    rows = [
        GridRow(str(council or NO_COUNCIL), name or "No council", number, tuple(
            Cell(theme, counts.get((council, theme, False), 0), counts.get((council, theme, True), 0))
            for theme in themes
        ))
        for council, name, number in given
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.key == NO_COUNCIL, row.name))
