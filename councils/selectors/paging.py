"""Lists by the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

ROWS = 50


@dataclass(frozen=True)
class Paged:
    """One page of a list, with the addresses of the page before and after it ("" where there is none)."""

    page: Page
    before: str
    after: str


def paged(rows: Any, asked: QueryDict, size: int = ROWS) -> Paged:
    """The page that the address asks for; the first or last one where it asks for nonsense."""
    page = Paginator(rows, size).get_page(asked.get("page"))
    before = _address(asked, page.previous_page_number()) if page.has_previous() else ""
    after = _address(asked, page.next_page_number()) if page.has_next() else ""
    return Paged(page, before, after)


def _address(asked: QueryDict, number: int) -> str:
    changed = asked.copy()
    changed["page"] = str(number)
    return f"?{changed.urlencode()}"
