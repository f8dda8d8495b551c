"""The single renderer: HTML of a report to an accessible PDF. It reaches no network and no file but its own.

WeasyPrint is imported when first needed: importing it loads Pango, which a machine without PDFs need not have."""

from __future__ import annotations

import gc
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from councils.runs.services import RunRefused
from evaluation.reports.pieces import Report

BASE = "report:/"
VARIANT = "pdf/ua-1"
STYLE = Path(settings.BASE_DIR) / "static" / "report" / "report.css"
FONTS = Path(settings.BASE_DIR) / "static" / "vendor" / "fonts"


@dataclass(frozen=True)
class Pdf:
    """A rendered report: its bytes and number of pages."""

    data: bytes
    pages: int


def as_html(report: Report) -> str:
    """The report as a whole HTML document for the renderer."""
    return render_to_string("reports/document.html", {"report": report})


def as_pdf(report: Report) -> Pdf:
    """The report as PDF/UA-1. The same report gives the same bytes.

    Raises RunRefused where this machine has no fonts (the renderer would crash) or lacks the built font files."""
    _check_fonts()
    return render(as_html(report))


def render(html: str) -> Pdf:
    """Any HTML by the report's style sheet. What it refers to outside the report's own files is not fetched."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - see the top
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fetcher, fonts = _own_files_only(), FontConfiguration()
    style = CSS(
        string=STYLE.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=fetcher, base_url=BASE
    )
    with _without_garbage_collection():
        document = HTML(string=html, base_url=BASE, url_fetcher=fetcher).render(
            stylesheets=[style], font_config=fonts, pdf_variant=VARIANT, pdf_tags=True
        )
        return Pdf(document.write_pdf(pdf_variant=VARIANT, pdf_tags=True), len(document.pages))


def _own_files_only() -> Any:
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


def _check_fonts() -> None:
    if not any(FONTS.glob("*.woff2")):
        raise RunRefused("The report's fonts are missing. An administrator should run `npm run build`.")
    tool = shutil.which("fc-list")
    if tool and not subprocess.run([tool], capture_output=True, check=False).stdout.strip():  # noqa: S603
        raise RunRefused(
            "This machine has no fonts, so no PDF can be made. An administrator should install one."
        )


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Rendering makes many objects and few cycles: collecting meanwhile costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
