"""Exports of SmartSurvey, Microsoft Forms, Qualtrics and LimeSurvey: where their headings end and answers begin.

Each tool writes its own headings first; which tool it was is told by them. Columns about machines are never kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_ROWS, LONGEST = 5_000, 10_000
MACHINE = frozenset(
    {
        "ip address",
        "ipaddress",
        "locationlatitude",
        "locationlongitude",
        "user agent",
        "browser",
        "device",
        "refurl",
    }
    | {"tracking link", "recordedip", "ip"}
)
TOOLS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Qualtrics", frozenset({"responseid", "progress", "finished"})),
    ("LimeSurvey", frozenset({"submitdate", "lastpage", "startlanguage"})),
    ("LimeSurvey", frozenset({"date submitted", "last page", "start language"})),
    ("Microsoft Forms", frozenset({"start time", "completion time"})),
    ("SmartSurvey", frozenset({"userid", "userno"})),
)


class NoExport(Exception):
    """The file cannot be an export; its text is the sentence for people."""


@dataclass(frozen=True)
class Export:
    """A tool's export: its name, the headings that are kept, and rows of (number in the file, cells)."""

    tool: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_export(lines: Sequence[Sequence[str]]) -> Export:
    """The export that these lines of cells are. Raises NoExport where there are no headings or no rows."""
    if not lines or not any(cell.strip() for cell in lines[0]):
        raise NoExport("The first row must hold the headings.")
    tool = tool_of(lines[0])
    headings, start = _headings(tool, lines)
    kept = [n for n, heading in enumerate(headings) if heading and heading.lower() not in MACHINE]
    rows = tuple(
        (number, tuple(line[n] if n < len(line) else "" for n in kept))
        for number, line in enumerate(lines[start:], start=start + 1)
        if any(cell.strip() for cell in line)
    )
    if not rows:
        raise NoExport("The file has its headings but no rows.")
    if len(rows) > MOST_ROWS:
        raise NoExport(f"The file has more than {MOST_ROWS:,} rows. Split it into several files.")
    return Export(tool, tuple(headings[n] for n in kept), rows)


def tool_of(first: Sequence[str]) -> str:
    """The tool that writes such headings."""
    names = {" ".join(cell.lower().split()) for cell in first}
    return next((tool for tool, signs in TOOLS if len(signs & names) >= 2), "Another tool")


def is_unfinished(headings: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether the tool says of a row that it was begun and never sent: Qualtrics in a column of its own, LimeSurvey by
    an empty day."""
    held = {
        " ".join(name.lower().split()): cell.strip().lower()
        for name, cell in zip(headings, cells, strict=True)
    }
    sent = (held.get("submitdate", "-"), held.get("date submitted", "-"))
    return held.get("finished", "") in ("false", "0", "no") or "" in sent


def _headings(tool: str, lines: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """The heading of each column, and the place of the first row of answers."""
    width = max(n for line in lines[:2] for n, cell in enumerate(line, start=1) if cell.strip())
    first = [" ".join(cell.split()) for cell in lines[0]][:width]
    if tool == "Qualtrics" and len(lines) > 1:
        texts = [" ".join(cell.split()) for cell in lines[1]]
        third = len(lines) > 2 and any("ImportId" in cell for cell in lines[2])
        return [
            text or name for name, text in zip(first, [*texts, *[""] * len(first)], strict=False)
        ], 2 + third
    if tool == "SmartSurvey" and len(lines) > 1 and not lines[1][0].strip():
        return _joined(first, lines[1]), 2
    return first, 1


def _joined(questions: Sequence[str], parts: Sequence[str]) -> list[str]:
    """SmartSurvey writes a question over its first column alone, and its parts in a second row."""
    headings, question = [], ""
    for n, text in enumerate(questions):
        question = text or question
        part = " ".join(parts[n].split()) if n < len(parts) else ""
        headings.append(f"{question}: {part}" if part and part.lower() != "response" else question)
    return headings
