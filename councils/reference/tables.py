"""The reference facts of English children's services as typed rows, read from the tables in this folder.

Plain Python: the tables are compact and our own; `SOURCES.md` names the publisher and licence of each fact.
Every period is half open: `existed_until` and `valid_until` are the first day on which it is no longer so.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
NEIGHBOUR_MODEL = "DfE 2025"
CLOSENESS = {
    "E": "Extremely close",
    "V": "Very close",
    "C": "Close",
    "S": "Somewhat close",
    "N": "Not close",
}


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """A region of England: its ONS code and name, and the names that the DfE's tables use for it."""

    code: str
    name: str
    dfe_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """An authority that was responsible for children's services on some day from 2012 to 2027.

    `kind` is what it is today, or was on its last day. `successors` holds the DfE numbers of the authorities
    that took over its area.
    """

    dfe_number: str
    name: str
    official_name: str
    kind: str
    region: str
    existed_from: date
    existed_until: date | None
    latitude: float
    longitude: float
    successors: tuple[str, ...]

    @property
    def number_is_provisional(self) -> bool:
        """Whether the number is our placeholder for one that has not been published yet."""
        return not self.dfe_number.isdigit()

    def exists_on(self, day: date) -> bool:
        """Say whether the authority exists on this day."""
        return self.existed_from <= day and (self.existed_until is None or day < self.existed_until)


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """A GSS code of a council and when it held (None: since before the tables, or still)."""

    gss_code: str
    dfe_number: str
    valid_from: date | None
    valid_until: date | None

    def held_on(self, day: date) -> bool:
        """Say whether the code was in force on this day."""
        return (self.valid_from or date.min) <= day < (self.valid_until or date.max)


@dataclass(frozen=True, slots=True)
class NeighbourFacts:
    """One of the ten statistical neighbours of a council, rank 1 the nearest (not a symmetric relation)."""

    dfe_number: str
    rank: int
    neighbour: str
    closeness: str


@cache
def regions() -> tuple[RegionFacts, ...]:
    """Return the nine regions of England."""
    return tuple(
        RegionFacts(row["code"], row["name"], _listed(row["dfe_names"])) for row in _rows("regions.csv")
    )


@cache
def councils() -> tuple[CouncilFacts, ...]:
    """Return every authority that existed at some time from 2012 to 2027, by DfE number."""
    return tuple(_council(row) for row in _rows("councils.csv"))


@cache
def codes() -> tuple[CodeFacts, ...]:
    """Return every GSS code that these authorities have had since 2012."""
    return tuple(
        CodeFacts(row["gss_code"], row["dfe_number"], _day(row["valid_from"]), _day(row["valid_until"]))
        for row in _rows("codes.csv")
    )


@cache
def neighbours() -> tuple[NeighbourFacts, ...]:
    """Return the ten statistical neighbours of each authority in the model of May 2025."""
    return tuple(
        NeighbourFacts(row["dfe_number"], rank, mark[:-1], CLOSENESS[mark[-1]])
        for row in _rows("neighbours_2025.csv")
        for rank, mark in enumerate(row["neighbours"].split(), start=1)
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _council(row: dict[str, str]) -> CouncilFacts:
    return CouncilFacts(
        dfe_number=row["dfe_number"],
        name=row["name"],
        official_name=row["official_name"],
        kind=row["kind"],
        region=row["region"],
        existed_from=date.fromisoformat(row["existed_from"]),
        existed_until=_day(row["existed_until"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        successors=_listed(row["successors"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
