"""From an uploaded file, CSV or XLSX, to rows of text. Reads no further than it must."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from openpyxl import load_workbook

from councils.imports.cells import as_written, cell_text, tidy

MOST_ROWS = 5_000
MOST_LINES = 50_000
MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 200
LONGEST_CELL = 1_000
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class FileFault(Exception):
    """The file cannot be taken at all; its text is the sentence for people."""


@dataclass(frozen=True)
class RawRow:
    """One row of a file: its number as a spreadsheet shows it, its cells by column, and what made it unreadable."""

    number: int
    cells: dict[str, str]
    fault: str = ""


@dataclass(frozen=True)
class Table:
    """The columns that the file has, in its order, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]


def read_table(file: BinaryIO, required: Sequence[str], optional: Sequence[str]) -> Table:
    """The rows of a CSV (UTF-8, or UTF-16 with its mark) or XLSX file with these columns, whatever their order.

    Raises FileFault for another kind of file, wrong columns, more than `MOST_ROWS` rows or a file too large."""
    return _table(_lines(file), required, optional)


def read_lines(file: BinaryIO) -> Iterator[list[str]]:
    """The lines of a CSV or XLSX file as they stand, whatever their columns, `MOST_LINES` at most.

    Raises FileFault for another kind of file or one too large; letters that cannot be read become U+FFFD."""
    for line in islice(_lines(file), MOST_LINES):
        yield [as_written(_whole(cell)) for cell in line]


def _lines(file: BinaryIO) -> Iterator[list[str]]:
    if _size(file) > MOST_BYTES:
        raise FileFault(
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Split it into files of at most "
            f"{MOST_ROWS:,} rows."
        )
    start = file.read(4)
    file.seek(0)
    if start == OLD_EXCEL:
        raise FileFault("This is an old Excel file (.xls), or it has a password. Save it as .xlsx or CSV.")
    return _xlsx_lines(file) if start == ZIP else _csv_lines(file, start)


def _size(file: BinaryIO) -> int:
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(0)
    return size


def _csv_lines(file: BinaryIO, start: bytes) -> Iterator[list[str]]:
    encoding = "utf-16" if start[:2] in UTF_16 else "utf-8-sig"
    text = io.TextIOWrapper(file, encoding=encoding, errors="surrogateescape", newline="")
    try:
        yield from csv.reader(text, delimiter=_delimiter(text))
    except (csv.Error, UnicodeError) as error:
        raise FileFault("This is not a CSV file that we can read. Save it again as CSV UTF-8.") from error
    finally:
        text.detach()


def _delimiter(text: io.TextIOWrapper) -> str:
    """Comma, semicolon (Excel on some machines) or tab: whichever the first line has most of."""
    first = text.readline(10_000)
    text.seek(0)
    return max(",;\t", key=first.count)


def _xlsx_lines(file: BinaryIO) -> Iterator[list[str]]:
    _refuse_bomb(file)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        for line in sheet.iter_rows(values_only=True, max_col=100):
            yield [cell_text(value) for value in line]
    except FileFault:
        raise
    except Exception as error:  # openpyxl raises whatever the damage makes it raise
        raise FileFault(
            "This is not an Excel file that we can read. Save it as .xlsx or CSV UTF-8."
        ) from error


def _refuse_bomb(file: BinaryIO) -> None:
    """A small file may unpack to gigabytes: its own table of contents is looked at first, and then held to."""
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileFault(
            "This is not an Excel file that we can read. Save it as .xlsx or CSV UTF-8."
        ) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileFault(
            "This Excel file unpacks to far more than a list of people. Save the list alone as CSV UTF-8."
        )
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise FileFault("This is not an Excel workbook. Save the list as .xlsx or CSV UTF-8.")
    file.seek(0)


def _table(lines: Iterator[list[str]], required: Sequence[str], optional: Sequence[str]) -> Table:
    columns = _columns(next(lines, []), required, optional)
    rows: list[RawRow] = []
    for number, line in enumerate(islice(lines, MOST_LINES), 2):
        if not any(cell.strip() for cell in line):
            continue
        if len(rows) == MOST_ROWS:
            raise FileFault(f"The file has more than {MOST_ROWS:,} rows. Split it into several files.")
        rows.append(_row(number, line, columns))
    if next(lines, None) is not None:
        raise FileFault(f"The file has more than {MOST_LINES:,} lines. Delete the empty ones, or split it.")
    if not rows:
        raise FileFault("The file has its headings but no rows.")
    return Table(columns, tuple(rows))


def _columns(line: Iterable[str], required: Sequence[str], optional: Sequence[str]) -> tuple[str, ...]:
    names = [tidy(cell).lower().replace(" ", "_") for cell in line]
    while names and not names[-1]:
        names.pop()
    known = [*required, *optional]
    if not set(names) & set(known):
        raise FileFault(f"The first row must name the columns. They are: {', '.join(known)}.")
    missing = [name for name in required if name not in names]
    unknown = [name or "(empty)" for name in names if name not in known]
    twice = sorted({name for name in names if names.count(name) > 1})
    faults = [("is missing", missing), ("is not known here", unknown), ("is there twice", twice)]
    said = [f"the column {', '.join(which)[:200]} {what}" for what, which in faults if which]
    if said:
        raise FileFault(f"The columns are not right: {'; '.join(said)}. They are: {', '.join(known)}.")
    return tuple(names)


def _row(number: int, line: Sequence[str], columns: Sequence[str]) -> RawRow:
    fault = ""
    if any("\udc80" <= letter <= "\udcff" for cell in line for letter in cell):
        fault = "A letter cannot be read. Save the file as CSV UTF-8."
    elif any(cell.strip() for cell in line[len(columns) :]):
        fault = "This row has more cells than there are columns."
    elif any(len(cell) > LONGEST_CELL for cell in line):
        fault = f"A cell has more than {LONGEST_CELL:,} characters."
    cells = [_readable(cell) for cell in line[: len(columns)]]
    cells += [""] * (len(columns) - len(cells))
    return RawRow(number, dict(zip(columns, cells, strict=True)), fault)


def _readable(cell: str) -> str:
    return tidy(as_written(_whole(cell)[:LONGEST_CELL].strip()))


def _whole(cell: str) -> str:
    """The cell with U+FFFD for what is no letter, or a letter that no database holds."""
    return "".join(
        "\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in cell
    )
