"""A map of England on which every council is one hexagon of the same size."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from evaluation.reports.charts.drawing import LETTER, MUTED, TEXT, box, picture, polygon, text
from evaluation.reports.charts.england import CELLS

SIZE = 13.0  # from the middle of a cell to its corners
STEP = SIZE * sqrt(3)
WIDTH = 588
KEY_LEFT = 402
SHADES = ("#e8ecef", "#b9d8e6", "#6fb1cf", "#2f7da3", "#0b4766")


@dataclass(frozen=True)
class Area:
    """A region on the map: its code, its name, what is written beside it, and its shade from 0 (least) to 4."""

    code: str
    name: str
    words: str
    shade: int


def hexmap(
    finding: str, areas: tuple[Area, ...], key: tuple[tuple[str, str], ...], councils: dict[str, str]
) -> str:
    """Every council's cell in its region's shade, or in the colour that `councils` gives it by DfE number.

    Each region is named with its words in a list beside the map, numbered as on the map, so no colour carries meaning
    alone. `key` pairs colours with what they mean."""
    rows = max(row for cells in CELLS.values() for _, row in cells.values())
    parts: list[str] = []
    for number, area in enumerate(areas, start=1):
        cells = CELLS.get(area.code, {})
        for council, (column, row) in cells.items():
            fill = councils.get(council, SHADES[area.shade])
            parts.append(polygon(_corners(*_middle(column, row, rows)), fill, f"app-map-{area.code}"))
        parts += _number(number, area, cells, rows)
    parts += _list(areas) + _key(key, len(areas))
    tall = max((rows + 1) * SIZE * 1.5 + SIZE, _key_top(len(areas)) + 22 * len(key))
    return picture(finding, tall, parts, width=WIDTH)


def _middle(column: int, row: int, rows: int) -> tuple[float, float]:
    x = SIZE + STEP * (column + (row % 2) / 2)
    return x, SIZE + 1.5 * SIZE * (rows - row)


def _corners(x: float, y: float) -> tuple[tuple[float, float], ...]:
    half = STEP / 2
    return (
        (x, y - SIZE),
        (x + half, y - SIZE / 2),
        (x + half, y + SIZE / 2),
        (x, y + SIZE),
        (x - half, y + SIZE / 2),
        (x - half, y - SIZE / 2),
    )


def _number(number: int, area: Area, cells: dict[str, tuple[int, int]], rows: int) -> list[str]:
    """The region's number on a white plate at the middle of its cells."""
    if not cells:
        return []
    middles = [_middle(column, row, rows) for column, row in cells.values()]
    x = sum(each[0] for each in middles) / len(middles)
    y = sum(each[1] for each in middles) / len(middles)
    plate = box(x - 10, y - 10, 20, 20, "#ffffff", "app-map-plate")
    return [plate, text(x - LETTER / 2, y + 5, str(number), bold=True)]


def _list(areas: tuple[Area, ...]) -> list[str]:
    parts = []
    for n, area in enumerate(areas):
        y = 20 + n * 37
        parts.append(text(KEY_LEFT, y, f"{n + 1}  {area.name}", bold=True, fill=TEXT))
        parts.append(text(KEY_LEFT + 16, y + 15, area.words, fill=MUTED))
    return parts


def _key_top(areas: int) -> float:
    return 28 + areas * 37


def _key(key: tuple[tuple[str, str], ...], areas: int) -> list[str]:
    parts = []
    for n, (colour, words) in enumerate(key):
        y = _key_top(areas) + n * 22
        parts += [box(KEY_LEFT, y - 12, 14, 14, colour, "app-map-key"), text(KEY_LEFT + 20, y, words)]
    return parts
