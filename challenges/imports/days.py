"""What a table of days would do to the hosts and offered peers of a round, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from challenges.imports.cells import (
    ANY,
    CAN,
    CANNOT,
    DayRow,
    Given,
    RoundFacts,
    read_day_row,
    read_given,
)
from challenges.imports.owners import Known, OwnerReader
from challenges.planning.proposal import Period
from councils.imports.people import CHANGED, FAULTY, NEW, SAME
from councils.imports.posts import RowFault
from councils.imports.reading import RawRow

REQUIRED = ("council",)
OPTIONAL = (
    "reference",
    "name",
    "role",
    "days_offered",
    "trained_on",
    "expertise",
    "topics",
    "days",
    "first_day",
    "last_day",
    "reason",
)
COLUMNS = (*REQUIRED, *OPTIONAL)
# A further row of somebody whose first row says what becomes of them.
JOINED = "joined"


@dataclass(frozen=True)
class PlannedOwner:
    """A host or peer as the file would have it. `given` True: their days are known."""

    known: Known
    role: str
    max_days: int | None
    trained_on: str
    expertise: str
    topics: tuple[str, ...]
    given: bool
    windows: tuple[Period, ...]
    blocked: tuple[Period, ...]


@dataclass(frozen=True)
class PlannedRow:
    """What becomes of a row. The first row of a host or peer has all `changes` (field, before, after) and `owner`."""

    number: int
    verdict: str
    name: str
    reference: str = ""
    reason: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    owner: PlannedOwner | None = None


@dataclass(frozen=True)
class _Read:
    """A row that could be read."""

    number: int
    known: Known
    given: Given
    day: DayRow | None


def plan_days(rows: Iterable[RawRow], facts: RoundFacts, owners: OwnerReader) -> tuple[PlannedRow, ...]:
    """One planned row for each row of the file. Nothing may be saved where any is faulty."""
    planner = _Planner(facts, owners)
    read = [planner.read(row) for row in rows]
    return tuple(planner.planned(each) if isinstance(each, _Read) else each for each in read)


class _Planner:
    """Reads rows in their order and remembers what earlier ones of the same host or peer said."""

    def __init__(self, facts: RoundFacts, owners: OwnerReader) -> None:
        self.facts, self.owners = facts, owners
        self.said: dict[tuple[str, int], _Read] = {}
        self.days: dict[tuple[str, int], list[DayRow]] = {}

    def read(self, row: RawRow) -> _Read | PlannedRow:
        """The row as it was meant; what is wrong with it becomes its reason."""
        name = row.cells.get("name") or row.cells["council"]
        reference = row.cells.get("reference", "")
        try:
            if row.fault:
                raise RowFault(row.fault)
            return self._read(row.number, row.cells)
        except RowFault as fault:
            return PlannedRow(row.number, FAULTY, name[:120], reference[:20], str(fault))

    def _read(self, number: int, cells: Mapping[str, str]) -> _Read:
        known = self.owners.read(cells)
        given = read_given(cells, self.facts, host=known.is_host)
        earlier = self.said.get(known.key)
        if not (known.is_host or given.role or known.role or (earlier and earlier.given.role)):
            raise RowFault(f"The role is empty, and {known.name} has not been offered yet.")
        day = read_day_row(cells, self.facts)
        read = _Read(number, known, given, day)
        self._join(read)
        return read

    def _join(self, read: _Read) -> None:
        """Put the row beside earlier ones of the same host or peer, which must not say anything else."""
        key = read.known.key
        first = self.said.get(key)
        if first and (differs := read.given.differs_from(first.given)):
            raise RowFault(f"{read.known.name} is in row {first.number} too, with another {differs}.")
        days = self.days.setdefault(key, [])
        if first and (read.day is None or read.day in days):
            raise RowFault(f"{read.known.name} is in row {first.number} too, with nothing new in this one.")
        kinds = {each.kind for each in [*days, *([read.day] if read.day else [])]}
        if {CAN, ANY} <= kinds:
            raise RowFault(f"{read.known.name} can on any day in one row, and only on some days in another.")
        if read.day:
            days.append(read.day)
        earlier = first.given if first else read.given
        self.said[key] = replace(first or read, given=earlier.joined(read.given))

    def planned(self, read: _Read) -> PlannedRow:
        """The verdict on a row, once every row has been read."""
        key, known = read.known.key, read.known
        first = self.said[key]
        row = PlannedRow(read.number, JOINED, known.words, known.reference)
        if first.number != read.number:
            return row
        owner = _owner(known, first.given, self.days[key])
        changes = _changes(known, owner)
        verdict = NEW if known.is_new else CHANGED if changes else SAME
        return replace(row, verdict=verdict, changes=changes, owner=owner)


def _owner(known: Known, given: Given, days: list[DayRow]) -> PlannedOwner:
    can = [each.period for each in days if each.kind == CAN and each.period]
    cannot = [each.period for each in days if each.kind == CANNOT and each.period]
    answered = any(each.kind in (CAN, ANY) for each in days)
    return PlannedOwner(
        known=known,
        role=given.role or known.role,
        max_days=given.max_days if given.max_days is not None else known.max_days,
        trained_on=given.trained_on or known.trained_on,
        expertise=given.expertise or known.expertise,
        topics=given.topics or known.topics,
        given=answered or known.given,
        windows=_in_order(can) if answered else known.windows,
        blocked=_in_order(cannot) if cannot else known.blocked,
    )


def _in_order(periods: Iterable[Period]) -> tuple[Period, ...]:
    return tuple(sorted(periods, key=lambda each: (each.first_day, each.last_day)))


def _changes(known: Known, owner: PlannedOwner) -> tuple[tuple[str, str, str], ...]:
    """What the file would write down, as (field, before, after)."""
    before, after = _words(known), _words(owner)
    return tuple((name, before[name], after[name]) for name in after if before[name] != after[name])


def _words(each: Known | PlannedOwner) -> dict[str, str]:
    return {
        "role": each.role.replace("_", " "),
        "days offered": str(each.max_days or ""),
        "trained on": each.trained_on,
        "expertise": each.expertise,
        "topics": "; ".join(sorted(each.topics)),
        "can": ", ".join(map(_said, each.windows)) or ("any day" if each.given else ""),
        "cannot": ", ".join(map(_said, each.blocked)),
    }


def _said(period: Period) -> str:
    days = f"{period.first_day.isoformat()} to {period.last_day.isoformat()}"
    return f"{days} ({period.reason})" if period.reason else days
