"""Bars: how many raised each theme, and how answers spread over a scale."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.reports.charts.drawing import (
    BAR,
    FOOT,
    LETTER,
    MUTED,
    ON_DARK,
    SCALE,
    SCALE_WITH_MIDDLE,
    TEXT,
    TRACK,
    WIDE,
    box,
    label,
    line,
    picture,
    text,
)

ROW = 30
THICK = 16
KEY_ROW = 22
# Labels stand in a column of their own, so that all bars begin at one line.
LABELS = 196
NUMBERS = 84


@dataclass(frozen=True)
class Bar:
    """One row: its label, a number and what it is of."""

    label: str
    number: int
    of: int


@dataclass(frozen=True)
class Spread:
    """One row of a scale: its label and how many chose each option, in order."""

    label: str
    counts: tuple[int, ...]


def bars(finding: str, rows: tuple[Bar, ...]) -> str:
    """Rows of single bars on one scale of 0 to the common base, each with its label before and its number after."""
    parts: list[str] = []
    whole = WIDE - LABELS - NUMBERS
    for n, row in enumerate(rows):
        top = n * ROW
        filled = whole * row.number / row.of if row.of else 0
        parts += [
            *label(0, top + ROW / 2, row.label, LABELS),
            box(LABELS, top + (ROW - THICK) / 2, whole, THICK, TRACK, "app-chart-track"),
            box(LABELS, top + (ROW - THICK) / 2, filled, THICK, BAR, "app-chart-bar"),
            text(LABELS + whole + 8, top + ROW / 2 + FOOT, f"{row.number} of {row.of}", fill=MUTED),
        ]
    return picture(finding, len(rows) * ROW, parts, width=WIDE)


def spreads(finding: str, options: tuple[str, ...], rows: tuple[Spread, ...]) -> str:
    """Rows of stacked bars, each the whole width, in the colours of the key above; counts stand in the parts."""
    key, top = _key(options)
    parts = list(key)
    for n, row in enumerate(rows):
        whole = sum(row.counts)
        unit = (WIDE - LABELS) / whole if whole else 0
        parts += _stack_from(row, LABELS, top + n * ROW, unit, _colours(len(options)))
    return picture(finding, top + len(rows) * ROW, parts, width=WIDE)


def diverging(finding: str, options: tuple[str, ...], rows: tuple[Spread, ...]) -> str:
    """Rows of stacked bars around a common middle: the options before the middle one to the left, those after it to
    the right, the middle one halved. All on one scale; counts stand in the parts."""
    key, top = _key(options)
    sides = [_sides(row) for row in rows]
    left, right = (max((side[n] for side in sides), default=0) for n in (0, 1))
    unit = (WIDE - LABELS) / ((left + right) or 1)
    centre = LABELS + unit * left
    parts = list(key)
    for n, (row, (before, _)) in enumerate(zip(rows, sides, strict=True)):
        parts += _stack_from(row, centre - unit * before, top + n * ROW, unit, _colours(len(options)))
    height = top + len(rows) * ROW
    parts.append(line(centre, top, centre, height, TEXT, "app-chart-axis"))
    return picture(finding, height, parts, width=WIDE)


def _sides(row: Spread) -> tuple[float, float]:
    """How much of a row lies left and right of its middle."""
    middle = len(row.counts) // 2
    half = row.counts[middle] / 2 if len(row.counts) % 2 else 0
    after = middle + len(row.counts) % 2
    return sum(row.counts[:middle]) + half, sum(row.counts[after:]) + half


def _colours(options: int) -> tuple[str, ...]:
    """A colour for each option; a scale of five has a middle, which is grey."""
    return SCALE_WITH_MIDDLE if options == len(SCALE_WITH_MIDDLE) else SCALE


def _key(options: tuple[str, ...]) -> tuple[list[str], float]:
    parts: list[str] = []
    colours = _colours(len(options))
    x, y = 0.0, 0.0
    for n, option in enumerate(options):
        width = 24 + LETTER * len(option)
        if x and x + width > WIDE:
            x, y = 0.0, y + KEY_ROW
        parts += [box(x, y + 2, 14, 14, colours[n], f"app-chart-{n}"), text(x + 19, y + 14, option)]
        x += width + 8
    return parts, y + KEY_ROW + 8


def _stack_from(row: Spread, x: float, top: float, unit: float, colours: tuple[str, ...]) -> list[str]:
    parts = label(0, top + ROW / 2, f"{row.label} ({sum(row.counts)})", LABELS)
    for n, count in enumerate(row.counts):
        width = unit * count
        if count:
            bar = (max(width - 1, 0.5), THICK, colours[n], f"app-chart-{n}")
            parts.append(box(x, top + (ROW - THICK) / 2, *bar))
        if width >= 10 + LETTER * len(str(count)):
            fill = ON_DARK.get(colours[n], TEXT)
            parts.append(text(x + 4, top + ROW / 2 + FOOT, str(count), fill=fill))
        x += width
    return parts
