"""One line of "what needs me now" on the home page; every app makes its own, the home page joins them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class NeedsItem:
    """Something the actor should do: `text` is a whole phrase, `url` where it is done, `due_on` its day if any."""

    kind: str
    text: str
    url: str
    due_on: date | None = None
    overdue: bool = False


def in_order(items: list[NeedsItem]) -> list[NeedsItem]:
    """Overdue first, then by day; what has no day comes last."""
    return sorted(items, key=lambda item: (not item.overdue, item.due_on or date.max, item.text))
