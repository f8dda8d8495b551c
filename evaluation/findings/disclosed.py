"""The shape of findings that may be shown: like `tables`, with `Hidden` where a figure may not be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from evaluation.findings.tables import (
    Distribution,
    GroupCount,
    Reconciliation,
    ResponseRate,
    ScaleQuestion,
    ThemeCard,
)


@dataclass(frozen=True)
class Hidden:
    """Stands where a figure stood. `reason` is what a page prints; str() gives it."""

    reason: str

    def __str__(self) -> str:
        return self.reason


Shown: TypeAlias = int | Hidden
CountSplit: TypeAlias = tuple[tuple[str, GroupCount | Hidden], ...]
DistributionSplit: TypeAlias = tuple[tuple[str, Distribution | Hidden], ...]
RateSplit: TypeAlias = tuple[tuple[str, ResponseRate | Hidden], ...]


@dataclass(frozen=True)
class DisclosedTheme:
    """`ThemeCount` as an audience may see it; each split pairs a role group with its count or what hides it."""

    theme: ThemeCard
    answers: Shown
    answers_base: Shown
    people: Shown
    people_base: Shown
    councils: Shown
    denied_people: Shown
    by_group: CountSplit
    denied_by_group: CountSplit


@dataclass(frozen=True)
class DisclosedScale:
    """`ScaleResult` as an audience may see it."""

    question: ScaleQuestion
    everyone: Distribution | Hidden
    by_group: DistributionSplit


@dataclass(frozen=True)
class DisclosedBarrier:
    """`BarrierChange` as an audience may see it; the previous figures are None where there are none."""

    theme: ThemeCard
    people: Shown
    people_base: Shown
    previous_people: Shown | None
    previous_base: Shown | None
    verdict: str


@dataclass(frozen=True)
class Suppression:
    """One line of the suppression log: which table and row, which group ("all" for everyone), and why."""

    table: str
    row: str
    group: str
    reason: str


@dataclass(frozen=True)
class DisclosedFindings:
    """The findings of one round as `audience` may see them; nothing else leaves the desk.

    `groups` are the role groups of every split, in order; `programme_joined` says that programme people are counted
    with children's services."""

    audience: str
    threshold: int
    groups: tuple[str, ...]
    programme_joined: bool
    themes: tuple[DisclosedTheme, ...]
    scales: tuple[DisclosedScale, ...]
    barriers: tuple[DisclosedBarrier, ...]
    everyone: ResponseRate | Hidden
    rates: RateSplit
    reconciliation: Reconciliation
    respondents: int
    councils: Shown
    suppressed: tuple[Suppression, ...]
