"""Reads the tag tree of a PDF as a listener would: headings, tables, figures, links."""

from __future__ import annotations

import io
from collections.abc import Iterator
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
