"""The tables of a report as data: a workbook and a text file, the same bytes each time they are made."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from councils.imports.cells import neutralised
from evaluation.reports.pieces import Report, Table
from evaluation.reports.render import Attached

MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
OLDEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can write
COLUMNS = ("Table", "Caption", "Row", "Column", "Value")


def as_csv(report: Report) -> bytes:
    """Every cell of every table on a line of its own: table, caption, row, column, value. UTF-8 with a mark."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, table in enumerate(report.every_table, start=1):
        for row in table.rows:
            for column, cell in zip(table.columns[1:], row[1:], strict=True):
                writer.writerow([str(number), *map(neutralised, (table.caption, row[0], column, cell))])
    return written.getvalue().encode("utf-8-sig")


def as_workbook(report: Report, as_of: datetime) -> bytes:
    """A sheet for each table, whole numbers as numbers, and a first sheet that lists them."""
    book = Workbook()
    book.properties.creator, book.properties.title = report.body, f"{report.title}: {report.subtitle}"
    book.properties.created = as_of.astimezone(UTC).replace(tzinfo=None)
    _list(book.active, report)
    for number, table in enumerate(report.every_table, start=1):
        _sheet(book.create_sheet(str(number)), table)
    written = io.BytesIO()
    book.save(written)
    return _settled(written.getvalue(), as_of)


def attachments(report: Report, as_of: datetime) -> tuple[Attached, ...]:
    """The two files that go into the PDF."""
    return (
        Attached(
            "tables.xlsx", "Every table of this report, a sheet each", as_workbook(report, as_of), as_of
        ),
        Attached("tables.csv", "Every table of this report, a line for each cell", as_csv(report), as_of),
    )


def _list(sheet: Worksheet, report: Report) -> None:
    sheet.title = "Tables"
    sheet.append([f"{report.title}: {report.subtitle}"])
    sheet.append([f"{report.audience}. Answers as of {report.as_of}. Checksum (SHA-256): {report.checksum}"])
    if report.sample:
        sheet.append(["Sample, invented data"])
    sheet.append(["Sheet", "Table"])
    for number, table in enumerate(report.every_table, start=1):
        sheet.append([number, neutralised(table.caption)])
    sheet["A1"].font = Font(bold=True)
    sheet.column_dimensions["B"].width = 80


def _sheet(sheet: Worksheet, table: Table) -> None:
    sheet.append([neutralised(table.caption)])
    sheet.append([neutralised(column) for column in table.columns])
    for row in table.rows:
        sheet.append([_value(cell) for cell in row])
    sheet["A1"].font = Font(bold=True)
    for cell in sheet[2]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 48
    sheet.freeze_panes = "B3"


def _value(cell: str) -> str | int:
    return int(cell) if cell.isdecimal() else neutralised(cell)


def _settled(workbook: bytes, as_of: datetime) -> bytes:
    """The same workbook without the moment at which it was written."""
    written, stamp = io.BytesIO(), as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = MODIFIED.sub(rb"\g<1>" + stamp, data)
            new.writestr(zipfile.ZipInfo(name, OLDEST), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()
