"""The strokes that every chart is made of.

The PDF renderer ignores a page's style sheet inside SVG, so every fill is literal; the class beside it lets a browser
theme it. Text is always set from its start: other anchors cost a form object each in the PDF. Sizes are CSS pixels;
13 px is 9.75 pt at a chart's natural width."""

from __future__ import annotations

from html import escape

WIDTH = 480
FONT = 13
TEXT = "#1f2933"
MUTED = "#4a5560"
TRACK = "#e8ecef"
BAR = "#0b4766"
# Steps from one end to the other, told apart by people who see no red or green, and in grey.
SCALE = ("#0b4766", "#6fb1cf", "#f0a35e", "#8c3a06")
SCALE_WITH_MIDDLE = ("#0b4766", "#6fb1cf", "#dcdcd8", "#f0a35e", "#8c3a06")
ON_DARK = {"#0b4766": "#ffffff", "#8c3a06": "#ffffff"}


def text(x: float, y: float, words: str, *, fill: str = TEXT, bold: bool = False) -> str:
    """A line of text that starts at x with its foot at y."""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" fill="{fill}" font-size="{FONT}"{weight}>{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, fill: str, kind: str) -> str:
    """A filled box; `kind` is its class."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" class="{kind}"/>'


def picture(finding: str, height: float, parts: list[str]) -> str:
    """The whole SVG. `finding` is its alternative text: what it shows, in a sentence."""
    inside = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="app-chart" role="img" viewBox="0 0 {WIDTH} {height:g}" '
        f'width="{WIDTH}" height="{height:g}" font-family="Source Sans 3, Arial, sans-serif">'
        f"<title>{escape(finding)}</title>{inside}</svg>"
    )
