"""What a report is made of before it becomes HTML: chapters of sections with words, tables, charts and quotes."""

from __future__ import annotations

from dataclasses import dataclass, field

SHORT = 12


@dataclass(frozen=True)
class Table:
    """A table with one header row and at least one more (an empty one would spoil the PDF's tags).

    The first column heads its row; `numeric` columns are set right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: bool = True

    @property
    def short(self) -> bool:
        """Whether it is kept on one page."""
        return len(self.rows) <= SHORT


@dataclass(frozen=True)
class Said:
    """A quote and who said it, as far as they allow."""

    text: str
    by: str


@dataclass(frozen=True)
class Section:
    """One finding: heading, words, and what stands beside them. `chart` is an SVG picture of a table beside it."""

    heading: str
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    chart: str = ""
    quotes: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A numbered chapter; `key` is its anchor."""

    key: str
    heading: str
    words: tuple[str, ...] = ()
    sections: tuple[Section, ...] = field(default=())


@dataclass(frozen=True)
class Report:
    """The whole report in words, from one snapshot."""

    title: str
    subtitle: str
    body: str
    as_of: str
    audience: str
    sample: bool
    checksum: str
    chapters: tuple[Chapter, ...]
