"""Uploads that have broken imports elsewhere: bombs, entities, damaged archives, encodings, and rows that attack."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache

from openpyxl import Workbook

from evaluation.tests.hostile import FORMULAS, NUMBERS, SCRIPTS, SQL, WORDS

ROWS = [text for text in [*SCRIPTS, *SQL, *FORMULAS, *WORDS, *NUMBERS] if len(text) < 3_000]
NAMES = [
    "people.xlsx", "../../etc/passwd", "..\\..\\windows\\win.ini", "<script>alert(1)</script>.csv", "a\u202evsc.exe",
    "'; DROP TABLE x; --.csv", "x" * 240 + ".csv", "=1+1.csv", "%00.csv", "CON", ".csv", "ŵŷ🙂.csv", "a/b/c.csv", "{{ 7|add:7 }}.csv",
]  # fmt: skip
BROKEN = [
    b"", b"\x00", b"\n\n\n", b"PK\x03\x04", b"PK\x03\x04" + b"\xff" * 500, b"PK\x05\x06" + b"\x00" * 18, b"\xd0\xcf\x11\xe0", b"\xff\xfe",
    b"\xfe\xff", b"\xff\xfe\x00\xd8", b"\xef\xbb\xbf", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"<html>", b"\x1f\x8b\x08\x00", b"Rar!\x1a\x07\x00",
    b"\x7fELF", b"MZ\x90\x00", b"{}", b'[{"reference": "x"}]', b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
    b"," * 20_000, b'"' * 9_999, b"a" * 200_000, b"\x00" * 5_000, "ŵ".encode("utf-16"), "ŵ".encode("utf-32"), b"\x80\x81\x82\n\x83",
]  # fmt: skip
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 11))
)
SECRET = "<!DOCTYPE x [<!ENTITY a10 SYSTEM 'file:///etc/passwd'>]>"


def files_for(columns: Sequence[str]) -> list[bytes]:
    """The files for an upload whose columns these are: broken ones, and tables with hostile rows."""
    heading = ",".join(columns).encode()
    tables = [
        heading, heading + b"\n", heading + b"\n" * 500, heading + b'\n"', heading + b"\n\xff\xfe\xfd\n", heading + b"\n" + b"x\n" * 6_000,
        heading + b"," + heading + b"\n1,2\n", heading.replace(b",", b";") + b"\n<script>alert(1)</script>;x\n", b"\xff\xfe" + heading,
        heading + b"\n" + b"," * 5_000 + b"\n", heading + b"\na\x00b,c\n", heading + b"\n" + b"x" * 140_000 + b"\n", heading.upper() + b"\r1,2\r",
        b"\xef\xbb\xbf" + heading + b"\n\xef\xbb\xbf\n", (heading.decode() + "\n\ud800\n").encode("utf-16", "surrogatepass"),
    ]  # fmt: skip
    return [*BROKEN, *tables, *archives(columns), _csv(columns, ROWS), _xlsx(columns, ROWS)]


def one_by_one(columns: Sequence[str]) -> list[bytes]:
    """A file for each hostile row alone, so that no other row's fault stands in its way."""
    return [_csv(columns, [text]) for text in ROWS]


def _csv(columns: Sequence[str], texts: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([columns, *([text] * len(columns) for text in texts)])
    return out.getvalue().encode("utf-8", "surrogatepass")


def _xlsx(columns: Sequence[str], texts: Iterable[str]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(list(columns))
    for text in texts:
        if all(letter.isprintable() or letter in "\t\n" for letter in text):
            book.active.append([text] * len(columns))
    book.save(out)
    return out.getvalue()


def archives(columns: Sequence[str]) -> list[bytes]:
    """Workbooks that are bombs, hold entities, claim a size they have not, or lack a part."""
    good = _xlsx(columns, ["x"])
    strings, sheet = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
    return [
        _bomb(),
        _zip({"xl/workbook.xml": "<x/>"} | {f"xl/{n}.xml": "" for n in range(500)}),
        _zip({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": "<workbook/>"}),
        _zip({"../../etc/passwd": "x", "xl/workbook.xml": "<x/>"}),
        _zip({"a.txt": "x"}),
        _zip({"inner.zip": _zip({"a": "0" * 1_000_000})}),
        *(_with(good, strings, f"{entities}<sst>&a10;</sst>") for entities in (LAUGHS, SECRET)),
        *(_with(good, sheet, f"{entities}<worksheet>&a10;</worksheet>") for entities in (LAUGHS, SECRET)),
        *(_with(good, "xl/workbook.xml", f"{entities}<workbook>&a10;</workbook>") for entities in (LAUGHS, SECRET)),
        _with(good, sheet, ""), _with(good, sheet, "<worksheet><sheetData><row r='1'><c t='s'><v>99999</v></c></row></sheetData></worksheet>"),
        _with(good, sheet, "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
              "<dimension ref='A1:XFD1048576'/><sheetData/></worksheet>"),
        _with(good, sheet, "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
              "<sheetData><row r='1048576'><c r='A1048576' t='inlineStr'><is><t>x</t></is></c></row></sheetData></worksheet>"),
        _with(good, sheet, "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
              "<sheetData><row r='-1'><c r='ZZZZ9' t='n'><v>1e999</v></c></row></sheetData></worksheet>"),
        good[: len(good) // 2], good[:-30], good[:200] + b"\x00" * 50 + good[250:], good.replace(b"xl/", b"yl/"),
    ]  # fmt: skip


@cache
def _bomb() -> bytes:
    return _zip({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": "0" * 62_000_000})


def _zip(parts: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _with(good: bytes, part: str, content: str) -> bytes:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return _zip(parts | {part: content})
