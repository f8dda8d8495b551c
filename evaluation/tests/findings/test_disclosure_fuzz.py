"""Disclosure against an intruder: by subtraction over random data, and with full knowledge of the rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from evaluation.findings.disclosed import DisclosedFindings, Hidden
from evaluation.findings.disclosure import (
    THRESHOLDS,
    disclose,
)
from evaluation.findings.groups import (
    COUNTS,
    NOTHING_TO_HIDE,
    SCALES,
    join_programme,
    protect,
)
from evaluation.findings.tables import (
    GroupCount,
    ResponseRate,
    RoundFindings,
)
from evaluation.findings.tally import tally
from evaluation.tests.findings.intruder import found_out
from evaluation.tests.findings.invented import invented
from evaluation.tests.findings.made import GROUPS, answered, found, scale, theme


def bases_of(findings: RoundFindings, audience: str) -> dict[str, dict[str, int]]:
    if audience != "desk" and findings.regions <= 1:
        findings = join_programme(findings)
    bases = {"themes": {cell.group: cell.base for cell in findings.themes[0].by_group}}
    bases["rates"] = {rate.group: rate.invited for rate in findings.rates[1:]}
    for result in findings.scales:
        bases[result.question.key] = {cell.group: cell.base for cell in result.by_group}
    return bases


def assert_nothing_forbidden(shown: DisclosedFindings, least: int) -> None:
    for row in shown.themes:
        assert isinstance(row.people_base, Hidden) or row.people_base >= least
        for _, cell in (*row.by_group, *row.denied_by_group):
            assert isinstance(cell, Hidden) or (cell.base >= least and 0 < cell.people < cell.base)
    for result in shown.scales:
        assert isinstance(result.everyone, Hidden) or result.everyone.base >= least
        for _, cell in result.by_group:
            assert isinstance(cell, Hidden) or (
                cell.base >= least and max(n for _, n in cell.counts) < cell.base - 1
            )
    for row in shown.barriers:
        assert all(
            isinstance(base, Hidden) or base is None or base >= least
            for base in (row.people_base, row.previous_base)
        )
    for _, cell in (("all", shown.everyone), *shown.rates):
        assert isinstance(cell, Hidden) or cell.invited >= least


def assert_safe(findings: RoundFindings, audience: str) -> DisclosedFindings:
    shown = disclose(findings, audience)
    assert_nothing_forbidden(shown, THRESHOLDS[audience])
    assert list(found_out(shown, bases_of(findings, audience))) == []
    return shown


@pytest.mark.parametrize("seed", range(10_000, 10_300))
def test_no_hidden_figure_of_a_counted_round_can_be_found_by_subtraction(seed):
    findings = tally(invented(seed, previous=False))
    for audience in ("staff", "published"):
        assert_safe(findings, audience)


def test_no_hidden_figure_can_be_found_by_subtraction():
    """Thousands of random tables; the kinds of split met are counted, so that the fuzzing cannot go idle."""
    met = Counter()
    for seed in range(4_000):
        findings = invented_findings(Random(seed))
        for audience in ("staff", "published"):
            shown = assert_safe(findings, audience)
            splits = (
                [row.by_group for row in shown.themes]
                + [result.by_group for result in shown.scales]
                + [shown.rates]
            )
            met.update((len(split), sum(isinstance(cell, Hidden) for _, cell in split)) for split in splits)
    assert set(met) == {(2, 0), (2, 1), (2, 2), (3, 0), (3, 1), (3, 2), (3, 3)}
    assert min(met.values()) > 100, met


def invented_findings(random: Random) -> RoundFindings:
    """Random, consistent tables of a round, mostly with group sizes about the thresholds."""
    sizes = [random.choice((0, 1, 3, 4, 5, 6, 9, 10, 11, 15, 40)) for _ in GROUPS]
    themes = tuple(
        theme(*((_some(random, n), n) for n in sizes), denied=tuple((_some(random, n), n) for n in sizes))
        for _ in range(4)
    )
    scales = tuple(scale(*(_spread(random, n) for n in sizes)) for _ in range(3))
    rates = [
        ResponseRate(group, n + random.choice((0, 0, 3, 12)), n)
        for group, n in zip(GROUPS, sizes, strict=True)
    ]
    total = ResponseRate("all", sum(rate.invited for rate in rates), sum(sizes))
    whole = found(themes, scales, regions=random.randint(1, 3))
    return replace(whole, rates=(total, *rates), respondents=sum(sizes))


def _some(random: Random, most: int) -> int:
    return random.choice((0, most, min(1, most), random.randint(0, most)))


def _spread(random: Random, people: int) -> tuple[int, ...]:
    weights = random.choice(((1, 0, 0, 0), (8, 1, 0, 0), (4, 3, 2, 1), (1, 1, 1, 1)))
    chosen = Counter(random.choices(range(4), weights, k=people))
    return tuple(chosen[option] for option in range(4))


@pytest.mark.parametrize(
    "bases",
    [
        (5, 5),
        (5, 6),
        (5, 9),
        (3, 7),
        (0, 6),
        (5, 5, 5),
        (2, 5, 6),
        (2, 2, 6),
        (0, 5, 6),
        (4, 1, 9),
        (5, 6, 9),
        (5, 5, 12),
    ],
)
def test_a_reader_who_knows_the_rule_finds_no_hidden_count(bases):
    """Every data set with these bases that looks the same on paper: each hidden count must be able to be two things."""
    possible = defaultdict(list)
    for people in product(*(range(base + 1) for base in bases)):
        cells = {
            f"g{n}": GroupCount(f"g{n}", *pair) for n, pair in enumerate(zip(people, bases, strict=True))
        }
        shown = protect(cells, COUNTS, 5)
        possible[(sum(people), shown)].append(people)
    assert _certain(possible, bases) == []


@pytest.mark.parametrize("bases", [(5, 5), (5, 6), (6, 9), (5, 12), (2, 7), (5, 5, 5), (2, 5, 6)])
def test_a_reader_who_knows_the_rule_finds_no_hidden_answer_that_a_group_shares(bases):
    """The same for scales of three options: no hidden group is certain to have agreed."""
    possible = defaultdict(list)
    for groups in product(*(list(_spreads(base)) for base in bases)):
        cells = {f"g{n}": answered(f"g{n}", *numbers, 0) for n, numbers in enumerate(groups)}
        total = tuple(sum(column) for column in zip(*groups, strict=True))
        possible[(total, protect(cells, SCALES, 5))].append(groups)
    for (total, shown), worlds in possible.items():
        for place, (_, cell) in enumerate(shown):
            if isinstance(cell, Hidden) and cell not in NOTHING_TO_HIDE and bases[place] > 1:
                agreed = {max(groups[place]) == bases[place] for groups in worlds}
                assert agreed != {True}, (total, shown, worlds)


def _spreads(base: int):
    return ((a, b, base - a - b) for a in range(base + 1) for b in range(base + 1 - a))


def _certain(possible, bases) -> list:
    certain = []
    for (total, shown), worlds in possible.items():
        for place, (_, cell) in enumerate(shown):
            unsplit = cell in NOTHING_TO_HIDE
            if (
                isinstance(cell, Hidden)
                and not unsplit
                and bases[place]
                and len({w[place] for w in worlds}) < 2
            ):
                certain.append((total, shown, worlds))
    return certain
