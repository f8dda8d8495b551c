"""The one disclosure rule, for page, chart, CSV, API and PDF alike (product.md, "Telling the truth").

A group of fewer people than the threshold is not shown, nor a split that tells what all or none of a group said, nor
what could be found from those by subtraction. Whole, large enough groups may show small mentions."""

from __future__ import annotations

from evaluation.findings.disclosed import (
    CountSplit,
    DisclosedBarrier,
    DisclosedFindings,
    DisclosedScale,
    DisclosedTheme,
    Hidden,
    RateSplit,
    Shown,
    Suppression,
)
from evaluation.findings.groups import (
    COUNTS,
    NOTHING_TO_HIDE,
    RATES,
    SCALES,
    all_but_one_agree,
    join_programme,
    one_group_alone,
    protect,
    too_few,
)
from evaluation.findings.tables import (
    ROLE_GROUPS,
    BarrierChange,
    Distribution,
    GroupCount,
    ResponseRate,
    RoundFindings,
    ScaleResult,
    ThemeCount,
)

# People a group must have to be shown. The coding desk sees everything.
THRESHOLDS = {"desk": 0, "staff": 5, "published": 10}

AGREED = Hidden("hidden: it would show what everyone in a group answered, or all but one")
NO_COUNCILS = Hidden("not recorded: this round does not keep councils")
FEW_COUNCILS = Hidden("hidden: none or one, or a different one for each person")
ALL_COUNCILS = Hidden("hidden: all or nearly all councils")


def disclose(findings: RoundFindings, audience: str) -> DisclosedFindings:
    """The findings as an audience (desk, staff or published) may see them. Raises ValueError for any other audience.

    Outside the desk, programme people of a single region count with children's services."""
    if audience not in THRESHOLDS:
        raise ValueError(f"Unknown audience: {audience}.")
    threshold = THRESHOLDS[audience]
    joined = threshold > 0 and findings.regions <= 1
    if joined:
        findings = join_programme(findings)
    themes = tuple(_theme(row, findings, threshold, joined) for row in findings.themes)
    scales = tuple(_scale(result, threshold) for result in findings.scales)
    everyone, *groups = findings.rates
    rates = protect({rate.group: rate for rate in groups}, RATES, threshold)
    return DisclosedFindings(
        audience=audience,
        threshold=threshold,
        groups=tuple(group for group in ROLE_GROUPS if not (joined and group == "programme")),
        programme_joined=joined,
        themes=themes,
        scales=scales,
        barriers=tuple(_barrier(row, threshold) for row in findings.barriers),
        everyone=too_few(threshold) if everyone.invited < threshold else everyone,
        rates=rates,
        reconciliation=findings.reconciliation,
        respondents=findings.respondents,
        councils=_enough(findings.councils, findings.respondents, threshold),
        suppressed=log_of(themes, scales, rates),
    )


def log_of(
    themes: tuple[DisclosedTheme, ...], scales: tuple[DisclosedScale, ...], rates: RateSplit
) -> tuple[Suppression, ...]:
    """Every figure that is hidden for a reason of its own, in the order of the tables."""
    return (*_theme_log(themes), *_scale_log(scales), *_log("response", "rates", rates))


def safe_to_advance(shown: RoundFindings, fresh: RoundFindings, audience: str) -> bool:
    """Whether an audience may move from one state of a round to the next (architecture.md, "Findings, desk, report").

    Every group, and everyone, must have gained no answers or at least the threshold, else the new answers of a few
    could be found as the difference. Raises ValueError for an unknown audience."""
    if audience not in THRESHOLDS:
        raise ValueError(f"Unknown audience: {audience}.")
    threshold = THRESHOLDS[audience]
    if max(shown.regions, fresh.regions) <= 1:
        shown, fresh = join_programme(shown), join_programme(fresh)
    before = {rate.group: rate.answered for rate in shown.rates}
    gains = [abs(rate.answered - before.get(rate.group, 0)) for rate in fresh.rates]
    return all(gain == 0 or gain >= threshold for gain in gains)


