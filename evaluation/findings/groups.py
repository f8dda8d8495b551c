"""Which groups of a split must be hidden, so that nothing hidden can be found by subtraction; and joining groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from evaluation.findings.disclosed import Hidden
from evaluation.findings.tables import (
    Distribution,
    GroupCount,
    ResponseRate,
    RoundFindings,
    ScaleResult,
    ThemeCount,
)

PROTECTED = Hidden(
    "hidden: it would show what all or none of a group said, or let a hidden figure be worked out"
)
ONE_GROUP = Hidden("not split: only one group answered")
TOTAL_SAYS_IT = Hidden("not split: the total says it already")

Cell = TypeVar("Cell", GroupCount, Distribution, ResponseRate)


@dataclass(frozen=True)
class Kind(Generic[Cell]):
    """What the rule has to know of one kind of split: its size, how cells add up, and which say too much."""

    size: Callable[[Cell], int]
    add: Callable[[Sequence[Cell]], Cell]
    tells_all: Callable[[Cell], bool]
    settled: Callable[[Cell], bool]


def too_few(threshold: int) -> Hidden:
    """What stands for a group of fewer people than the threshold."""
    return Hidden(f"hidden: fewer than {threshold} people")


def protect(
    cells: dict[str, Cell], kind: Kind[Cell], threshold: int
) -> tuple[tuple[str, Cell | Hidden], ...]:
    """The split with every cell that may not be seen replaced by its reason.

    The reasons never tell which of several hidden groups was the cause."""
    if threshold and (reason := _not_split(list(cells.values()), kind)):
        return tuple((name, reason) for name in cells)
    hidden = hidden_groups(cells, kind, threshold)
    return tuple((name, _shown(cell, name in hidden, kind, threshold)) for name, cell in cells.items())


def hidden_groups(cells: dict[str, Cell], kind: Kind[Cell], threshold: int) -> tuple[str, ...]:
    """The groups to hide, smallest first: all up to the largest that may not be seen, and never one alone.

    What is left over when the shown groups are taken from the total (all hidden ones together) must itself be fit to
    be seen, else one more goes. Hiding from the smallest up, whichever group was the cause, keeps the choice itself
    from telling which it was."""
    order = sorted(cells, key=lambda name: (kind.size(cells[name]), name))
    unfit = [place for place, name in enumerate(order, start=1) if _unfit(cells[name], kind, threshold)]
    if not unfit:
        return ()
    for number in range(max(unfit[-1], 2), len(order)):
        if not _unfit(kind.add([cells[name] for name in order[:number]]), kind, threshold):
            return tuple(order[:number])
    return tuple(order)


def join_programme(findings: RoundFindings) -> RoundFindings:
    """The same findings with programme people counted among children's services (their count is one or two)."""
    return replace(
        findings,
        themes=tuple(_join_theme(row) for row in findings.themes),
        scales=tuple(_join_scale(result) for result in findings.scales),
        rates=_joined(findings.rates, RATES.add),
    )


def _not_split(cells: list[Cell], kind: Kind[Cell]) -> Hidden | None:
    if kind.settled(kind.add(cells)):
        return TOTAL_SAYS_IT
    return ONE_GROUP if sum(kind.size(cell) > 0 for cell in cells) == 1 else None


def _shown(cell: Cell, hide: bool, kind: Kind[Cell], threshold: int) -> Cell | Hidden:
    if not hide:
        return cell
    return too_few(threshold) if kind.size(cell) < threshold else PROTECTED


def _unfit(cell: Cell, kind: Kind[Cell], threshold: int) -> bool:
    return threshold > 0 and (kind.size(cell) < threshold or kind.tells_all(cell))


def add_counts(cells: Sequence[GroupCount]) -> GroupCount:
    """The groups' counts added up, under the name of the first."""
    return GroupCount(cells[0].group, sum(cell.people for cell in cells), sum(cell.base for cell in cells))


def add_distributions(cells: Sequence[Distribution]) -> Distribution:
    """The groups' distributions added up option by option, under the name of the first."""
    return Distribution(
        cells[0].group,
        _add_options([cell.counts for cell in cells]),
        sum(cell.base for cell in cells),
        _add_options([cell.outside for cell in cells]),
    )


def add_rates(cells: Sequence[ResponseRate]) -> ResponseRate:
    """The groups' invited and answered added up, under the name of the first."""
    return ResponseRate(
        cells[0].group, sum(cell.invited for cell in cells), sum(cell.answered for cell in cells)
    )


def all_but_one_agree(cell: Distribution) -> bool:
    """Whether one option holds all the answers or all but one: it tells what everyone, or everyone else, said."""
    return max((number for _, number in cell.counts), default=0) >= cell.base - 1


def _agree(cell: Distribution) -> bool:
    return max((number for _, number in cell.counts), default=0) == cell.base


def _all_or_none(cell: GroupCount) -> bool:
    return cell.people in (0, cell.base)


COUNTS: Kind[GroupCount] = Kind(lambda cell: cell.base, add_counts, _all_or_none, _all_or_none)
SCALES: Kind[Distribution] = Kind(lambda cell: cell.base, add_distributions, all_but_one_agree, _agree)
# That someone answered is not what they said: only the size of a group hides its rate.
RATES: Kind[ResponseRate] = Kind(lambda cell: cell.invited, add_rates, lambda cell: False, lambda cell: False)


def _add_options(columns: list[tuple[tuple[str, int], ...]]) -> tuple[tuple[str, int], ...]:
    return tuple((same[0][0], sum(number for _, number in same)) for same in zip(*columns, strict=True))


def _join_theme(row: ThemeCount) -> ThemeCount:
    return replace(
        row,
        by_group=_joined(row.by_group, add_counts),
        denied_by_group=_joined(row.denied_by_group, add_counts),
    )


def _join_scale(result: ScaleResult) -> ScaleResult:
    return replace(result, by_group=_joined(result.by_group, add_distributions))


def _joined(cells: tuple[Cell, ...], add: Callable[[Sequence[Cell]], Cell]) -> tuple[Cell, ...]:
    named = {cell.group: cell for cell in cells}
    programme = named.pop("programme", None)
    if programme:
        named["childrens_services"] = add([named["childrens_services"], programme])
    return tuple(named.values())
