"""Visits over time: planned against held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evaluation.reports.charts.drawing import (
    BAR,
    FONT,
    LETTER,
    MUTED,
    SCALE,
    STATES,
    TRACK,
    WIDE,
    box,
    dot,
    line,
    picture,
    text,
)

ROW = 22
NAMES = 190
SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Visit:
    """One visit: whose, the day first planned and the day held (None where it was not)."""

    label: str
    planned: date | None
    held: date | None
    note: str = ""


def timeline(finding: str, visits: tuple[Visit, ...]) -> str:
    """A row for each visit: a hollow mark on the day first planned, a filled one on the day held, a line between."""
    days = [day for visit in visits for day in (visit.planned, visit.held) if day]
    first, last = min(days).replace(day=1), max(days)
    span = max((last - first).days, 1)
    wide = WIDE - NAMES - 96

    def x(day: date) -> float:
        return NAMES + wide * (day - first).days / span

    key, top = _key()
    height = top + 24 + len(visits) * ROW
    parts = [*key, *_months(first, last, x(first), wide / span, top, height)]
    for n, visit in enumerate(visits):
        y = top + 24 + n * ROW + 11
        parts.append(text(0, y + 4, visit.label))
        if visit.planned and visit.held and visit.planned != visit.held:
            parts.append(line(x(visit.planned), y, x(visit.held), y, SCALE[2], "app-chart-line", thick=2))
        if visit.planned:
            parts.append(dot(x(visit.planned), y, 5, BAR, "app-chart-planned", hollow=True))
        if visit.held:
            parts.append(dot(x(visit.held), y, 5, BAR, "app-chart-held"))
        if visit.note:
            parts.append(text(WIDE - 84, y + 4, visit.note, fill=MUTED))
    return picture(finding, height, parts, width=WIDE)


def _key() -> tuple[list[str], float]:
    parts = [
        dot(8, 10, 5, BAR, "app-chart-planned", hollow=True),
        text(20, 14, "first planned"),
        dot(128, 10, 5, BAR, "app-chart-held"),
        text(140, 14, "held"),
    ]
    return parts, 26


def _months(first: date, last: date, x: float, a_day: float, top: float, foot: float) -> list[str]:
    parts, month = [], first
    while month <= last:
        at = x + a_day * (month - first).days
        parts.append(line(at, top + 18, at, foot, TRACK, "app-chart-track"))
        parts.append(text(at + 2, top + FONT, SHORT[month.month - 1], fill=MUTED))
        year, number = (month.year + 1, 1) if month.month == 12 else (month.year, month.month + 1)
        month = date(year, number, 1)
    return parts


def months(finding: str, rows: tuple[tuple[str, int, int], ...]) -> str:
    """For each month ("2026-03") two bars: visits first planned to begin in it, and visits that did."""
    most = max((max(planned, held) for _, planned, held in rows), default=0) or 1
    wide = WIDE - 70 - 40
    parts = [
        box(0, 2, 14, 14, STATES["due"], "app-chart-planned"),
        text(19, 14, "first planned"),
        box(128, 2, 14, 14, STATES["held"], "app-chart-held"),
        text(147, 14, "held"),
    ]
    for n, (month, planned, held) in enumerate(rows):
        top = 30 + n * 34
        year, number = month.split("-")
        parts.append(text(0, top + 18, f"{SHORT[int(number) - 1]} {year}"))
        for y, count, state in ((top, planned, "due"), (top + 14, held, "held")):
            length = wide * count / most
            parts.append(box(70, y, max(length, 0.5), 12, STATES[state], f"app-chart-{state}"))
            parts.append(text(74 + length + LETTER / 2, y + 11, str(count), fill=MUTED))
    return picture(finding, 30 + len(rows) * 34, parts, width=WIDE)
