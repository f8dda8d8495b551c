"""The chapters of a report that say what was done: challenges and data packs, and what came of the letters."""

from __future__ import annotations

from typing import Any

from evaluation.reports.dates import day, short_day
from evaluation.reports.pieces import Chapter, Section, Table

Snapshot = dict[str, Any]


def delivery(snapshot: Snapshot) -> Chapter:
    """Challenges planned, held and moved; data packs."""
    told = snapshot["delivery"]
    sections = (
        Section("Planned, held and moved", (_outsiders(told),), tables=(_counts(told),)),
        Section("Data packs", _packs(snapshot["data_packs"])),
        Section("Every challenge", tables=_lists(told)),
    )
    return Chapter("delivery", "Challenges held", sections=sections[: 3 if _lists(told) else 2], runs_on=True)


def _counts(told: dict[str, Any]) -> Table:
    rows = (
        ("Planned", told["planned"]),
        ("Held", told["held"]),
        ("Held on other days than first planned (among those held)", told["moved"]),
        ("Still to come", told["to_come"]),
        ("Postponed, without a new date", told["postponed"]),
        ("Cancelled", told["cancelled"]),
    )
    return Table(
        "Challenges of the round",
        ("What happened", "Challenges"),
        tuple((what, str(number)) for what, number in rows),
    )


def _outsiders(told: dict[str, Any]) -> str:
    if not told["peers"]:
        return "No places on teams are recorded for the challenges held."
    outside = told["peers_from_outside"] or "None"
    return f"{outside} of the {told['peers']} places on teams were taken by peers of another region."


def _lists(told: dict[str, Any]) -> tuple[Table, ...]:
    """Every challenge and why visits moved: in the snapshot of a staff report only."""
    tables = []
    if told["challenges"]:
        rows = tuple(
            (
                row["host"],
                row["theme"] or "–",
                short_day(row["planned"]),
                short_day(row["visited"]),
                row["state"],
            )
            for row in told["challenges"]
        )
        columns = ("Host", "Theme", "First planned", "Held", "State")
        tables.append(Table("Days first planned and days held", columns, rows, numeric=False))
    if told["reasons"]:
        reasons = tuple((label, str(count)) for label, count in told["reasons"])
        tables.append(Table("Why visits moved or fell away", ("Reason", "Times"), reasons))
    return tuple(tables)


def _packs(packs: dict[str, Any]) -> tuple[str, ...]:
    if not packs["held"]:
        return ("No challenge has been held yet, so there are no data packs to speak of.",)
    said = (
        f"Of {packs['held']} challenges held, {packs['received']} have a data pack recorded. "
        f"{packs['on_time']} came by the day they were first due, and {packs['usable']} were found usable."
    )
    if packs["median_age_days"] is None:
        return (said,)
    return said, f"The middle pack held figures {packs['median_age_days']} days old when it came (median)."


def change(snapshot: Snapshot) -> Chapter:
    """What came of the letters."""
    told = snapshot["change"]
    rows = (
        ("Actions that followed the letters", told["actions"]),
        ("With a baseline", told["with_baseline"]),
        ("Done", told["done"]),
        ("Overdue", told["overdue"]),
        ("Given a later date than the first", told["slipped"]),
        ("With a result that is measured, or verified by a peer", told["measured"]),
    )
    table = Table("Actions of the round", ("What", "Actions"), tuple((what, str(n)) for what, n in rows))
    said = (
        f"As of {day(snapshot['made_on'])}. An action states its measure, and a baseline or that none exists."
    )
    sections = (Section("Actions", tables=(table,)),)
    return Chapter("change", "From finding to change", (said,), sections, runs_on=True)
