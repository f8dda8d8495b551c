"""Small multiples: the same few bars for each of several things, all on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.reports.charts.drawing import BAR, FONT, MUTED, TRACK, WIDE, box, picture, text

ROW = 16
PANEL = 282
GAP = 24
GAP_BELOW = 12
HEAD = 24
LABEL = 132
BARS = 80


@dataclass(frozen=True)
class Panel:
    """One thing: its title, and for each row a label and (number, base), or None with the word that stands there."""

    title: str
    rows: tuple[tuple[str, tuple[int, int] | None, str], ...]


def multiples(finding: str, panels: tuple[Panel, ...]) -> str:
    """Panels two by two. Every bar is a share of its own base, from nothing to all."""
    tall = HEAD + ROW * max((len(panel.rows) for panel in panels), default=0) + GAP_BELOW
    parts: list[str] = []
    for n, panel in enumerate(panels):
        parts += _panel(panel, (n % 2) * (PANEL + GAP), (n // 2) * tall)
    return picture(finding, ((len(panels) + 1) // 2) * tall, parts, width=WIDE)


def _panel(panel: Panel, left: float, top: float) -> list[str]:
    parts = [text(left, top + FONT + 2, panel.title, bold=True)]
    for n, (label, cell, word) in enumerate(panel.rows):
        y = top + HEAD + n * ROW
        parts.append(text(left, y + 10.5, label))
        if cell is None:
            parts.append(text(left + LABEL, y + 10.5, word, fill=MUTED))
            continue
        number, base = cell
        parts += [
            box(left + LABEL, y, BARS, 12, TRACK, "app-chart-track"),
            box(left + LABEL, y, BARS * number / base if base else 0, 12, BAR, "app-chart-bar"),
            text(left + LABEL + BARS + 6, y + 10.5, f"{number} of {base}", fill=MUTED),
        ]
    return parts
