"""Lines and dots: what changed since last round, and where each of several places stands."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.reports.charts.drawing import (
    BAR,
    FONT,
    LETTER,
    MUTED,
    SCALE,
    TEXT,
    TRACK,
    WIDTH,
    box,
    dot,
    line,
    picture,
    text,
)

APART = 18  # least distance between the feet of two labels
ROW = 46
LEFT, RIGHT = 190, 300


@dataclass(frozen=True)
class Slope:
    """One line from last round to this: its label and both shares as numbers of a base."""

    label: str
    then: int
    then_of: int
    now: int
    now_of: int


@dataclass(frozen=True)
class Dot:
    """One row: its label, a share (0 to 1) with its words, and the range that a line shows; no line where equal."""

    label: str
    share: float
    words: str
    low: float
    high: float


def slopes(finding: str, rows: tuple[Slope, ...], height: float = 260) -> str:
    """Shares last round at the left, this round at the right, a line between them; each end is labelled."""
    top, foot = 34.0, height - 16
    shares = [(row.then / row.then_of, row.now / row.now_of) for row in rows]
    most = max((share for pair in shares for share in pair), default=0) or 1

    def y(share: float) -> float:
        return foot - (foot - top) * share / most

    parts = [text(60, FONT, "Last round", bold=True), text(RIGHT + 10, FONT, "This round", bold=True)]
    before = spread_out([y(then) for then, _ in shares], APART)
    after = spread_out([y(now) for _, now in shares], APART)
    for row, (then, now), left, right in zip(rows, shares, before, after, strict=True):
        rising = SCALE[3] if now > then else BAR
        parts += [
            line(LEFT, y(then), RIGHT, y(now), rising, "app-chart-line", thick=2),
            dot(LEFT, y(then), 4, rising, "app-chart-dot"),
            dot(RIGHT, y(now), 4, rising, "app-chart-dot"),
            text(60, left + 4, f"{row.then} of {row.then_of}", fill=MUTED),
            text(RIGHT + 10, right + 4, f"{row.label}: {row.now} of {row.now_of}"),
        ]
    return picture(finding, height, parts)


def spread_out(feet: list[float], apart: float) -> list[float]:
    """The same places, moved down just so far that no two lie nearer than `apart`; in the order given."""
    order = sorted(range(len(feet)), key=lambda n: (feet[n], n))
    moved = list(feet)
    for before, after in zip(order, order[1:], strict=False):
        moved[after] = max(moved[after], moved[before] + apart)
    return moved


def dots(finding: str, rows: tuple[Dot, ...]) -> str:
    """A dot for each row on one scale of 0 to all, a line from the lowest to the highest behind it."""
    whole = WIDTH - 16
    parts: list[str] = []
    for n, row in enumerate(rows):
        top = n * ROW
        middle = top + 30
        parts += [
            text(0, top + FONT, f"{row.label}: {row.words}"),
            box(8, middle - 1, whole, 2, TRACK, "app-chart-track"),
            line(
                8 + whole * row.low,
                middle,
                8 + whole * row.high,
                middle,
                "#6fb1cf",
                "app-chart-range",
                thick=6,
            ),
            dot(8 + whole * row.share, middle, 6, BAR, "app-chart-dot"),
        ]
    foot = len(rows) * ROW + 12
    parts += [text(0, foot, "none", fill=MUTED), text(WIDTH - 3 * LETTER, foot, "all", fill=MUTED)]
    parts.append(line(8 + whole / 2, 20, 8 + whole / 2, foot - 14, TEXT, "app-chart-axis", thick=0.5))
    return picture(finding, foot + 6, parts)
