"""The chapter of a national report that sets its regions side by side, in the order of their names."""

from __future__ import annotations

from typing import Any

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedTheme
from evaluation.reports.charts.bars import Bar, bars
from evaluation.reports.charts.drawing import STATES
from evaluation.reports.charts.england import CELLS
from evaluation.reports.charts.hexmap import SHADES, Area, hexmap
from evaluation.reports.charts.lines import Dot, dots
from evaluation.reports.charts.multiples import Panel, multiples
from evaluation.reports.dates import NONE
from evaluation.reports.pieces import Chapter, Figure, Section, Table
from evaluation.reports.source import Source
from evaluation.reports.themes import ranked

KINDS = {"benefit": "Benefits", "barrier": "Barriers", "development": "Areas for development"}
ORDER = "Regions stand in the order of their names. Each had its own round; they are not ranked."
STATE_WORDS = (
    ("held", "held"),
    ("due", "still to come"),
    ("off", "postponed or cancelled"),
    ("none", "no challenge"),
)
Cell = dict[str, Any]


def regions(source: Source) -> Chapter:
    """Delivery, response and themes of each region beside the others."""
    sections = (
        Section("Delivery by region", (ORDER,), figures=(_map(source),), tables=(_deeds(source),)),
        Section("Response by region", figures=(_response(source),)),
        Section("Benefits asked about directly", figures=_ranges(source)),
        *(_themes(source, kind, heading) for kind, heading in KINDS.items()),
    )
    return Chapter("regions", "Regions side by side", sections=sections, runs_on=True, listed=True)


def _map(source: Source) -> Figure:
    """Published: each region in the shade of its share held. Staff: each council by how its challenge stands."""
    places = {place["name"]: place for place in source.snapshot["places"]}
    of_region = dict(source.snapshot["regions"])
    known = {code for cells in CELLS.values() for code in cells}
    states = {code: state for code, state in source.snapshot["councils"].items() if code in known}
    areas = tuple(
        _area(code, name, places.get(of_region.get(code, "")), bool(states)) for code, name in NAMES.items()
    )
    key = tuple((STATES[state], said) for state, said in STATE_WORDS) if states else SHARE_KEY
    held = sum(place["held"] for place in places.values())
    planned = sum(place["planned"] for place in places.values())
    where = "one region’s round" if len(places) == 1 else f"the rounds of {len(places)} regions"
    finding = f"{held} of {planned} challenges planned were held in {where}."
    alternative = f"{finding} Map of England by council: " + "; ".join(f"{a.name} {a.words}" for a in areas)
    colours = {code: STATES[states.get(code, "none")] for code in known} if states else {}
    rows = tuple((area.name, area.words) for area in areas)
    table = Table("Challenges held by region", ("Region", "Held"), rows, False)
    return Figure(table, finding, chart=hexmap(alternative, areas, key, colours))


NAMES = {
    "E12000004": "East Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000008": "South East",
    "E12000009": "South West",
    "E12000005": "West Midlands",
    "E12000003": "Yorkshire and The Humber",
}
SHARE_KEY = (
    (SHADES[4], "all held"),
    (SHADES[3], "three quarters or more"),
    (SHADES[2], "half or more"),
    (SHADES[1], "fewer than half"),
    (SHADES[0], "no round"),
)


def _area(code: str, name: str, place: Cell | None, by_council: bool) -> Area:
    if place is None or not place["planned"]:
        return Area(code, name, "no round with a survey", 0)
    share = place["held"] / place["planned"]
    shade = 4 if share == 1 else 3 if share >= 0.75 else 2 if share >= 0.5 else 1
    return Area(code, name, f"{place['held']} of {place['planned']} held", 0 if by_council else shade)


def _deeds(source: Source) -> Table:
    names = (
        "planned",
        "held",
        "moved",
        "peers",
        "peers_from_outside",
        "days_given",
        "packs_on_time",
        "measured",
    )
    rows = tuple(
        (place["name"], *(str(place[name]) for name in names)) for place in source.snapshot["places"]
    )
    columns = (
        "Region",
        "Planned",
        "Held",
        "Moved",
        "Places on teams",
        "From other regions",
        "Days given",
        "Packs on time",
        "Actions measured",
    )
    return Table("What each region did", columns, rows)


