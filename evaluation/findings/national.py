"""The findings of several rounds as one, and side by side: a national report counts responses, round by round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evaluation.findings.comparison import verdict
from evaluation.findings.disclosed import (
    CountSplit,
    DisclosedFindings,
    DisclosedScale,
    DisclosedTheme,
    DistributionSplit,
    Hidden,
    RateSplit,
)
from evaluation.findings.disclosure import THRESHOLDS, disclose, log_of
from evaluation.findings.groups import (
    COUNTS,
    PROTECTED,
    RATES,
    SCALES,
    Cell,
    Kind,
    add_counts,
    add_distributions,
    add_rates,
    join_programme,
    protect,
)
from evaluation.findings.tables import (
    BarrierChange,
    Distribution,
    GroupCount,
    Reconciliation,
    RoundFindings,
    ScaleResult,
    ThemeCount,
)

# A region is a whole round with a report of its own: only its size hides it, not that all or none said something.
PLACE_COUNTS = replace(COUNTS, tells=lambda cell: False)
PLACE_SCALES = replace(SCALES, tells=lambda cell: False)


@dataclass(frozen=True)
class NationalFindings:
    """What all rounds say together, and each split by place, as `everything.audience` may see it.

    `themes` pairs a theme's code with its split, `scales` a question's key; places stand in the order given. Those
    `left_out` have too few answers to be counted at all."""

    everything: DisclosedFindings
    places: tuple[str, ...]
    left_out: tuple[str, ...]
    rates: RateSplit
    themes: tuple[tuple[str, CountSplit], ...]
    scales: tuple[tuple[str, DistributionSplit], ...]


def disclose_nation(by_place: dict[str, RoundFindings], audience: str) -> NationalFindings:
    """Several places' findings as an audience (desk, staff or published) may see them.

    Places whose own reports hide everything, and which are too small even together, are left out: else they could be
    found by subtracting the others' reports. So would a role group, or a question, that some places hide: it is hidden
    in the nation's too where those places together are too small. Raises ValueError for an unknown audience, where too
    few answered anywhere, or where a question has other options in another place."""
    if audience not in THRESHOLDS:
        raise ValueError(f"Unknown audience: {audience}.")
    left_out = _too_small(by_place, THRESHOLDS[audience])
    by_place = {place: found for place, found in by_place.items() if place not in left_out}
    if not by_place:
        raise ValueError("Too few people have answered in any round of this year.")
    rounds = list(by_place.values())
    together = add_rounds(rounds)
    everything, threshold = disclose(together, audience), THRESHOLDS[audience]
    own = [disclose(findings, audience) for findings in rounds]
    return NationalFindings(
        everything=_without_differences(everything, own, rounds),
        places=tuple(by_place),
        left_out=left_out,
        rates=protect(
            {place: replace(f.rates[0], group=place) for place, f in by_place.items()}, RATES, threshold
        ),
        themes=tuple(
            (row.theme.code, protect(_counts(by_place, row.theme.code), PLACE_COUNTS, threshold))
            for row in everything.themes
        ),
        scales=tuple(
            (result.question.key, protect(_distributions(by_place, result), PLACE_SCALES, threshold))
            for result in together.scales
        ),
    )


def _too_small(by_place: dict[str, RoundFindings], threshold: int) -> tuple[str, ...]:
    sizes = {place: _size(findings) for place, findings in by_place.items()}
    small = {place: size for place, size in sizes.items() if size < threshold}
    return tuple(small) if sum(small.values()) < threshold else ()


def _size(findings: RoundFindings) -> int:
    """The people that the smallest figure of everyone stands on."""
    return min([findings.respondents, *(row.people_base for row in findings.themes)])


def add_rounds(rounds: Sequence[RoundFindings]) -> RoundFindings:
    """The rounds' findings added up: responses, not people. Councils add up too, since each is in one round a year.

    Barriers compare with last time only where every round does. Raises ValueError without a round, or where a
    question has other options in another round."""
    if not rounds:
        raise ValueError("There are no rounds to add up.")
    themes = _added_themes(rounds)
    return RoundFindings(
        themes=themes,
        scales=_added_scales(rounds),
        barriers=tuple(_barrier(row, rounds) for row in themes if row.theme.heading == "barrier"),
        rates=tuple(add_rates(cells) for cells in zip(*(r.rates for r in rounds), strict=True)),
        reconciliation=_reconciliation([r.reconciliation for r in rounds]),
        respondents=sum(r.respondents for r in rounds),
        councils=sum(r.councils for r in rounds),
        regions=sum(r.regions for r in rounds),
    )


def _added_themes(rounds: Sequence[RoundFindings]) -> tuple[ThemeCount, ...]:
    rows: dict[str, list[ThemeCount]] = {}
    for row in (row for findings in rounds for row in findings.themes):
        rows.setdefault(row.theme.code, []).append(row)
    return tuple(_added(rows[code]) for code in sorted(rows))


def _added(rows: list[ThemeCount]) -> ThemeCount:
    return ThemeCount(
        theme=rows[0].theme,
        answers=sum(row.answers for row in rows),
        answers_base=sum(row.answers_base for row in rows),
        people=sum(row.people for row in rows),
        people_base=sum(row.people_base for row in rows),
        councils=sum(row.councils for row in rows),
        denied_people=sum(row.denied_people for row in rows),
        by_group=_split([row.by_group for row in rows]),
        denied_by_group=_split([row.denied_by_group for row in rows]),
    )


def _split(splits: list[tuple[GroupCount, ...]]) -> tuple[GroupCount, ...]:
    return tuple(add_counts(cells) for cells in zip(*splits, strict=True))


def _added_scales(rounds: Sequence[RoundFindings]) -> tuple[ScaleResult, ...]:
    results: dict[str, list[ScaleResult]] = {}
    for result in (result for findings in rounds for result in findings.scales):
        results.setdefault(result.question.key, []).append(result)
    return tuple(_added_scale(alike) for alike in results.values())


def _added_scale(results: list[ScaleResult]) -> ScaleResult:
    question = results[0].question
    if any(result.question.options != question.options for result in results):
        raise ValueError(f"Rounds asked “{question.text}” with other options, so they do not add up.")
    return ScaleResult(
        question=question,
        everyone=add_distributions([result.everyone for result in results]),
        by_group=tuple(
            add_distributions(c) for c in zip(*(result.by_group for result in results), strict=True)
        ),
    )


def _barrier(row: ThemeCount, rounds: Sequence[RoundFindings]) -> BarrierChange:
    before = [old for findings in rounds for old in findings.barriers if old.theme.code == row.theme.code]
    if len(before) < len(rounds) or any(old.previous_base is None for old in before):
        return BarrierChange(row.theme, row.people, row.people_base, None, None, "too_few_to_say")
    people = sum(old.previous_people or 0 for old in before)
    base = sum(old.previous_base or 0 for old in before)
    said = verdict(row.people, row.people_base, people, base)
    return BarrierChange(row.theme, row.people, row.people_base, people, base, said)


def _reconciliation(sums: Iterable[Reconciliation]) -> Reconciliation:
    rows = [(s.received, s.coded, s.none, s.unusable, s.waiting) for s in sums]
    return Reconciliation(*(sum(column) for column in zip(*rows, strict=True)))


def _counts(by_place: dict[str, RoundFindings], code: str) -> dict[str, GroupCount]:
    cells = {}
    for place, findings in by_place.items():
        row = next((row for row in findings.themes if row.theme.code == code), None)
        cells[place] = GroupCount(place, row.people, row.people_base) if row else GroupCount(place, 0, 0)
    return cells


def _distributions(by_place: dict[str, RoundFindings], result: ScaleResult) -> dict[str, Distribution]:
    cells = {}
    for place, findings in by_place.items():
        found = next((s for s in findings.scales if s.question.key == result.question.key), None)
        everyone = found.everyone if found else _nobody(result)
        cells[place] = replace(everyone, group=place)
    return cells


def _nobody(result: ScaleResult) -> Distribution:
    cell = result.everyone
    nothing = tuple((value, 0) for value, _ in cell.counts)
    return replace(cell, counts=nothing, base=0, outside=tuple((value, 0) for value, _ in cell.outside))


def _without_differences(
    everything: DisclosedFindings, own: list[DisclosedFindings], rounds: list[RoundFindings]
) -> DisclosedFindings:
    """The nation's splits by role group, without those from which a reader of every report could find a hidden one."""
    if not everything.threshold:
        return everything
    whole = [join_programme(findings) for findings in rounds]
    themes = tuple(_kept_theme(row, own, whole, everything.threshold) for row in everything.themes)
    scales = tuple(_kept_scale(row, own, whole, everything.threshold) for row in everything.scales)
    pairs = [(mine.rates, _named(full.rates[1:])) for mine, full in zip(own, whole, strict=True)]
    rates = _kept(everything.rates, pairs, RATES, everything.threshold)
    log = log_of(themes, scales, rates)
    return replace(everything, themes=themes, scales=scales, rates=rates, suppressed=log)


