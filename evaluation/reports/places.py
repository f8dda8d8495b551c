"""The places of a report at which staff write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

VIGNETTE = "-vignette"
RECOMMENDATIONS = {
    "rec-national": "Recommendations to the national board",
    "rec-regions": "Recommendations to regions",
    "rec-councils": "Recommendations to councils",
}
LONGEST = 6000
MOST_ROWS = 8


@dataclass(frozen=True)
class Place:
    """One place: its key, what a writer sees as its title and hint, and whether it holds rows, one point to each.

    `theme` is the code of the theme beside whose figures it stands, if any."""

    key: str
    title: str
    hint: str
    rows: bool = False
    theme: str = ""


BEFORE_THEMES = (
    Place("introduction", "Introduction", "What this round set out to do. It opens the chapter on method."),
    Place("delivery", "Commentary on delivery", "What stands behind the numbers of visits held and moved."),
)
AFTER_THEMES = (
    Place("change", "Commentary on evidence of change", "What has moved, and how that is known."),
    Place("cross-regional", "Commentary on cross-regional learning", "What travelled between regions."),
    Place("conclusions", "Conclusions", "What follows from the findings."),
)


def places_of(themes: Iterable[tuple[str, str]]) -> tuple[Place, ...]:
    """Every place in the order of the report. `themes` pairs codes with titles."""
    of_themes = [place for code, title in themes for place in _of_theme(code, title)]
    recommended = (
        Place(key, title, f"One to a row, {MOST_ROWS} at most.", rows=True)
        for key, title in RECOMMENDATIONS.items()
    )
    return (*BEFORE_THEMES, *of_themes, *AFTER_THEMES, *recommended)


def _of_theme(code: str, title: str) -> tuple[Place, Place]:
    key = code.lower()
    return (
        Place(
            key, f"Commentary on {code} {title.lower()}", "It stands under the theme’s figures.", theme=code
        ),
        Place(
            key + VIGNETTE,
            f"Vignette for {code} {title.lower()}",
            "A short story of one thing that happened. Name nobody, and no child or family.",
            theme=code,
        ),
    )