def _response(source: Source) -> Figure:
    beside = source.snapshot["side_by_side"]
    cells = list(zip(beside["places"], beside["rates"], strict=True))
    table = Table(
        "Answered of those asked", ("Region", "Answered"), tuple((n, _share(c)) for n, c in cells), False
    )
    drawn = tuple(Bar(name, cell["number"], cell["base"]) for name, cell in cells if cell.get("base"))
    finding = f"In all regions together {words.rate(source.findings.everyone)}."
    alternative = f"{finding} " + "; ".join(f"{name} {_share(cell)}" for name, cell in cells)
    few = " and ".join(beside["too_few"])
    said = f"Too few people have answered to be counted: {few}." if few else ""
    return Figure(table, finding, said, bars(alternative, drawn) if drawn else "")


def _themes(source: Source, kind: str, heading: str) -> Section:
    """Small multiples: for each theme that anybody raised the regions' shares of people who did."""
    beside = source.snapshot["side_by_side"]
    themes = ranked(source, kind)
    raised = [theme for theme in themes if isinstance(theme.people, int) and theme.people]
    panels = tuple(
        Panel(t.theme.title, _rows(list(zip(beside["places"], beside["themes"][t.theme.code], strict=True))))
        for t in raised
    )
    rows = tuple(
        (place, *(_short(beside["themes"][t.theme.code][n]) for t in themes))
        for n, place in enumerate(beside["places"])
    )
    columns = ("Region", *(t.theme.code for t in themes))
    table = Table(f"{heading}: people who raised each theme, by region", columns, rows)
    finding = _raised_most(raised)
    alternative = f"{finding} {heading} by region; the table below gives every number."
    chart = multiples(alternative, panels) if panels else ""
    return Section(f"{heading} by region", figures=(Figure(table, finding, chart=chart),))


def _raised_most(raised: list[DisclosedTheme]) -> str:
    if not raised:
        return "No region raised any of these unprompted, or too few people answered to say."
    first = raised[0]
    return f"Raised most in all regions: {first.theme.title.lower()} ({first.people} of {first.people_base})."


def _ranges(source: Source) -> tuple[Figure, ...]:
    """For each benefit the share who saw it, all regions together, with the lowest and highest region."""
    beside = source.snapshot["side_by_side"]
    drawn, rows = [], []
    for theme in ranked(source, "benefit"):
        code = theme.theme.code
        much, base = source.figures.get(f"{code}.much"), source.figures.get(f"{code}.asked")
        if not isinstance(much, int) or not isinstance(base, int) or code not in beside["scales"]:
            continue
        cells = [c for c in beside["scales"][code] if c.get("base")]
        low, high = _ends(cells)
        shares = [c["number"] / c["base"] for c in cells] or [much / base]
        drawn.append(Dot(theme.theme.title, much / base, f"{much} of {base}", min(shares), max(shares)))
        rows.append((theme.theme.title, words.share(much, base), low, high))
    if not drawn:
        return ()
    drawn.sort(key=lambda row: -row.share)
    table = Table(
        "To a great or moderate extent: all regions together, and the lowest and highest region shown",
        ("Benefit", "All regions", "Lowest", "Highest"),
        tuple(sorted(rows, key=lambda row: [d.label for d in drawn].index(row[0]))),
        False,
    )
    finding = f"Seen by most, asked directly: {drawn[0].label.lower()} ({drawn[0].words})."
    alternative = f"{finding} The line runs from the lowest to the highest region. " + "; ".join(
        f"{row.label} {row.words}" for row in drawn
    )
    said = "The dot is all regions together; the line runs from the lowest to the highest region that may be shown."
    return (Figure(table, finding, said, dots(alternative, tuple(drawn))),)


def _ends(cells: list[Cell]) -> tuple[str, str]:
    if not cells:
        return NONE, NONE
    ordered = sorted(cells, key=lambda c: (c["number"] / c["base"], c["base"]))
    return _short(ordered[0]), _short(ordered[-1])


def _rows(cells: list[tuple[str, Cell]]) -> tuple[tuple[str, tuple[int, int] | None, str], ...]:
    return tuple(
        (_label(name), (c["number"], c["base"]) if c.get("base") else None, "hidden") for name, c in cells
    )


def _label(name: str) -> str:
    """A region's name as short as a picture needs it."""
    return name.replace("Yorkshire and The Humber", "Yorkshire, Humber")[:22]


def _share(cell: Cell) -> str:
    return cell["hidden"] if "hidden" in cell else words.share(cell["number"], cell["base"])


def _short(cell: Cell) -> str:
    return "hidden" if "hidden" in cell else f"{cell['number']} of {cell['base']}"
