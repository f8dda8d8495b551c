"""Which groups of a split must be hidden, so that nothing hidden can be found by subtraction; and joining groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
ONE_GROUP = Hidden("not split: these are the answers of one group")
TOTAL_SAYS_IT = Hidden("not split: the total says it already")
NO_ANSWERS = Hidden("no answers")
NOBODY_ASKED = Hidden("nobody asked")
# Words that stand where there is no figure of its own to hide.
NOTHING_TO_HIDE = (ONE_GROUP, TOTAL_SAYS_IT, NO_ANSWERS, NOBODY_ASKED)

Cell = TypeVar("Cell", GroupCount, Distribution, ResponseRate)


@dataclass(frozen=True)
class Kind(Generic[Cell]):
    """What the rule has to know of one kind of split.

    `size` is the base that the threshold looks at; `anyone` whether the cell is of anybody at all; `add` joins cells;
    `tells` says that a cell shows what all or none of its group said; `settled` that a total fixes each of its parts;
    `gives_away` that a total (first) fixes each of the hidden cells whose sum is the second."""

    size: Callable[[Cell], int]
    anyone: Callable[[Cell], bool]
    empty: Hidden
    add: Callable[[Sequence[Cell]], Cell]
    tells: Callable[[Cell], bool]
    settled: Callable[[Cell], bool]
    gives_away: Callable[[Cell, Cell], bool]


def too_few(threshold: int) -> Hidden:
    """What stands for a group of fewer people than the threshold."""
    return Hidden(f"hidden: fewer than {threshold} people")


def protect(
    cells: dict[str, Cell], kind: Kind[Cell], threshold: int
) -> tuple[tuple[str, Cell | Hidden], ...]:
    """The split with every cell that may not be seen replaced by its reason; a threshold of 0 hides nothing.

    The reasons never tell which of several hidden groups was the cause."""
    if not threshold:
        return tuple(cells.items())
    filled = {name: cell for name, cell in cells.items() if kind.anyone(cell)}
    hidden = hidden_groups(filled, kind, threshold)
    reason = _not_split(filled, kind) if hidden else None
    return tuple(
        (name, reason or _shown(cell, name in hidden, kind, threshold) if name in filled else kind.empty)
        for name, cell in cells.items()
    )


def hidden_groups(cells: dict[str, Cell], kind: Kind[Cell], threshold: int) -> tuple[str, ...]:
    """The groups to hide, smallest first: all up to the largest that may not be seen, and never one alone.

    What is left over when the shown groups are taken from the total (all hidden ones together) must itself be fit to
    be seen and give none of them away, else one more goes. Hiding from the smallest up, whichever group was the
    cause, keeps the choice itself from telling which it was."""
    order = sorted(cells, key=lambda name: (kind.size(cells[name]), name))
    unfit = [place for place, name in enumerate(order, start=1) if _unfit(cells[name], kind, threshold)]
    if not unfit:
        return ()
    at_least = 2 + sum(kind.size(cell) == 0 for cell in cells.values())
    total = kind.add(list(cells.values()))
    for number in range(max(unfit[-1], at_least), len(order)):
        rest = kind.add([cells[name] for name in order[:number]])
        if not (_unfit(rest, kind, threshold) or kind.gives_away(total, rest)):
            return tuple(order[:number])
    return tuple(order)


def one_group_alone(cells: Iterable[Distribution]) -> bool:
    """Whether a single group holds all answers inside the scale, so that the total is that group's."""
    return sum(cell.base > 0 for cell in cells) == 1


def join_programme(findings: RoundFindings) -> RoundFindings:
    """The same findings with programme people counted among children's services (their count is one or two)."""
    return replace(
        findings,
        themes=tuple(_join_theme(row) for row in findings.themes),
        scales=tuple(_join_scale(result) for result in findings.scales),
        rates=_joined(findings.rates, RATES.add),
    )


def _not_split(cells: dict[str, Cell], kind: Kind[Cell]) -> Hidden | None:
    if kind.settled(kind.add(list(cells.values()))):
        return TOTAL_SAYS_IT
    return ONE_GROUP if sum(kind.size(cell) > 0 for cell in cells.values()) == 1 else None


def _shown(cell: Cell, hide: bool, kind: Kind[Cell], threshold: int) -> Cell | Hidden:
    if not hide:
        return cell
    return too_few(threshold) if kind.size(cell) < threshold else PROTECTED


def _unfit(cell: Cell, kind: Kind[Cell], threshold: int) -> bool:
    return kind.size(cell) < threshold or kind.tells(cell)


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


def _gives_option_away(total: Distribution, rest: Distribution) -> bool:
    """An option that somebody chose, but nobody of the hidden groups: each of theirs is then known to be nought."""
    pairs = zip((*total.counts, *total.outside), (*rest.counts, *rest.outside), strict=True)
    return any(number > 0 and left == 0 for (_, number), (_, left) in pairs)


def _all_or_none(cell: GroupCount) -> bool:
    return cell.people in (0, cell.base)


def _all_or_none_answered(cell: ResponseRate) -> bool:
    return cell.answered in (0, cell.invited)


COUNTS: Kind[GroupCount] = Kind(
    size=lambda cell: cell.base,
    anyone=lambda cell: cell.base > 0,
    empty=NO_ANSWERS,
    add=add_counts,
    tells=_all_or_none,
    settled=_all_or_none,
    gives_away=lambda total, rest: _all_or_none(rest),
)
SCALES: Kind[Distribution] = Kind(
    size=lambda cell: cell.base,
    anyone=lambda cell: cell.base + sum(number for _, number in cell.outside) > 0,
    empty=NO_ANSWERS,
    add=add_distributions,
    tells=all_but_one_agree,
    settled=_agree,
    gives_away=_gives_option_away,
)
# That someone answered is not what they said: only the size of a group hides its rate.
RATES: Kind[ResponseRate] = Kind(
    size=lambda cell: cell.invited,
    anyone=lambda cell: cell.invited > 0,
    empty=NOBODY_ASKED,
    add=add_rates,
    tells=lambda cell: False,
    settled=_all_or_none_answered,
    gives_away=lambda total, rest: _all_or_none_answered(rest),
)


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
