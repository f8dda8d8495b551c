"""Pictures: every number is written in them, nothing is smaller than nine points, and their titles say the finding."""

from __future__ import annotations

import re
from datetime import date

import pytest

from evaluation.reports.charts.bars import Bar, Spread, bars, diverging, spreads
from evaluation.reports.charts.calendar import Visit, months, timeline
from evaluation.reports.charts.england import CELLS
from evaluation.reports.charts.hexmap import Area, hexmap
from evaluation.reports.charts.lines import Dot, Slope, dots, slopes, spread_out
from evaluation.reports.charts.multiples import Panel, multiples

FINDING = "Most <said> so"
MOVED = (
    Visit("Kent", date(2026, 1, 5), date(2026, 2, 9)),
    Visit("Surrey", date(2026, 1, 12), None, "postponed"),
)
PICTURES = {
    "bars": bars(FINDING, (Bar("Trust", 7, 31),)),
    "spreads": spreads(FINDING, ("Great", "Small"), (Spread("Everyone", (17, 14)),)),
    "diverging": diverging(FINDING, ("Less", "Same", "More"), (Spread("Time", (7, 3, 11)),)),
    "slopes": slopes(FINDING, (Slope("Time", 20, 55, 4, 60),)),
    "dots": dots(FINDING, (Dot("Trust", 0.5, "7 of 14", 0.25, 0.75),)),
    "timeline": timeline(FINDING, MOVED),
    "months": months(FINDING, (("2026-01", 7, 3),)),
    "multiples": multiples(FINDING, (Panel("Trust", (("East", (7, 14), ""), ("West", None, "hidden"))),)),
    "hexmap": hexmap(FINDING, (Area("E12000007", "London", "7 of 14 held", 3),), (("#0b4766", "held"),), {}),
}
WRITTEN = {"spreads": "17", "timeline": "postponed", "diverging": "11", "slopes": "20 of 55", "months": "3"}


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_says_its_finding_and_can_be_read(name: str) -> None:
    svg = PICTURES[name]
    assert "<title>Most &lt;said&gt; so</title>" in svg
    assert {float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)} == {13.0}  # 9.75 points
    assert "text-anchor" not in svg
    assert "var(" not in svg
    assert f">{WRITTEN.get(name, '')}" in svg


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_stands_outside_the_picture(name: str) -> None:
    svg = PICTURES[name]
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
    for tag, x, y in re.findall(r'<(text|rect) x="([-\d.]+)" y="([-\d.]+)"', svg):
        assert -0.01 <= float(x) <= width, tag
        assert -0.01 <= float(y) <= height, tag


def test_every_council_has_a_cell_of_its_own() -> None:
    cells = [cell for region in CELLS.values() for cell in region.values()]
    assert (len(CELLS), len(cells), len(set(cells))) == (9, 153, 153)


@pytest.mark.parametrize("region", CELLS)
def test_a_region_hangs_together(region: str) -> None:
    left = set(CELLS[region].values())
    reached = [left.pop()]
    while reached:
        column, row = reached.pop()
        shift = row % 2
        near = {(column - 1, row), (column + 1, row)}
        near |= {(column + d, row + r) for r in (-1, 1) for d in (shift - 1, shift)}
        reached += list(near & left)
        left -= near
    # East and West Sussex and the Isle of Wight may stand one cell apart from the rest.
    assert len(left) <= 1


def test_labels_are_moved_apart_and_keep_their_order() -> None:
    assert spread_out([10.0, 12.0, 40.0], 18) == [10.0, 28.0, 46.0]
    assert spread_out([40.0, 10.0], 18) == [40.0, 10.0]
