"""What a report is made of before it becomes HTML: chapters of sections with words, tables, figures and quotes."""

from __future__ import annotations

from dataclasses import dataclass, field

SHORT = 12
NARROW = 2
WIDE = 6


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

    @property
    def narrow(self) -> bool:
        """Whether it needs no more width than the words around it."""
        return len(self.columns) <= NARROW

    @property
    def wide(self) -> bool:
        """Whether its many columns need smaller type."""
        return len(self.columns) >= WIDE


@dataclass(frozen=True)
class Figure:
    """A picture with the table that it is a picture of, and a sentence that says what they show; kept together.

    `chart` is SVG, empty where nothing may be drawn."""

    table: Table
    words: str = ""
    chart: str = ""


@dataclass(frozen=True)
class Said:
    """A quote and who said it, as far as they allow."""

    text: str
    by: str


@dataclass(frozen=True)
class Section:
    """One finding: heading, words, and what stands beside them."""

    heading: str
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Said, ...] = ()

    @property
    def every_table(self) -> tuple[Table, ...]:
        """Its tables and those of its figures, as they are printed."""
        return (*self.tables, *(figure.table for figure in self.figures))


@dataclass(frozen=True)
class Chapter:
    """A numbered chapter; `key` is its anchor. One that `runs_on` starts below the chapter before it."""

    key: str
    heading: str
    words: tuple[str, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    runs_on: bool = False


@dataclass(frozen=True)
class Report:
    """The whole report in words, from one snapshot."""

    title: str
    subtitle: str
    body: str
    as_of: str
    made_on: str
    audience: str
    sample: bool
    checksum: str
    chapters: tuple[Chapter, ...]
