"""The strokes that every chart is made of.

The PDF renderer ignores a page's style sheet inside SVG, so every fill is literal; the class beside it lets a browser
theme it. Text is always set from its start: other anchors cost a form object each in the PDF. Sizes are CSS pixels;
13 px is 9.75 pt at a chart's natural width."""

from __future__ import annotations

from html import escape
from textwrap import wrap

WIDTH = 480
WIDE = 588  # the whole width of a printed page
FONT = 13
LEADING = 14  # between the lines of a label
FOOT = 4.5  # from the middle of a line of text down to its foot
LETTER = 6.6  # mean width of a letter at FONT, rounded up, for placing what stands beside text
TEXT = "#1f2933"
MUTED = "#4a5560"
TRACK = "#e8ecef"
BAR = "#0b4766"
# Steps from one end to the other, told apart by people who see no red or green, and in grey.
SCALE = ("#0b4766", "#6fb1cf", "#f0a35e", "#8c3a06")
SCALE_WITH_MIDDLE = ("#0b4766", "#6fb1cf", "#dcdcd8", "#f0a35e", "#8c3a06")
STATES = {"held": "#0b4766", "due": "#6fb1cf", "off": "#f0a35e", "none": "#e8ecef"}
ON_DARK = {"#0b4766": "#ffffff", "#8c3a06": "#ffffff"}


def text(x: float, y: float, words: str, *, fill: str = TEXT, bold: bool = False) -> str:
    """A line of text that starts at x with its foot at y."""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" fill="{fill}" font-size="{FONT}"{weight}>{escape(words)}</text>'


def label(x: float, middle: float, words: str, width: float) -> list[str]:
    """Words in as many lines as fit `width`, centred upright on `middle`."""
    lines = wrap(words, int(width / LETTER)) or [""]
    first = middle + FOOT - LEADING * (len(lines) - 1) / 2
    return [text(x, first + LEADING * n, each) for n, each in enumerate(lines)]


def box(x: float, y: float, width: float, height: float, fill: str, kind: str) -> str:
    """A filled box; `kind` is its class."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" class="{kind}"/>'


def text_before(x: float, y: float, words: str, *, fill: str = TEXT) -> str:
    """A line of text that ends at about x: set from its start like all text, so its width is reckoned."""
    return text(max(0.0, x - LETTER * len(words)), y, words, fill=fill)


def line(x1: float, y1: float, x2: float, y2: float, fill: str, kind: str, *, thick: float = 1) -> str:
    """A straight line."""
    ends = f'x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
    return f'<line {ends} stroke="{fill}" stroke-width="{thick:g}" class="{kind}"/>'


def dot(x: float, y: float, radius: float, fill: str, kind: str, *, hollow: bool = False) -> str:
    """A round mark, filled or hollow."""
    paint = f'fill="#ffffff" stroke="{fill}" stroke-width="2.5"' if hollow else f'fill="{fill}"'
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {paint} class="{kind}"/>'


def polygon(points: tuple[tuple[float, float], ...], fill: str, kind: str) -> str:
    """A filled shape with a white edge."""
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}" stroke="#ffffff" stroke-width="1.5" class="{kind}"/>'


def picture(finding: str, height: float, parts: list[str], *, width: float = WIDTH) -> str:
    """The whole SVG. `finding` is its alternative text: what it shows, in a sentence."""
    inside = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="app-chart" role="img" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="Source Sans 3, Arial, sans-serif">'
        f"<title>{escape(finding)}</title>{inside}</svg>"
    )
