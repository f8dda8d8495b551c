"""Files that are and are not what they should be."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from councils.imports import reading
from councils.imports.cells import as_written, neutralised, tidy
from councils.imports.people import OPTIONAL, REQUIRED
from councils.imports.reading import FileFault, read_lines, read_table


def read(content):
    return read_table(io.BytesIO(content), REQUIRED, OPTIONAL)


def workbook(*rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_csv_with_mark_semicolons_and_headings_in_another_order():
    table = read(
        "\ufeffName;Reference;Starts on\r\nAnn  Ash;P00001;2026-10-05\r\n\r\nBo Beech;;\r\n".encode()
    )
    assert table.columns == ("name", "reference", "starts_on")
    assert [(row.number, row.cells["name"], row.cells["reference"]) for row in table.rows] == [
        (2, "Ann Ash", "P00001"),
        (4, "Bo Beech", ""),
    ]


def test_utf_16_is_read():
    assert read("reference,name\n,Zoë\n".encode("utf-16")).rows[0].cells["name"] == "Zoë"


def test_a_letter_in_another_encoding_is_said_by_row():
    table = read("reference,name\n,Ann\n,Zoë\n".encode("cp1252"))
    assert [(row.number, row.fault) for row in table.rows] == [
        (2, ""),
        (3, "A letter cannot be read. Save the file as CSV UTF-8."),
    ]
    assert table.rows[1].cells["name"] == "Zo\ufffd"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The first row must name the columns."),
        (b"a,b\n1,2\n", "The first row must name the columns."),
        (b"reference,name,shoe size\n", "the column shoe_size is not known here"),
        (b"name,email\nAnn,\n", "the column reference is missing"),
        (b"reference,name,name\n", "the column name is there twice"),
        (b"reference,name\n", "no rows"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel file"),
        (b"PK\x03\x04rest", "not an Excel file"),
        (b"%PDF-1.7 \x00\x01\xff", "The first row must name the columns."),
    ],
)
def test_files_that_cannot_be_taken(content, sentence):
    with pytest.raises(FileFault, match=sentence):
        read(content)


def test_a_hundred_thousand_rows_are_refused_without_reading_them_all():
    content = b"reference,name\n" + b",Ann Ash\n" * 100_000
    file = io.BytesIO(content)
    with pytest.raises(FileFault, match="more than 5,000 rows"):
        read_table(file, REQUIRED, OPTIONAL)
    assert file.tell() < len(content) / 2


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(FileFault, match="larger than"):
        read(b"reference,name\n,Ann\n")


def test_a_workbook_of_empty_lines_is_refused():
    with pytest.raises(FileFault, match="no rows"):
        read(workbook(["reference", "name"], [None, None]))


def test_a_workbook_with_a_formula_numbers_and_days():
    rows = read(
        workbook(
            ["reference", "name", "phone", "dfe_number", "starts_on"],
            ["P00001", '=HYPERLINK("x")', 7700900123, 886, date(2026, 9, 1)],
        )
    ).rows
    assert list(rows[0].cells.values()) == ["P00001", '=HYPERLINK("x")', "7700900123", "886", "2026-09-01"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (reading.MOST_UNPACKED + 1))
    assert len(out.getvalue()) < 200_000
    with pytest.raises(FileFault, match="unpacks to far more"):
        read(out.getvalue())


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("readme.txt", b"hello")
    with pytest.raises(FileFault, match="not an Excel workbook"):
        read(out.getvalue())


def test_a_row_with_more_cells_than_columns_and_a_long_cell_are_faulty():
    table = read(b"reference,name\n,Ann,extra\n," + b"x" * 1_001 + b"\n")
    assert [row.fault for row in table.rows] == [
        "This row has more cells than there are columns.",
        "A cell has more than 1,000 characters.",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+44 1", "-1", "@x", "'", "'=1", "''", "plain", "o'clock", ""])
def test_what_is_neutralised_is_read_back(text):
    written = neutralised(text)
    assert as_written(written) == text
    assert written[:1] not in ("=", "+", "-", "@")


def test_tidy_leaves_one_line_without_control_characters():
    assert tidy(" A\x00nn \n\t Ash\u2028") == "Ann Ash"


def test_a_letter_that_no_database_holds_is_replaced():
    assert list(read_lines(io.BytesIO(b"reference,changed\na\0b,ok\n"))) == [
        ["reference", "changed"],
        ["a\ufffdb", "ok"],
    ]