def _theme(row: ThemeCount, findings: RoundFindings, threshold: int, joined: bool) -> DisclosedTheme:
    by_group = _split(row.by_group, threshold)
    groups_hidden = not joined and any(isinstance(cell, Hidden) for _, cell in by_group)
    councils = _councils(row, findings.councils, groups_hidden) if threshold else row.councils
    return DisclosedTheme(
        theme=row.theme,
        answers=_enough(row.answers, row.people_base, threshold),
        answers_base=_enough(row.answers_base, row.people_base, threshold),
        people=_enough(row.people, row.people_base, threshold),
        people_base=_enough(row.people_base, row.people_base, threshold),
        councils=_enough(councils, row.people_base, threshold),
        denied_people=_enough(row.denied_people, row.people_base, threshold),
        by_group=by_group,
        denied_by_group=_split(row.denied_by_group, threshold),
    )


def _split(cells: tuple[GroupCount, ...], threshold: int) -> CountSplit:
    if sum(cell.base for cell in cells) < threshold:
        return tuple((cell.group, too_few(threshold)) for cell in cells)
    return protect({cell.group: cell for cell in cells}, COUNTS, threshold)


def _enough(figure: Shown, base: int, threshold: int) -> Shown:
    return too_few(threshold) if base < threshold else figure


def _councils(row: ThemeCount, known: int, groups_hidden: bool) -> Shown:
    """Distinct councils, unless their number tells whether a person without a council, or each council, spoke."""
    if known == 0:
        return NO_COUNCILS
    if row.people == 0:
        return 0
    if row.councils <= 1 or (groups_hidden and row.councils == row.people):
        return FEW_COUNCILS
    return ALL_COUNCILS if row.councils >= known - 1 else row.councils


def _scale(result: ScaleResult, threshold: int) -> DisclosedScale:
    cells = {cell.group: cell for cell in result.by_group}
    if result.everyone.base < threshold:
        reason = too_few(threshold)
        return DisclosedScale(result.question, reason, tuple((name, reason) for name in cells))
    # A question that one role group alone answered is itself a split.
    if threshold and one_group_alone(result.by_group) and all_but_one_agree(result.everyone):
        return DisclosedScale(result.question, AGREED, tuple((name, AGREED) for name in cells))
    return DisclosedScale(result.question, result.everyone, protect(cells, SCALES, threshold))


def _barrier(row: BarrierChange, threshold: int) -> DisclosedBarrier:
    now = row.people_base >= threshold
    then = row.previous_base is not None and row.previous_base >= threshold
    return DisclosedBarrier(
        theme=row.theme,
        people=_enough(row.people, row.people_base, threshold),
        people_base=_enough(row.people_base, row.people_base, threshold),
        previous_people=_previous(row.previous_people, row.previous_base, threshold),
        previous_base=_previous(row.previous_base, row.previous_base, threshold),
        verdict=row.verdict if now and then else "too_few_to_say",
    )


def _previous(figure: int | None, base: int | None, threshold: int) -> Shown | None:
    return None if figure is None or base is None else _enough(figure, base, threshold)


def _theme_log(themes: tuple[DisclosedTheme, ...]) -> tuple[Suppression, ...]:
    return tuple(
        line
        for row in themes
        for line in (
            *_log("raised", row.theme.code, (("all", row.people), *row.by_group)),
            *_log("denied", row.theme.code, (("all", row.denied_people), *row.denied_by_group)),
            *_log("councils", row.theme.code, (("all", row.councils),)),
        )
    )


def _scale_log(scales: tuple[DisclosedScale, ...]) -> tuple[Suppression, ...]:
    return tuple(
        line
        for result in scales
        for line in _log("scale", result.question.key, (("all", result.everyone), *result.by_group))
    )


def _log(
    table: str,
    row: str,
    cells: tuple[tuple[str, GroupCount | Distribution | ResponseRate | int | Hidden], ...],
) -> tuple[Suppression, ...]:
    return tuple(
        Suppression(table, row, group, cell.reason)
        for group, cell in cells
        if isinstance(cell, Hidden) and cell not in (*NOTHING_TO_HIDE, NO_COUNCILS)
    )
