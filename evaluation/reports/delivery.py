"""The chapter that says what was done: visits planned, held and moved, who travelled, and the data they had."""

from __future__ import annotations

from datetime import date
from typing import Any

from evaluation.findings import words
from evaluation.reports.charts.calendar import Visit, months, timeline
from evaluation.reports.dates import NONE, short_day
from evaluation.reports.pieces import Chapter, Figure, Section, Table
from evaluation.reports.source import Source

Told = dict[str, Any]
MOST_DRAWN = 38  # visits that a picture of one page has room for


def delivery(source: Source) -> Chapter:
    """Challenges planned, held and moved; peers and their days; data packs."""
    told = source.snapshot["delivery"]
    sections = (
        Section(
            "Planned, held and moved",
            source.said("held", "moved"),
            tables=(_counts(told), *_reasons(told)),
        ),
        *_over_time(told),
        *(() if source.is_national else _every_challenge(told)),
        Section("Days given and received", _days(source), tables=() if source.is_national else _ledger(told)),
        Section("Data packs", _packs(source), commentary=source.paragraphs("delivery")),
    )
    return Chapter("delivery", "Delivery", sections=sections)


def _counts(told: Told) -> Table:
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


def _over_time(told: Told) -> tuple[Section, ...]:
    """Visits by month, planned against held."""
    rows = tuple((month, planned, held) for month, planned, held in told["months"])
    if not rows:
        return ()
    printed = tuple((_month(month), str(planned), str(held)) for month, planned, held in rows)
    table = Table("Visits by month", ("Month", "First planned", "Held"), printed)
    most = max(rows, key=lambda row: row[2])
    finding = (
        f"Most visits were held in {_month(most[0])} ({most[2]})." if most[2] else "No visit was held yet."
    )
    alternative = f"{finding} By month, first planned and held: " + "; ".join(
        f"{month} {planned} and {held}" for month, planned, held in printed
    )
    return (Section("Month by month", figures=(Figure(table, finding, chart=months(alternative, rows)),)),)


def _month(month: str) -> str:
    year, number = month.split("-")
    return f"{date(int(year), int(number), 1):%B} {year}"


def _reasons(told: Told) -> tuple[Table, ...]:
    if not told["reasons"]:
        return ()
    rows = tuple((label, str(count)) for label, count in told["reasons"])
    return (Table("Why visits moved or fell away", ("Reason", "Times"), rows),)


def _every_challenge(told: Told) -> tuple[Section, ...]:
    """Every challenge by name: in the snapshot of a staff report only."""
    if not told["challenges"]:
        return ()
    rows = tuple(
        (
            row["host"],
            row["theme"] or NONE,
            short_day(row["planned"]),
            short_day(row["visited"]),
            row["state"],
        )
        for row in told["challenges"]
    )
    columns = ("Host", "Theme", "First planned", "Held", "State")
    table = Table("Days first planned and days held", columns, rows, numeric=False)
    return (Section("Every challenge", figures=(Figure(table, *_timeline(told)),)),)


def _timeline(told: Told) -> tuple[str, str, str]:
    visits = tuple(_visit(row) for row in told["challenges"] if row["planned"] or row["visited"])
    late = sum(1 for visit in visits if visit.held and visit.planned and visit.held > visit.planned)
    held = sum(1 for visit in visits if visit.held)
    finding = f"{late} of {held} visits were held later than first planned."
    if not visits or len(visits) > MOST_DRAWN:
        return finding, "", ""
    return (
        finding,
        "",
        timeline(f"{finding} A line for each visit from its first planned day to the day held.", visits),
    )


def _visit(row: dict[str, str]) -> Visit:
    planned, held = row["planned"], row["visited"]
    return Visit(
        row["host"][:28],
        date.fromisoformat(planned) if planned else None,
        date.fromisoformat(held) if held else None,
        "" if row["state"] == "Held" else row["state"].lower(),
    )


def _days(source: Source) -> tuple[str, ...]:
    told = source.snapshot["delivery"]
    if not told["peers"]:
        return source.said("outside")
    outside = words.share(told["peers_from_outside"], told["peers"])
    days = (
        f"Peers gave {told['days_given']} days on site, {told['days_from_outside'] or 'none'} of them by peers of "
        "another region. One peer on one day of a visit is one day."
    )
    return days, f"Places on teams taken by peers of another region: {outside}."


def _ledger(told: Told) -> tuple[Table, ...]:
    if not told["ledger"]:
        return ()
    rows = tuple((name, str(given), str(received)) for name, given, received in told["ledger"])
    return (Table("Days given and received by council", ("Council", "Given", "Received"), rows),)


def _packs(source: Source) -> tuple[str, ...]:
    packs = source.snapshot["data_packs"]
    if not packs["held"]:
        return ("No challenge has been held yet, so there are no data packs to speak of.",)
    said = (
        f"Of {packs['held']} challenges held, {packs['received']} have a data pack recorded. "
        f"{source.say('packs')} {packs['usable']} were found usable."
    )
    if packs["median_age_days"] is None:
        return (said,)
    return said, f"The middle pack held figures {packs['median_age_days']} days old when it came (median)."
