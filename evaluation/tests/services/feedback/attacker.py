"""Somebody with the whole database, row by row as it lies on the disk, who wants to know who wrote what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models

Row = dict[str, Any]


def rows_as_they_lie(model: type[models.Model]) -> list[Row]:
    """Every row of a table with its place on the disk and, on PostgreSQL, the transaction that wrote it."""
    place = (
        "rowid AS place, 0 AS writer" if connection.vendor == "sqlite" else "ctid AS place, xmin AS writer"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {place}, * FROM {model._meta.db_table} ORDER BY 1")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def guesses(people: list[Row], answers: list[Row]) -> dict[str, list[tuple[Row, Row]]]:
    """Every way to lay receipts beside answers: by place, by number, by the writing transaction."""
    by_number = (
        sorted(people, key=lambda row: str(row["id"])),
        sorted(answers, key=lambda row: str(row["id"])),
    )
    return {
        "place": list(zip(people, answers, strict=False)),
        "number": list(zip(*by_number, strict=False)),
        "writer": _by_writer(people, answers),
    }


def _by_writer(people: Iterable[Row], answers: Iterable[Row]) -> list[tuple[Row, Row]]:
    written: dict[Any, list[Row]] = defaultdict(list)
    for row in answers:
        written[row["writer"]].append(row)
    pairs = []
    for person in people:
        together = written.get(person["writer"], [])
        if together:
            pairs.append((person, together.pop(0)))
    return pairs


def every_row() -> list[tuple[str, str]]:
    """Each row of each table as text, with its table."""
    found = []
    for model in apps.get_models():
        for row in rows_as_they_lie(model):
            found.append((model._meta.db_table, repr(row)))
    return found
