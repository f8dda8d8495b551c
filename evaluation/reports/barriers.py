"""The chapter of barriers: now, against last round, and what earlier evaluations said of them."""

from __future__ import annotations

from dataclasses import replace

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedBarrier
from evaluation.reports.charts.lines import Slope, slopes
from evaluation.reports.pieces import Chapter, Figure, Section, Table
from evaluation.reports.scales import compared
from evaluation.reports.source import Source
from evaluation.reports.themes import capitalised, themes_chapter

IN_2012_13 = (
    "In the evaluation of 2012 funding, time, capacity and willingness stood in the way; in 2013 they were reported "
    "as less prominent. Those evaluations give no figures to compare with, so none are printed here."
)
NO_LAST_ROUND = "There is no last round whose figures compare with these."
TOO_FEW_COMPARE = "Too few people were involved last time to show how they compare."


def barriers(source: Source) -> Chapter:
    """Barriers now, against last round where there is one, and what earlier evaluations said."""
    chapter = themes_chapter("barriers", "Barriers then and now", "barrier", source)
    now, *each = chapter.sections
    return replace(chapter, sections=(now, _then_and_now(source), *each))


def _then_and_now(source: Source) -> Section:
    since, asked = _since(source.findings.barriers), compared(source.findings.scales)
    missing = (
        *(() if since else (NO_LAST_ROUND,)),
        *(() if asked else (TOO_FEW_COMPARE,)),
    )
    figures = tuple(figure for figure in (since, asked) if figure)
    return Section("Then and now", (IN_2012_13, *missing), figures=figures)


def _since(rows: tuple[DisclosedBarrier, ...]) -> Figure | None:
    """Against last round: a slope for each barrier where both rounds may be shown; None without a last round."""
    if not has_last_round(rows):
        return None
    told = tuple((f"{row.theme.code} {row.theme.title}", capitalised(words.change(row))) for row in rows)
    table = Table("Barriers against last round", ("Barrier", "Change"), told, numeric=False)
    drawn = tuple(slope for row in rows for slope in _slope(row))
    if not drawn:
        return Figure(table, "For no barrier may the figures of both rounds be shown.")
    less = [row.theme.title.lower() for row in rows if row.verdict == "less"]
    more = [row.theme.title.lower() for row in rows if row.verdict == "more"]
    finding = _since_in_words(less, more)
    alternative = f"{finding} " + "; ".join(
        f"{s.label} from {s.then} of {s.then_of} to {s.now} of {s.now_of}" for s in drawn
    )
    return Figure(table, finding, chart=slopes(alternative, drawn))


def has_last_round(rows: tuple[DisclosedBarrier, ...]) -> bool:
    """Whether there is a round before whose figures compare."""
    return any(row.previous_people is not None for row in rows)


def _since_in_words(less: list[str], more: list[str]) -> str:
    parts = [
        f"{' and '.join(named)} {'is' if len(named) == 1 else 'are'} {word} of a problem"
        for named, word in ((less, "less"), (more, "more"))
        if named
    ]
    return (
        capitalised(f"{'; '.join(parts)} than last round.")
        if parts
        else ("No barrier can be said to have grown or shrunk since last round.")
    )


def _slope(row: DisclosedBarrier) -> list[Slope]:
    numbers = (row.previous_people, row.previous_base, row.people, row.people_base)
    if not all(isinstance(number, int) for number in numbers):
        return []
    then, then_of, now, now_of = (int(str(number)) for number in numbers)
    return [Slope(row.theme.title, then, then_of, now, now_of)] if then_of and now_of else []