def _kept_theme(
    row: DisclosedTheme, own: list[DisclosedFindings], whole: list[RoundFindings], threshold: int
) -> DisclosedTheme:
    raised, denied = [], []
    for mine, full in zip(own, whole, strict=True):
        shown = {theme.theme.code: theme for theme in mine.themes}.get(row.theme.code)
        behind = {theme.theme.code: theme for theme in full.themes}.get(row.theme.code)
        if shown and behind:
            raised.append((shown.by_group, _named(behind.by_group)))
            denied.append((shown.denied_by_group, _named(behind.denied_by_group)))
    return replace(
        row,
        by_group=_kept(row.by_group, raised, COUNTS, threshold),
        denied_by_group=_kept(row.denied_by_group, denied, COUNTS, threshold),
    )


def _kept_scale(
    row: DisclosedScale, own: list[DisclosedFindings], whole: list[RoundFindings], threshold: int
) -> DisclosedScale:
    pairs = []
    for mine, full in zip(own, whole, strict=True):
        shown = {scale.question.key: scale for scale in mine.scales}.get(row.question.key)
        behind = {scale.question.key: scale for scale in full.scales}.get(row.question.key)
        if shown and behind:
            pairs.append((shown.by_group, _named(behind.by_group)))
    shares = _everyone_of(row.question.key, own, whole)
    hidden_rounds = [full.everyone for mine, full in shares if isinstance(mine, Hidden)]
    if hidden_rounds and 0 < add_distributions(hidden_rounds).base < threshold:
        hidden = tuple((group, PROTECTED) for group, _ in row.by_group)
        return replace(row, everyone=PROTECTED, by_group=hidden)
    return replace(row, by_group=_kept(row.by_group, pairs, SCALES, threshold))


