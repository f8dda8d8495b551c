"""Bars: how many raised each theme, and how answers spread over a scale."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.reports.charts.drawing import (
    BAR,
    FONT,
    LETTER,
    MUTED,
    ON_DARK,
    SCALE,
    SCALE_WITH_MIDDLE,
    TEXT,
    TRACK,
    WIDE,
    WIDTH,
    box,
    line,
    picture,
    text,
)

ROW = 38
THICK = 15
KEY_ROW = 22


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
    """Rows of single bars on one scale of 0 to the common base, each with its label above and its number beside."""
    parts: list[str] = []
    whole = WIDTH - 90
    for n, row in enumerate(rows):
        top = n * ROW
        filled = whole * row.number / row.of if row.of else 0
        parts += [
            text(0, top + FONT, row.label),
            box(0, top + 18, whole, THICK, TRACK, "app-chart-track"),
            box(0, top + 18, filled, THICK, BAR, "app-chart-bar"),
            text(whole + 8, top + 30, f"{row.number} of {row.of}", fill=MUTED),
        ]
    return picture(finding, len(rows) * ROW, parts)


def spreads(finding: str, options: tuple[str, ...], rows: tuple[Spread, ...]) -> str:
    """Rows of stacked bars, each the whole width, in the colours of the key above; counts stand in the parts."""
    key, top = _key(options)
    parts = list(key)
    for n, row in enumerate(rows):
        parts += _stack(row, top + n * ROW, _colours(len(options)))
    return picture(finding, top + len(rows) * ROW, parts, width=WIDE)


def diverging(finding: str, options: tuple[str, ...], rows: tuple[Spread, ...]) -> str:
    """Rows of stacked bars around a common middle: the options before the middle one to the left, those after it to
    the right, the middle one halved. All on one scale; counts stand in the parts."""
    key, top = _key(options)
    sides = [_sides(row) for row in rows]
    most = max((max(side) for side in sides), default=0) or 1
    unit, centre = (WIDE / 2) / most, WIDE / 2
    parts = list(key)
    for n, (row, (left, _)) in enumerate(zip(rows, sides, strict=True)):
        parts += _stack_from(row, centre - unit * left, top + n * ROW, unit, _colours(len(options)))
    height = top + len(rows) * ROW
    parts.append(line(centre, top + 16, centre, height - 8, TEXT, "app-chart-axis"))
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


def _stack(row: Spread, top: float, colours: tuple[str, ...]) -> list[str]:
    whole = sum(row.counts)
    return _stack_from(row, 0.0, top, WIDE / whole if whole else 0, colours)


def _stack_from(row: Spread, x: float, top: float, unit: float, colours: tuple[str, ...]) -> list[str]:
    parts = [text(0, top + FONT, f"{row.label} ({sum(row.counts)})")]
    for n, count in enumerate(row.counts):
        width = unit * count
        if count:
            parts.append(box(x, top + 18, max(width - 1, 0.5), THICK, colours[n], f"app-chart-{n}"))
        if width >= 10 + LETTER * len(str(count)):
            parts.append(text(x + 4, top + 30, str(count), fill=ON_DARK.get(colours[n], TEXT)))
        x += width
    return parts
