"""Holds a round's report against the recount: every number of every table, and every "n of N" of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from challenges.models import ChallengeRound
from evaluation.models import Question
from evaluation.reports.lines import lines_of
from evaluation.reports.pieces import Report, Table
from evaluation.tests.reports.recount import Counted

# Tables whose digits count nothing in the database: wording, ranges, versions, days.
WORDS = ("Quantity words", "Questions", "Themes", "Words", "Sources", "What is hidden", "Days first planned")
EVERYONE = "Everyone"
PAIR = re.compile(r"\b(\d+) (?:of(?: the)?) (\d+)\b")


@dataclass
class Compared:
    """Cells and pairs of numbers looked at, and those that differ: where, what is printed, what was counted."""

    cells: int = 0
    pairs: int = 0
    wrong: list[tuple[str, ...]] = field(default_factory=list)


def compare(report: Report, round: ChallengeRound, today: date) -> Compared:
    """Every number that the report prints of the round, against the database."""
    counted, found = Counted(round, today), Compared()
    expected = _expected(counted)
    for table in report.every_table:
        if not table.caption.startswith(WORDS):
            _table(table, expected, found)
    known = set(_known_pairs(counted, expected))
    for line in lines_of(report):
        for pair in PAIR.finditer(line):
            found.pairs += 1
            if (pair[1], pair[2]) not in known:
                found.wrong.append((line, pair[0]))
    return found


Expected = dict[str, dict[str, dict[str, str]]]


def _table(table: Table, expected: Expected, found: Compared) -> None:
    """Cells without a digit say why nothing stands there; all others must have been counted."""
    rows = expected.get(table.caption, {})
    for row in table.rows:
        now = rows.get(row[0], rows.get(row[0][:2], {}))
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            if re.search(r"\d", cell):
                found.cells += 1
                if cell != now.get(column, ""):
                    found.wrong.append((table.caption, row[0], column, cell, now.get(column, "not counted")))


def _expected(counted: Counted) -> Expected:
    """Every table by caption, row (or theme) and column."""
    themes = counted.themes()
    expected: Expected = {
        f"{heading}: who raised what": themes
        for heading in ("Benefits", "Barriers then and now", "Areas for development")
    }
    expected["Said it was not so, by role group"] = counted.denied_by_group()
    rates = {
        name: dict(zip(("Asked", "Answered"), row, strict=True)) for name, row in counted.rates().items()
    }
    expected["Asked and answered, by role group"] = rates
    expected["Open answers"] = {what: {"Answers": n} for what, n in counted.open_answers().items()}
    columns = {
        "Visits by month": ("First planned", "Held"),
        "Days given and received by council": ("Given", "Received"),
    }
    single = {"Challenges of the round": "Challenges", "Why visits moved or fell away": "Times"}
    for caption, rows in counted.deeds().items():
        names = columns.get(caption, (single.get(caption, "Actions"),))
        expected[caption] = {what: dict(zip(names, row, strict=True)) for what, row in rows.items()}
    return {**expected, **_scales(counted)}


def _scales(counted: Counted) -> Expected:
    expected: Expected = {"Asked of people who were involved last time": {}}
    for question in Question.objects.filter(version=counted.round.survey.version).exclude(options=[]):
        everyone = counted.scale(question)
        labels = [label for value, label in question.options]
        ends = f"Answers of everyone who was asked: {labels[0].lower()} … "
        for last in labels:
            expected.setdefault(ends + last.lower(), {})[question.text] = everyone
        if "much_less" in dict(question.options):
            parts = (labels[:2], labels[2:3], labels[3:5])
            names = ("Less of a problem", "About the same", "More of a problem")
            expected["Asked of people who were involved last time"][question.text] = {
                name: _share(sum(int(everyone[label]) for label in part), int(everyone["Answers"]))
                for name, part in zip(names, parts, strict=True)
            }
        elif question.theme:
            groups = {EVERYONE: everyone, **{g: counted.scale(question, g) for g in counted.group_names}}
            expected.setdefault(f"{question.theme.cards.latest('pk').title}, asked directly", groups)
    return expected


def _share(number: int, base: int) -> str:
    return f"{number} of {base}" + (f" ({(200 * number + base) // (2 * base)}%)" if base >= 30 else "")


def _known_pairs(counted: Counted, expected: Expected) -> Iterator[tuple[str, str]]:
    """Every pair of numbers that a sentence may name."""
    for rows in expected.values():
        for row in rows.values():
            yield from ((pair[1], pair[2]) for cell in row.values() for pair in PAIR.finditer(cell))
            if "Of" in row:
                yield from ((row["People"], row["Of"]), (row["Said not so"], row["Of"]))
            if "Asked" in row:
                yield row["Answered"], row["Asked"]
            if "Answers" in row and len(row) > 2:
                numbers = list(row.values())[1:]
                yield from ((str(int(n)), row["Answers"]) for n in numbers)
                yield str(int(numbers[0]) + int(numbers[1])), row["Answers"]
    yield from counted.pairs_of_deeds()
