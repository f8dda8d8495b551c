"""Reads the sample's written content: everything in it is invented."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"


def read(name: str) -> Any:
    """A JSON file of the content, as it stands."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def people() -> list[dict[str, str]]:
    """The invented people, one row each."""
    with (FOLDER / "people.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def day(text: str | None) -> date | None:
    """A day written 2025-10-07, or None."""
    return date.fromisoformat(text) if text else None


def must(text: str) -> date:
    """A day that the content always gives."""
    return date.fromisoformat(text)
