"""Closed questions in a report: the whole distribution as a table, with its picture and a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedScale, Hidden
from evaluation.findings.tables import Distribution, ScaleQuestion
from evaluation.reports.charts.bars import Spread, diverging, spreads
from evaluation.reports.dates import NONE
from evaluation.reports.pieces import Figure, Table
from evaluation.reports.sentences import MUCH
from evaluation.reports.source import Source

LESS, SAME, MORE = ("less", "much_less"), ("same",), ("more", "much_more")


def compares(question: ScaleQuestion) -> bool:
    """Whether it asks people who were involved before for the change since last time, not for an extent now."""
    return set(LESS) < {value for value, _ in question.options}


def asked_directly(scale: DisclosedScale, title: str, source: Source) -> Figure:
    """What people said when asked about the theme called `title`: for everyone, who may be shown, and by role group."""
    question, joined = scale.question, source.findings.programme_joined
    everyone = ("Everyone", scale.everyone)
    groups = [(words.group_name(name, joined), cell) for name, cell in scale.by_group]
    cells = [everyone, *groups]
    finding = source.say(f"asked:{question.theme}")
    return Figure(
        Table(
            f"{title}, asked directly",
            ("Group", *(label for _, label in _inside(question)), "Answers", *_outside_columns([question])),
            tuple(_row(name, cell, question) for name, cell in cells),
            kind="scale",
        ),
        finding,
        chart=_chart(question, finding, cells),
    )


def not_shown(scale: DisclosedScale) -> str:
    """Why a question that was asked has no figures here, in a sentence; empty where it has."""
    cell = scale.everyone
    if isinstance(cell, Distribution) and cell.base:
        return ""
    return f"Asked directly, “{scale.question.text}”: {words.scale_line(cell, MUCH, '')}."


def compared(scales: Iterable[DisclosedScale]) -> Figure | None:
    """How those who were involved last time compare, both directions; None where nobody's answers may be shown."""
    asked = [scale for scale in scales if compares(scale.question)]
    drawn = tuple(spread for scale in sorted(asked, key=_less, reverse=True) for spread in _compared(scale))
    if not drawn:
        return None
    rows = tuple(
        (scale.question.text, *(_part(scale.everyone, values) for values in (LESS, SAME, MORE)))
        for scale in asked
    )
    columns = ("Barrier", "Less of a problem", "About the same", "More of a problem")
    table = Table("Asked of people who were involved last time", columns, rows, numeric=False)
    first = drawn[0]
    less = sum(first.counts[: len(first.counts) // 2])
    of = sum(first.counts)
    finding = f"Most often called less of a problem than last time: {first.label.lower()} ({less} of {of})."
    options = tuple(label for _, label in _inside(asked[0].question))
    alternative = f"{finding} " + "; ".join(f"{r[0]}, less {r[1]}, more {r[3]}" for r in rows)
    return Figure(table, finding, chart=diverging(alternative, options, drawn))


def _less(scale: DisclosedScale) -> float:
    """The share who say less of a problem; hidden ones come last."""
    cell = scale.everyone
    if isinstance(cell, Hidden) or not cell.base:
        return -1.0
    return sum(number for value, number in cell.counts if value in LESS) / cell.base


def _compared(scale: DisclosedScale) -> list[Spread]:
    cell = scale.everyone
    if isinstance(cell, Hidden) or not cell.base:
        return []
    return [Spread(scale.question.text.partition(",")[0], tuple(number for _, number in cell.counts))]


def every_closed_question(scales: Iterable[DisclosedScale]) -> tuple[Table, ...]:
    """Every closed question with its whole distribution for everyone: one table for each set of options."""
    kinds: dict[tuple[tuple[str, str], ...], list[DisclosedScale]] = {}
    for scale in scales:
        kinds.setdefault(scale.question.options, []).append(scale)
    return tuple(_distributions(alike) for alike in kinds.values())


def _distributions(scales: list[DisclosedScale]) -> Table:
    questions = [scale.question for scale in scales]
    inside = tuple(label for _, label in _inside(questions[0]))
    caption = f"Answers of everyone who was asked: {inside[0].lower()} … {inside[-1].lower()}"
    columns = ("Question", *inside, "Answers", *_outside_columns(questions))
    rows = tuple(_row(scale.question.text, scale.everyone, scale.question) for scale in scales)
    return Table(caption, columns, rows)


def _row(name: str, cell: Distribution | Hidden, question: ScaleQuestion) -> tuple[str, ...]:
    """A row of counts; one that is hidden says why in its first cell and has dashes for figures."""
    inside = _inside(question)
    if isinstance(cell, Hidden):
        return (f"{name} ({cell})", *(NONE,) * (len(inside) + 1 + len(question.outside)))
    counts, outside = dict(cell.counts), dict(cell.outside)
    return (
        name,
        *(str(counts.get(value, 0)) for value, _ in inside),
        str(cell.base),
        *(str(outside.get(value, 0)) for value in question.outside),
    )


def _inside(question: ScaleQuestion) -> list[tuple[str, str]]:
    return [(value, label) for value, label in question.options if value not in question.outside]


def _outside_columns(questions: list[ScaleQuestion]) -> tuple[str, ...]:
    labels = dict(questions[0].options)
    return tuple(labels[value] for value in questions[0].outside)


def _part(cell: Distribution | Hidden, values: tuple[str, ...]) -> str:
    if isinstance(cell, Hidden):
        return str(cell)
    return words.share(sum(count for value, count in cell.counts if value in values), cell.base)


def _chart(question: ScaleQuestion, finding: str, cells: list[tuple[str, Distribution | Hidden]]) -> str:
    """The picture of the rows that may be shown."""
    inside = _inside(question)
    rows = []
    for name, cell in cells:
        if isinstance(cell, Distribution) and cell.base:
            counts = dict(cell.counts)
            rows.append(Spread(name, tuple(counts.get(value, 0) for value, _ in inside)))
    return spreads(finding, tuple(label for _, label in inside), tuple(rows))
