"""The reference tables against the gathered facts, where these lie beside the checkout."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from councils.reference import tables

REFDATA = Path(__file__).resolve().parents[3].parent / "shared/refdata"

pytestmark = pytest.mark.skipif(
    not REFDATA.exists(), reason="the shared reference data is not beside this checkout"
)

THEN, NOW = date(2013, 3, 31), date(2025, 6, 1)
KINDS = {
    "UA": "unitary",
    "MD": "metropolitan",
    "LB": "london",
    "CC": "county",
    "COL": "city",
    "IOS": "scilly",
}


def rows(name: str) -> list[dict[str, str]]:
    with (REFDATA / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def numbers_on(day: date) -> set[str]:
    return {council.dfe_number for council in tables.councils() if council.exists_on(day)}


def code_on(day: date) -> dict[str, str]:
    alive = numbers_on(day)
    return {c.dfe_number: c.gss_code for c in tables.codes() if c.held_on(day) and c.dfe_number in alive}


def test_codes_and_numbers_of_2012_13() -> None:
    listed = rows("authorities/la_2012_13_152.csv")
    assert code_on(THEN) == {row["dfe_la_number"]: row["gss_code_on_2013_03_31"] for row in listed}


def test_every_field_of_todays_councils() -> None:
    codes = code_on(NOW)
    ours = {
        (c.dfe_number, codes[c.dfe_number], c.name, c.official_name, c.kind, c.region)
        for c in tables.councils()
        if c.exists_on(NOW)
    }
    fields = ("dfe_la_number", "gss_code", "la_name", "official_name")
    theirs = {
        (*(row[field] for field in fields), KINDS[row["la_type_code"]], row["region_code"])
        for row in rows("authorities/la_current_153.csv")
    }
    assert ours == theirs


def test_counts_per_region() -> None:
    listed = [row for row in rows("authorities/regions.csv") if row["level"] == "ONS region"]
    for day, column in ((THEN, "la_count_2013"), (NOW, "la_count_2025")):
        ours = Counter(c.region for c in tables.councils() if c.exists_on(day))
        assert ours == {row["region_code"]: int(row[column]) for row in listed}


def test_counts_and_numbers_of_each_reporting_year() -> None:
    seen: dict[int, set[str]] = {}
    for row in rows("dfe_tidy/b1_children_in_need_2013_to_2025.csv"):
        if row["geographic_level"] == "Local authority":
            seen.setdefault(int(row["time_period"]), set()).add(row["old_la_code"])
    assert seen == {year: numbers_on(date(year, 3, 31)) for year in range(2013, 2026)}


def test_code_history() -> None:
    ours = {(c.gss_code, c.dfe_number, c.valid_from) for c in tables.codes()}
    history = rows("authorities/gss_code_history.csv")
    theirs = {
        (r["gss_code"], r["dfe_la_number"], date.fromisoformat(r["gss_from"]) if r["gss_from"] else None)
        for r in history
    }
    assert ours == theirs
    ends = {c.gss_code: c.valid_until for c in tables.codes() if c.valid_until}
    listed = {r["gss_code"]: date.fromisoformat(r["gss_to"]) + timedelta(1) for r in history if r["gss_to"]}
    assert ends == listed | {"E10000030": date(2027, 4, 1)}


def test_changes_between_councils() -> None:
    ours = {(c.dfe_number, s) for c in tables.councils() for s in c.successors if s.isdigit()}
    theirs = {
        (row["old_la_number"], row["new_la_number"])
        for row in rows("authorities/la_changes_2013_2027.csv")
        if row["new_la_number"] and row["old_la_number"] != row["new_la_number"]
    }
    assert ours == theirs


def test_neighbours_word_for_word() -> None:
    ours = [(n.dfe_number, n.rank, n.neighbour, n.closeness) for n in tables.neighbours()]
    theirs = [
        (row["dfe_la_number"], int(row["rank"]), row["neighbour_la_number"], row["closeness"])
        for row in rows("neighbours/statistical_neighbours_2025.csv")
        if row["row_kind"].startswith("current")
    ]
    assert sorted(ours) == sorted(theirs)


def test_centres_within_ten_metres() -> None:
    listed = {row["dfe_la_number"]: row for row in rows("geo/former_la_centroids.csv")}
    listed |= {row["dfe_la_number"]: row for row in rows("geo/la_centroids.csv")}
    far = [
        council.name
        for council in tables.councils()
        if not council.number_is_provisional
        and max(
            abs(council.latitude - float(listed[council.dfe_number]["latitude"])),
            abs(council.longitude - float(listed[council.dfe_number]["longitude"])),
        )
        > 0.0001
    ]
    assert far == []
