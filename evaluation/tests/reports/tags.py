"""Reads the tag tree of a PDF as a listener would: headings, tables, figures, links.

`python -m evaluation.tests.reports.tags FILE.pdf` lists what is heard and what is amiss."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader


def tags(pdf: bytes) -> Iterator[Any]:
    """Every structure element in reading order."""
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    yield from _below(root)


def _below(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if hasattr(kid, "get") and kid.get("/S"):
            yield kid
            yield from _below(kid)


def headings(pdf: bytes) -> list[int]:
    """The levels of the headings in order."""
    return [int(tag["/S"][2:]) for tag in tags(pdf) if tag["/S"][:2] == "/H" and tag["/S"][2:].isdigit()]


def alternatives(pdf: bytes) -> list[str]:
    """What stands for each figure."""
    return [str(tag.get("/Alt", "")) for tag in tags(pdf) if tag["/S"] == "/Figure"]


def cells_without_headers(pdf: bytes) -> int:
    """How many cells of tables name no header."""
    return sum(not _headers_of(tag) for tag in tags(pdf) if tag["/S"] == "/TD")


def _headers_of(cell: Any) -> list[Any]:
    attributes = cell.get("/A")
    owned = attributes.get_object() if attributes is not None else []
    each = [one.get_object() for one in owned] if isinstance(owned, list) else [owned]
    return [header for one in each for header in one.get("/Headers", [])]


def link_names(pdf: bytes) -> list[str]:
    """What each link is called."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    annotations = [each.get_object() for page in pages for each in page.get("/Annots", [])]
    return [str(each.get("/Contents", "")) for each in annotations if each["/Subtype"] == "/Link"]


def heard(pdf: bytes) -> list[str]:
    """Headings, pictures and tables in reading order, as they would be announced."""
    lines = []
    for tag in tags(pdf):
        kind = str(tag["/S"])[1:]
        if kind[:1] == "H" and kind[1:].isdigit():
            lines.append(f"{'  ' * (int(kind[1:]) - 1)}heading {kind[1:]}")
        elif kind == "Figure":
            lines.append(f"        picture: {tag.get('/Alt', '')}")
        elif kind == "Table":
            cells = [str(below["/S"]) for below in _below(tag)]
            lines.append(f"        table: {cells.count('/TR')} rows, {cells.count('/TD')} cells")
    return lines


def amiss(pdf: bytes) -> list[str]:
    """What a listener would miss: headings that skip a level, cells without headers, pictures and links unnamed."""
    levels = headings(pdf)
    skipped = [f"heading {b} after {a}" for a, b in zip(levels, levels[1:], strict=False) if b > a + 1]
    first = [] if levels[:1] == [1] and levels.count(1) == 1 else ["not one heading 1, first"]
    bare = cells_without_headers(pdf)
    mute = sum(not said.strip() for said in alternatives(pdf))
    unnamed = sum(not name or name.startswith(("#", "file:", "report:")) for name in link_names(pdf))
    counted = (
        (bare, "cells without headers"),
        (mute, "pictures without words"),
        (unnamed, "links without names"),
    )
    return [*first, *skipped, *(f"{number} {what}" for number, what in counted if number)]


def main() -> None:
    """Print what is heard in a file and what is amiss; ends with 1 where anything is."""
    pdf = Path(sys.argv[1]).read_bytes()
    found = amiss(pdf)
    for line in (*heard(pdf), f"Amiss: {'; '.join(found) or 'nothing'}"):
        print(line)  # noqa: T201 - a script
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
