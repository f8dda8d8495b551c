"""Findings made by hand, from the few numbers that a test is about."""

from __future__ import annotations

from evaluation.findings.tables import (
    Distribution,
    GroupCount,
    Reconciliation,
    ResponseRate,
    RoundFindings,
    ScaleResult,
    ThemeCount,
)
from evaluation.tests.findings.invented import SCALES as QUESTIONS
from evaluation.tests.findings.invented import THEMES

GROUPS = ("political_corporate", "childrens_services", "programme")


def counts(*pairs: tuple[int, int]) -> tuple[GroupCount, ...]:
    return tuple(GroupCount(group, *pair) for group, pair in zip(GROUPS, pairs, strict=True))


def options(*numbers: int) -> tuple[tuple[str, int], ...]:
    return tuple(zip(("great", "moderate", "small", "not_at_all"), numbers, strict=True))


def answered(group: str, *numbers: int, outside: int = 0) -> Distribution:
    return Distribution(
        group, options(*numbers), sum(numbers), (("dont_know", outside), ("not_applicable", 0))
    )


def theme(*pairs: tuple[int, int], councils: int = 4, denied=((0, 0),) * 3) -> ThemeCount:
    people, base = sum(n for n, _ in pairs), sum(n for _, n in pairs)
    denied = tuple((n, size) for (n, _), (_, size) in zip(denied, pairs, strict=True))
    return ThemeCount(
        theme=THEMES[0],
        answers=people + 2,
        answers_base=base + 20,
        people=people,
        people_base=base,
        councils=councils,
        denied_people=sum(n for n, _ in denied),
        by_group=counts(*pairs),
        denied_by_group=counts(*denied),
    )


def scale(*groups: tuple[int, int, int, int]) -> ScaleResult:
    everyone = answered("all", *(sum(column) for column in zip(*groups, strict=True)))
    return ScaleResult(
        QUESTIONS[0],
        everyone,
        tuple(answered(name, *group) for name, group in zip(GROUPS, groups, strict=True)),
    )


def found(themes=(), scales=(), barriers=(), regions: int = 3, councils: int = 40) -> RoundFindings:
    rates = tuple(ResponseRate(*row) for row in (("all", 100, 80), (GROUPS[0], 30, 20), (GROUPS[1], 61, 51)))
    rates = (*rates, ResponseRate(GROUPS[2], 9, 9))
    return RoundFindings(
        themes, scales, barriers, rates, Reconciliation(90, 80, 5, 4, 1), 80, councils, regions
    )
