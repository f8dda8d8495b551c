"""The single renderer: HTML of a report to an accessible PDF. It reaches no network and no file but its own.

WeasyPrint is imported when first needed: importing it loads Pango, which a machine without PDFs need not have."""

from __future__ import annotations

import atexit
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from councils.runs.services import RunRefused
from evaluation.reports.finishing import finisher
from evaluation.reports.listening import listening
from evaluation.reports.pieces import Report
from evaluation.reports.speed import at_speed

BASE = "report:/"
# Archived (ISO 19005-3, level A) and accessible (ISO 14289-1) at once; the second is declared by the finisher.
VARIANT = "pdf/a-3a"
STYLE = Path(settings.BASE_DIR) / "static" / "report" / "report.css"
FONTS = Path(settings.BASE_DIR) / "static" / "vendor" / "fonts"
# One render at a time in a process: the style sheet and the fonts are read once and shared.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Pdf:
    """A rendered document: its bytes and number of pages."""

    data: bytes
    pages: int


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF: its name, what it is, its bytes, and the moment that it is as of."""

    name: str
    description: str
    data: bytes
    as_of: datetime


def as_html(report: Report, *, draft: bool = False) -> str:
    """The report as a whole HTML document for the renderer."""
    return render_to_string("reports/document.html", {"report": report, "draft": draft})


def as_pdf(
    report: Report,
    *,
    draft: bool = False,
    attached: Sequence[Attached] = (),
    told: Callable[[int], None] | None = None,
) -> Pdf:
    """The report as PDF/A-3a and PDF/UA-1, marked as a draft where it is one. The same report gives the same bytes.

    `told` hears of every page that is set; what it raises stops the work. Raises RunRefused where this machine has no
    fonts (the renderer would crash) or lacks the built font files."""
    check_fonts()
    html = as_html(report, draft=draft)
    return render(html, names=report.anchors, draft=draft, attached=attached, told=told)


def render(
    html: str,
    *,
    names: Mapping[str, str] | None = None,
    draft: bool = False,
    attached: Sequence[Attached] = (),
    told: Callable[[int], None] | None = None,
) -> Pdf:
    """Any HTML by the report's style sheet. What it refers to outside the report's own files is not fetched."""
    from weasyprint import HTML, Attachment  # noqa: PLC0415 - see the top

    with _one_at_a_time, at_speed(), listening(told):
        style, fonts, fetcher = _style()
        document = HTML(string=html, base_url=BASE, url_fetcher=fetcher).render(
            stylesheets=[style], font_config=fonts, pdf_variant=VARIANT, pdf_tags=True
        )
        files = [
            Attachment(
                string=each.data,
                name=each.name,
                description=each.description,
                created=each.as_of,
                modified=each.as_of,
                relationship="Data",
            )
            for each in attached
        ]
        written = document.write_pdf(
            finisher=finisher(names or {}, draft),
            pdf_variant=VARIANT,
            pdf_tags=True,
            attachments=files or None,
        )
        return Pdf(written, len(document.pages))


@cache
def _style() -> tuple[Any, Any, Any]:
    """The parsed style sheet, the fonts it names and the fetcher that knows them: read once in a process."""
    from weasyprint import CSS  # noqa: PLC0415 - see the top
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    # Fonts let go of their folder by code that is gone once the interpreter shuts down.
    atexit.register(_style.cache_clear)
    fetcher, fonts = own_files_only(), FontConfiguration()
    sheet = STYLE.read_text(encoding="utf-8")
    return CSS(string=sheet, font_config=fonts, url_fetcher=fetcher, base_url=BASE), fonts, fetcher


def own_files_only() -> Any:
    """A fetcher that knows the report's fonts by name and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    known = {f"{BASE}fonts/{path.name}": path for path in sorted(FONTS.glob("*.woff2"))}

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        """Refuses every address that is not one of the report's own fonts."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The font's bytes. Raises ValueError for anything else; the renderer then leaves it out."""
            if url not in known:
                raise ValueError("A report fetches only its own fonts.")
            return URLFetcherResponse(
                url, body=known[url].read_bytes(), headers={"Content-Type": "font/woff2"}
            )

    return OwnFiles(allowed_protocols=["report"])


def check_fonts() -> None:
    if not any(FONTS.glob("*.woff2")):
        raise RunRefused("The report's fonts are missing. An administrator should run `npm run build`.")
    tool = shutil.which("fc-list")
    if tool and not subprocess.run([tool], capture_output=True, check=False).stdout.strip():  # noqa: S603
        raise RunRefused(
            "This machine has no fonts, so no PDF can be made. An administrator should install one."
        )
