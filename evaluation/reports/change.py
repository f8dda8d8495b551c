"""The chapters that say what came of it: evidence of change, cross-regional learning, conclusions."""

from __future__ import annotations

from evaluation.findings import words
from evaluation.reports.charts.bars import Bar, bars
from evaluation.reports.dates import day
from evaluation.reports.pieces import Chapter, Figure, Section, Table
from evaluation.reports.places import RECOMMENDATIONS
from evaluation.reports.source import Source
from evaluation.reports.themes import ranked

SHARED, OUTSIDE = "B6", "D3"


def change(source: Source) -> Chapter:
    """What came of the letters, and how well that is evidenced."""
    told = source.snapshot["change"]
    rows = (
        ("Actions that followed the letters", told["actions"]),
        ("With a baseline", told["with_baseline"]),
        ("Done", told["done"]),
        ("Overdue", told["overdue"]),
        ("Given a later date than the first", told["slipped"]),
        ("With a result that is measured, or verified by a peer", told["measured"]),
    )
    table = Table("Actions of the round", ("What", "Actions"), tuple((what, str(n)) for what, n in rows))
    said = f"As of {day(source.snapshot['made_on'])}. An action states its measure, and a baseline or that none exists."
    if not told["actions"]:
        return Chapter(
            "change", "Evidence of change", sections=(Section("Actions", (f"{said} There are none yet.",)),)
        )
    sections = (
        Section("Actions", (said,), tables=(table,)),
        Section(
            "How well it is evidenced",
            source.said("measured"),
            figures=(_evidence(told["evidence"], told["actions"]),),
            commentary=source.paragraphs("change"),
        ),
    )
    return Chapter("change", "Evidence of change", sections=sections, runs_on=True)


def _evidence(graded: list[list[object]], actions: int) -> Figure:
    rows = tuple((str(label), str(number)) for label, number in graded)
    table = Table("Actions by their best evidence", ("Evidence", "Actions"), rows)
    drawn = tuple(Bar(str(label), int(str(number)), actions) for label, number in graded)
    most = max(drawn, key=lambda bar: bar.number)
    finding = f"Most often: {most.label.lower()} ({most.number} of {actions} actions)."
    alternative = f"{finding} " + "; ".join(f"{bar.label} {bar.number}" for bar in drawn)
    return Figure(table, finding, chart=bars(alternative, drawn))


def cross_regional(source: Source) -> Chapter:
    """What travelled between regions: peers, practice, and what people ask for."""
    told = source.snapshot["delivery"]
    peers = (
        f"Places on teams taken by peers of another region: "
        f"{words.share(told['peers_from_outside'], told['peers'])}."
        if told["peers"]
        else source.say("outside")
    )
    sections = (
        Section("Peers from elsewhere", (peers,)),
        Section(
            "What people said",
            points=tuple(
                line
                for key in (f"raised:{SHARED}", f"asked:{SHARED}", f"raised:{OUTSIDE}")
                if (line := source.say(key))
            ),
            commentary=source.paragraphs("cross-regional"),
        ),
    )
    return Chapter("cross-regional", "Cross-regional learning", sections=sections, runs_on=True)


def conclusions(source: Source) -> Chapter:
    """What follows: the findings in short, what staff concluded, and recommendations by whom they are for."""
    found = tuple(
        line
        for kind in ("benefit", "barrier", "development")
        for theme in ranked(source, kind)[:1]
        if (line := source.say(f"raised:{theme.theme.code}"))
    )
    written = source.paragraphs("conclusions")
    sections = [Section("What the findings come to", points=found, commentary=written)]
    for key, title in RECOMMENDATIONS.items():
        rows = source.rows(key)
        if rows:
            sections.append(Section(title, steps=rows))
    return Chapter("conclusions", "Conclusions and recommendations", sections=tuple(sections), runs_on=True)