def _everyone_of(
    key: str, own: list[DisclosedFindings], whole: list[RoundFindings]
) -> Iterable[tuple[Distribution | Hidden, ScaleResult]]:
    """What each round's own report shows of everyone's answers to a question, and what is behind it."""
    for mine, full in zip(own, whole, strict=True):
        shown = {scale.question.key: scale for scale in mine.scales}.get(key)
        behind = {scale.question.key: scale for scale in full.scales}.get(key)
        if shown and behind:
            yield shown.everyone, behind


def _named(cells: Iterable[Cell]) -> dict[str, Cell]:
    return {cell.group: cell for cell in cells}


def _kept(
    split: tuple[tuple[str, Cell | Hidden], ...],
    rounds: list[tuple[tuple[tuple[str, Cell | Hidden], ...], dict[str, Cell]]],
    kind: Kind[Cell],
    threshold: int,
) -> tuple[tuple[str, Cell | Hidden], ...]:
    """The split, or none of its figures: what the nation's cell leaves over, once the rounds that show theirs are
    taken away, must be fit to be seen for every group that some rounds hide."""
    left_over: dict[str, list[Cell]] = {}
    for shown, behind in rounds:
        for group, cell in shown:
            if isinstance(cell, Hidden) and group in behind and kind.anyone(behind[group]):
                left_over.setdefault(group, []).append(behind[group])
    rests = [kind.add(cells) for cells in left_over.values()]
    if any(kind.size(rest) < threshold or kind.tells(rest) for rest in rests):
        return tuple((group, cell if isinstance(cell, Hidden) else PROTECTED) for group, cell in split)
    return split
