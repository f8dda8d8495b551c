"""A report as WeasyPrint renders it when nothing is tuned: what the report's own renderer is measured against."""

from __future__ import annotations

import re

from evaluation.reports.charts.drawing import LETTER
from evaluation.reports.render import BASE, STYLE, own_files_only

LABEL = re.compile(r'<text x="([\d.]+)"([^>]*)>([^<]*)</text>')
# Contents with a line of dots, as books have them.
DOTS = '.contents a::after { content: leader(". ") target-counter(attr(href), page); position: static; }'


def untuned(html: str) -> bytes:
    """The same words and pictures by the library's own front door: style sheet and fonts read anew, labels of charts
    set around their middle, dots in the contents, garbage collected whenever Python likes."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - importing it loads Pango
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts, fetcher = FontConfiguration(), own_files_only()
    style = CSS(
        string=STYLE.read_text(encoding="utf-8") + DOTS, font_config=fonts, url_fetcher=fetcher, base_url=BASE
    )
    document = HTML(string=LABEL.sub(_around_middle, html), base_url=BASE, url_fetcher=fetcher)
    return bytes(
        document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)
    )


def _around_middle(label: re.Match[str]) -> str:
    middle = float(label[1]) + LETTER * len(label[3]) / 2
    return f'<text x="{middle:g}"{label[2]} text-anchor="middle">{label[3]}</text>'
