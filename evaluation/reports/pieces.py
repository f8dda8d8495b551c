"""What a report is made of before it becomes HTML: chapters of sections with words, tables, figures and quotes."""

from __future__ import annotations

from dataclasses import dataclass, field

SHORT = 12
LINE = 80
NARROW = 3
WIDE = 6


@dataclass(frozen=True)
class Table:
    """A table with one header row and at least one more (an empty one would spoil the PDF's tags).

    The first column heads its row; `numeric` columns are set right. A `kind` has widths of its own in the
    style sheet."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: bool = True
    kind: str = ""

    @property
    def short(self) -> bool:
        """Whether it is kept on one page: few rows, and each of a line or two."""
        longest = max(len(cell) for row in self.rows for cell in row)
        return len(self.rows) <= SHORT and longest <= LINE

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
    """A picture with the table that it is a picture of. `finding` heads both: what they show, in a line.

    `chart` is SVG, empty where nothing may be drawn."""

    table: Table
    finding: str = ""
    words: str = ""
    chart: str = ""


@dataclass(frozen=True)
class Said:
    """A quote and who said it, as far as they allow."""

    text: str
    by: str


@dataclass(frozen=True)
class Section:
    """One finding: heading, words, and what stands beside them, in the order of the fields.

    `points` are a list, `steps` a numbered one; `after` are words below the figures (the contrary view); `vignette` a
    story in a box; `commentary` is what staff wrote."""

    heading: str
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    after: tuple[str, ...] = ()
    quotes: tuple[Said, ...] = ()
    vignette: tuple[str, ...] = ()
    commentary: tuple[str, ...] = ()

    @property
    def leads(self) -> bool:
        """Whether its words lead straight to a table, which they then stay with."""
        return bool(self.tables) and not (self.points or self.steps or self.figures)

    @property
    def every_table(self) -> tuple[Table, ...]:
        """Those of its figures and its own, as they are printed."""
        return (*(figure.table for figure in self.figures), *self.tables)


@dataclass(frozen=True)
class Chapter:
    """A chapter; `key` is its anchor. One that `runs_on` starts below the chapter before it.

    Its sections stand in the contents where it says so."""

    key: str
    heading: str
    words: tuple[str, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    runs_on: bool = False
    listed: bool = False


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

    @property
    def contents(self) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
        """Each chapter's anchor and numbered heading, with those of its sections that the contents list."""
        return tuple(
            (
                chapter.key,
                f"{number} {chapter.heading}",
                tuple((f"{chapter.key}-{n}", s.heading) for n, s in enumerate(chapter.sections, start=1))
                if chapter.listed
                else (),
            )
            for number, chapter in enumerate(self.chapters, start=1)
        )

    @property
    def anchors(self) -> dict[str, str]:
        """What each anchor that the contents link to is called."""
        found = {}
        for key, heading, sections in self.contents:
            found[key] = heading
            found.update(sections)
        return found

    @property
    def every_table(self) -> tuple[Table, ...]:
        """Every table in the order in which it is printed."""
        return tuple(
            t for chapter in self.chapters for section in chapter.sections for t in section.every_table
        )
