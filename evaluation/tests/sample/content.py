"""The sample's written content as the tests read it: people, the two rounds, invitations, responses and quotes."""

from __future__ import annotations

import csv
import json
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parents[2] / "sample" / "content"
REFERENCE = Path(__file__).resolve().parents[3] / "councils" / "reference"
TODAY = date(2026, 11, 24)


def read(name: str) -> Any:
    """What a JSON file of the content holds."""
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PEOPLE = {row["reference"]: row for row in rows(CONTENT / "people.csv")}
ROUNDS = read("challenges.json")
FINISHED, SIGN_UP = ROUNDS["finished"], ROUNDS["sign_up"]
CHALLENGES = FINISHED["challenges"]
HELD = [challenge for challenge in CHALLENGES if challenge["outcome"] == "held"]
VISITS = CHALLENGES + SIGN_UP["agreed_early"]
INVITED = read("responses.json")["invited"]
RESPONSES = read("responses.json")["responses"]
QUOTES = read("quotes.json")


def day(text: str) -> date:
    """The day of an ISO date."""
    return date.fromisoformat(text)


def south_east() -> set[str]:
    """The councils of the region on the day of the sample."""
    return {
        row["name"]
        for row in rows(REFERENCE / "councils.csv")
        if row["region"] == "E12000008" and (not row["existed_until"] or day(row["existed_until"]) > TODAY)
        if day(row["existed_from"]) <= TODAY
    }


def found(tree: Any, *keys: str) -> list[str]:
    """Every text that stands under one of these keys, at any depth."""
    if isinstance(tree, list):
        return list(chain.from_iterable(found(branch, *keys) for branch in tree))
    if not isinstance(tree, dict):
        return []
    here = [value for key, value in tree.items() if key in keys and isinstance(value, str) and value]
    return here + list(chain.from_iterable(found(branch, *keys) for branch in tree.values()))


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two periods share a day."""
    return bool(one["first_day"] <= other["last_day"] and other["first_day"] <= one["last_day"])


def team(visit: dict[str, Any]) -> list[str]:
    """The references of those on a visit's team."""
    return [place["person"] for place in visit["team"]]
