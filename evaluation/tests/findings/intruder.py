"""What a motivated intruder can find by subtraction: the narrowest range of each hidden figure, from what is shown."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.findings.disclosed import CountSplit, DisclosedFindings, Hidden
from evaluation.findings.groups import NOTHING_TO_HIDE

Range = tuple[int, int]


def ranges(total: int, shown: list[int | None], most: list[int]) -> list[Range | None]:
    """For each hidden (None) addend of a known total, at most `most` each, the lowest and highest it can be."""
    rest = total - sum(number for number in shown if number is not None)
    hidden = [place for place, number in enumerate(shown) if number is None]
    found: list[Range | None] = [None] * len(shown)
    for place in hidden:
        others = sum(most[other] for other in hidden if other != place)
        found[place] = (max(0, rest - others), min(most[place], rest))
    return found


def found_out(findings: DisclosedFindings, bases: dict[str, dict[str, int]]) -> Iterator[str]:
    """Every hidden figure that subtraction gives away. `bases` are the true group bases, as an insider knows them."""
    for row in findings.themes:
        for name, total, split in (
            ("raised", row.people, row.by_group),
            ("denied", row.denied_people, row.denied_by_group),
        ):
            if not isinstance(total, Hidden):
                yield from _split_found(f"{row.theme.code} {name}", total, split, bases["themes"])
    for result in findings.scales:
        yield from _scale_found(result, bases[result.question.key])
    yield from _rates_found(findings, bases["rates"])


def _split_found(where: str, total: int, split: CountSplit, bases: dict[str, int]) -> Iterator[str]:
    if all(cell in NOTHING_TO_HIDE for _, cell in split):
        return
    shown = [None if isinstance(cell, Hidden) else cell.people for _, cell in split]
    for (group, _), range_ in zip(split, ranges(total, shown, [bases[g] for g, _ in split]), strict=True):
        if range_ and bases[group] and range_[0] == range_[1]:
            yield f"{where} {group} = {range_[0]}"


def _scale_found(result, bases: dict[str, int]) -> Iterator[str]:
    split = result.by_group
    if isinstance(result.everyone, Hidden) or all(cell in NOTHING_TO_HIDE for _, cell in split):
        return
    for place, (value, total) in enumerate(result.everyone.counts):
        shown = [None if isinstance(cell, Hidden) else cell.counts[place][1] for _, cell in split]
        yield from _option_found(f"{result.question.key} {value}", total, shown, split, bases)
    for place, (value, total) in enumerate(result.everyone.outside):
        shown = [None if isinstance(cell, Hidden) else cell.outside[place][1] for _, cell in split]
        # Nobody knows how many were asked: the total alone bounds what is outside the scale.
        most = {group: total * (base > 0) for group, base in bases.items()}
        yield from _option_found(f"{result.question.key} {value}", total, shown, split, most)


def _option_found(
    where: str, total: int, shown: list[int | None], split, most: dict[str, int]
) -> Iterator[str]:
    # What nobody at all chose is nought for every group, by the total alone.
    if total == 0:
        return
    for (group, _), range_ in zip(split, ranges(total, shown, [most[g] for g, _ in split]), strict=True):
        if range_ and most[group] and range_[0] == range_[1]:
            yield f"{where} {group} = {range_[0]}"


def _rates_found(findings: DisclosedFindings, invited: dict[str, int]) -> Iterator[str]:
    split = findings.rates
    if isinstance(findings.everyone, Hidden) or all(cell in NOTHING_TO_HIDE for _, cell in split):
        return
    shown = [None if isinstance(cell, Hidden) else cell.answered for _, cell in split]
    yield from _option_found("answered", findings.everyone.answered, shown, split, invited)
