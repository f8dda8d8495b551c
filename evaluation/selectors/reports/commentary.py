"""Reads of what staff wrote into reports: the newest version of each place, and all that came before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from challenges.models import ChallengeRound
from evaluation.models import Commentary


@dataclass(frozen=True)
class Subject:
    """What a report is of: a round, or the nation in the year that starts then."""

    round: ChallengeRound | None = None
    start_year: int | None = None

    def __str__(self) -> str:
        return str(self.round) if self.round else f"England {self.year}"

    @property
    def year(self) -> str:
        """The year as people say it, e.g. 2025/26."""
        first = self.round.start_year if self.round else self.start_year or 0
        return f"{first}/{(first + 1) % 100:02d}"

    @property
    def key(self) -> dict[str, Any]:
        """How its rows are found and made."""
        return {"round": self.round, "start_year": None if self.round else self.start_year}

    @property
    def rows(self) -> dict[str, Any]:
        """How its rows are filtered."""
        return {"round": self.round} if self.round else {"round__isnull": True, "start_year": self.start_year}


def versions_of(subject: Subject, place: str = "") -> QuerySet[Commentary]:
    """Every version, newest first within its place."""
    versions = Commentary.objects.filter(**subject.rows).select_related("author")
    if place:
        versions = versions.filter(place=place)
    return versions.order_by("place", "-number")


def standing(subject: Subject) -> dict[str, Commentary]:
    """The newest version of each place that has words (one query)."""
    newest: dict[str, Commentary] = {}
    for version in versions_of(subject):
        newest.setdefault(version.place, version)
    return {place: version for place, version in newest.items() if version.text}
