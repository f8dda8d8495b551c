"""Coded answers for a spreadsheet. No cell can run as a formula; the last rows account for every answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from councils.imports.cells import neutralised
from evaluation.exports.rows import COLUMNS, CodedAnswer
from evaluation.findings.tables import Reconciliation

MOST_LETTERS = 32_767


def accounted(sums: Reconciliation) -> Iterator[tuple[str, str]]:
    """The rows that account for every answer received."""
    yield "Received", str(sums.received)
    yield "Coded", str(sums.coded)
    yield "No theme", str(sums.none)
    yield "Unusable", str(sums.unusable)
    yield "Waiting", str(sums.waiting)


def as_csv(rows: Iterable[CodedAnswer], sums: Reconciliation) -> str:
    """The answers as CSV for a spreadsheet, then an empty row and the reconciliation."""
    file = io.StringIO(newline="")
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows([neutralised(cell) for cell in row.cells] for row in rows)
    writer.writerow([])
    writer.writerows(accounted(sums))
    return file.getvalue()


def as_xlsx(rows: Iterable[CodedAnswer], sums: Reconciliation) -> bytes:
    """The answers as a workbook, with the reconciliation on a sheet of its own."""
    book = Workbook(write_only=True)
    answers, account = book.create_sheet("Answers"), book.create_sheet("Reconciliation")
    answers.append(COLUMNS)
    for row in rows:
        answers.append([_cell(cell) for cell in row.cells])
    for line in accounted(sums):
        account.append([line[0], int(line[1])])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", neutralised(text))[:MOST_LETTERS]
