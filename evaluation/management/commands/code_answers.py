"""Code a file of answers by the best engine that runs here: `manage.py code_answers IN.csv OUT.csv`."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evaluation.theming.codes import QUESTIONS
from evaluation.theming.engine import code, engine_version

WANTED = ("id", "text", "question", "role")
GIVEN = ("id", "themes", "denied")
Row = dict[str, str]


class Command(BaseCommand):
    """Reads `id,text,question,role`; writes `id,themes,denied`, codes joined by `|`. All of the file or nothing."""

    help = "Code answers to open questions: reads id,text,question,role and writes id,themes,denied."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The two files."""
        parser.add_argument("source", metavar="IN.csv", type=Path)
        parser.add_argument("target", metavar="OUT.csv", type=Path)

    def handle(self, *, source: Path, target: Path, **options: Any) -> None:
        """Code the file. Raises CommandError that names the row where the input is faulty, and then writes nothing."""
        coded = [_coded(row) for row in _rows(_text_of(source))]
        _write(target, coded)
        self.stdout.write(f"{len(coded)} answers coded by {engine_version()}: {target}")


def _text_of(source: Path) -> str:
    try:
        raw = source.read_bytes()
    except OSError as error:
        raise CommandError(f"{source} cannot be read: {error.strerror}.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise CommandError(
            f"Line {row} of {source} is not UTF-8. Save the file as CSV UTF-8 and try again."
        ) from error


def _rows(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 1
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        _check_columns(columns)
        for number, cells in enumerate(reader, start=2):
            if cells:
                yield _row(number, columns, cells)
    except csv.Error as error:
        raise CommandError(f"Row {number + 1} is not well-formed CSV: {error}.") from error


def _check_columns(columns: list[str]) -> None:
    missing = [name for name in WANTED if name not in columns]
    if missing:
        raise CommandError(
            f"Row 1 lacks the column {', '.join(missing)}. The columns are {','.join(WANTED)}."
        )
    repeated = sorted({name for name in columns if columns.count(name) > 1})
    if repeated:
        raise CommandError(f"Row 1 names the column {', '.join(repeated)} twice.")


def _row(number: int, columns: list[str], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        raise CommandError(
            f"Row {number} has {len(cells)} cells, not {len(columns)}. Is a comma not in quotation marks?"
        )
    row = dict(zip(columns, cells, strict=True))
    row["question"] = row["question"].strip().lower()
    if row["question"] not in QUESTIONS:
        raise CommandError(
            f"Row {number}: the question {row['question']!r} is none of {', '.join(QUESTIONS)}."
        )
    if not row["id"].strip():
        raise CommandError(f"Row {number} has no id.")
    return row


def _coded(row: Row) -> Row:
    codes = code(row["text"], row["question"])
    themes = "|".join(each.theme for each in codes if not each.denied)
    denied = "|".join(each.theme for each in codes if each.denied)
    return {"id": row["id"], "themes": themes, "denied": denied}


def _write(target: Path, rows: Iterable[Row]) -> None:
    # Beside the target, so that the last step is a rename within one file system.
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise CommandError(f"{target} cannot be written: {error.strerror}.") from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, GIVEN, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        beside.chmod(0o644)
        beside.replace(target)
    except OSError as error:
        raise CommandError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
