"""A report as plain lines, for comparing two of them."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.reports.pieces import Report, Section, Table


def lines_of(report: Report) -> list[str]:
    """Every heading, sentence, row and quote in the order of the report; each line says where it stands."""
    return [
        f"{number} {chapter.heading}, {section.heading}: {line}"
        for number, chapter in enumerate(report.chapters, start=1)
        for section in chapter.sections
        for line in _lines(section, report.checksum)
    ]


def _lines(section: Section, checksum: str) -> Iterator[str]:
    yield from (*section.words, *section.points, *section.steps)
    for figure in section.figures:
        yield from (line for line in (figure.finding, figure.words) if line)
    for table in section.every_table:
        yield from _rows(table)
    yield from (line for line in section.after if checksum not in line)
    yield from (f"“{quote.text}” {quote.by}" for quote in section.quotes)
    yield from (*section.vignette, *section.commentary)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = (f"{column} {cell}" for column, cell in zip(table.columns[1:], row[1:], strict=True))
        yield f"{table.caption}: {row[0]}, {', '.join(cells)}"
