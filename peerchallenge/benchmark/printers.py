"""The same report by other programs that make PDFs: Chromium's printing, and typst. For comparison only."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from evaluation.reports.pieces import Figure, Report, Section, Table
from evaluation.reports.render import BASE, FONTS, STYLE
from evaluation.tests.reports import tags

COMPILE = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], format="pdf", pdf_standards=["ua-1"], font_paths=[sys.argv[3]])
"""
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")


@dataclass(frozen=True)
class Printed:
    """One program's PDF: seconds on the clock and of the processor, in a process of its own, and its bytes."""

    by: str
    wall: float
    cpu: float
    data: bytes

    @property
    def lacks(self) -> list[str]:
        """What a reader or listener misses in it."""
        root: Any = PdfReader(BytesIO(self.data)).trailer["/Root"].get_object()
        if "/StructTreeRoot" not in root:
            return ["tags"]
        metadata = root["/Metadata"].get_object().get_data() if "/Metadata" in root else b""
        levels, cells = tags.headings(self.data), tags.cells_without_headers(self.data)
        unnamed = sum(not name for name in tags.link_names(self.data))
        mute = sum(not said for said in tags.alternatives(self.data))
        text = PdfReader(BytesIO(self.data)).pages[4].extract_text()
        found = (
            (b"pdfuaid:part" not in metadata, "a declaration of PDF/UA"),
            (b"pdfaid:part" not in metadata, "a declaration of PDF/A"),
            (any(b > a + 1 for a, b in zip(levels, levels[1:], strict=False)), "headings in order"),
            (cells, f"headers of {cells} cells"),
            (mute, f"alternatives of {mute} pictures"),
            (unnamed, f"names of {unnamed} links"),
            (not re.search(r"Page\s+5\s+of", text), "“Page 5 of …” at the foot"),
        )
        return [words for missing, words in found if missing]


def by_us(report_html: Path, out: Path) -> Printed:
    """The product's own renderer in a process of its own, so that all pay for starting."""
    code = (
        "import django, sys; django.setup(); from pathlib import Path; from evaluation.reports.render import render; "
        "Path(sys.argv[2]).write_bytes(render(Path(sys.argv[1]).read_text(encoding='utf-8'), draft=False).data)"
    )
    return _printed("WeasyPrint, as we use it", [sys.executable, "-c", code, str(report_html), str(out)], out)


def by_chromium(report_html: Path, out: Path) -> Printed:
    """Debian's Chromium, from the same HTML with the same style sheet and fonts."""
    style = STYLE.read_text(encoding="utf-8").replace(f"{BASE}fonts/", f"{FONTS.as_uri()}/")
    page = out.with_suffix(".html")
    html = report_html.read_text(encoding="utf-8")
    page.write_text(html.replace("</head>", f"<style>{style}</style></head>"), encoding="utf-8")
    folder = out.parent / "chromium"
    command = [*CHROMIUM, f"--user-data-dir={folder}", f"--print-to-pdf={out}", page.as_uri()]
    return _printed("Chromium, print to PDF", command, out)


def by_typst(python: str, report: Report, out: Path) -> Printed:
    """Typst, in a Python that has it, from the same words, tables and pictures in its own language."""
    source = out.with_suffix(".typ")
    source.write_text(typst_source(report), encoding="utf-8")
    return _printed("typst, PDF/UA-1", [python, "-c", COMPILE, str(source), str(out), str(FONTS)], out)


def _printed(by: str, command: list[str], out: Path) -> Printed:
    before, started = _children(), time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{by} failed: {done.stderr[-600:]}")
    return Printed(by, time.monotonic() - started, _children() - before, out.read_bytes())


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def typst_source(report: Report) -> str:
    """A report in typst's language: contents, headings, paragraphs, lists, tables with header rows, pictures."""
    parts = [
        f"#set document(title: {_q(f'{report.title}: {report.subtitle}')})",
        '#set text(lang: "en", region: "GB", size: 11.5pt)',
        '#set page(paper: "a4", margin: (x: 25mm, y: 24mm), footer: context align(right)[#set text(size: 9pt)',
        'Page #counter(page).display("1 of 1", both: true)])',
        f"#title({_q(report.title)})",
        f"#{_q(report.subtitle)}",
        "#pagebreak()",
        "#outline()",
    ]
    for number, chapter in enumerate(report.chapters, start=1):
        parts += ["#pagebreak()", f"#heading(level: 1, {_q(f'{number} {chapter.heading}')})"]
        parts += [line for section in chapter.sections for line in _section(section)]
    return "\n\n".join(parts)


def _section(section: Section) -> list[str]:
    lines = [f"#heading(level: 2, {_q(section.heading)})", *(f"#{_q(line)}" for line in section.words)]
    lines += ["#list(" + ", ".join(map(_q, section.points)) + ")"] if section.points else []
    lines += ["#enum(" + ", ".join(map(_q, section.steps)) + ")"] if section.steps else []
    lines += [line for figure in section.figures for line in (*_picture(figure), _table(figure.table))]
    lines += [_table(table) for table in section.tables]
    lines += [f"#{_q(line)}" for line in section.after]
    lines += [f"#quote(block: true, attribution: {_q(q.by)}, {_q(q.text)})" for q in section.quotes]
    return [*lines, *(f"#{_q(line)}" for line in (*section.vignette, *section.commentary))]


def _picture(figure: Figure) -> list[str]:
    if not figure.chart:
        return [f"#strong({_q(figure.finding)})"] if figure.finding else []
    said = re.search(r"<title>(.*?)</title>", figure.chart)
    image = f"image(bytes({_q(figure.chart)}), alt: {_q(said[1] if said else figure.finding)}, width: 100%)"
    return [f"#strong({_q(figure.finding)})", f"#{image}"]


def _table(table: Table) -> str:
    header = ", ".join(map(_q, table.columns))
    cells = ", ".join(_q(cell) for row in table.rows for cell in row)
    whole = f"table(columns: {len(table.columns)}, stroke: 0.3pt, table.header({header}), {cells})"
    return f"#strong({_q(table.caption)})\n\n#{{ set text(size: 9.5pt); {whole} }}"


def _q(words: str) -> str:
    """Words as a string of typst."""
    return json.dumps(words, ensure_ascii=False)
