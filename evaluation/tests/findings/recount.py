"""An independent recount of a round in plain loops: no pandas, nothing of the tally itself."""

from __future__ import annotations

from evaluation.findings.tables import (
    BarrierChange,
    Distribution,
    GroupCount,
    Inputs,
    OpenAnswer,
    Reconciliation,
    ResponseRate,
    RoundFindings,
    ScaleQuestion,
    ScaleResult,
    ThemeCard,
    ThemeCount,
)

GROUPS = ("political_corporate", "childrens_services", "programme")


def recount(inputs: Inputs, verdicts: dict[str, str]) -> RoundFindings:
    """The findings counted by hand; the verdict of a barrier is a judgement, tested apart, and is taken as given."""
    themes = tuple(_theme(inputs, card) for card in inputs.themes)
    barriers = tuple(
        _barrier(inputs, row, verdicts[row.theme.code]) for row in themes if row.theme.heading == "barrier"
    )
    regions = set()
    for one in inputs.respondents:
        regions.add(one.region)
    for one in inputs.invited:
        regions.add(one.region)
    return RoundFindings(
        themes=themes,
        scales=tuple(_scale(inputs, question) for question in inputs.scales),
        barriers=barriers,
        rates=tuple(_rate(inputs, group) for group in ("all", *GROUPS)),
        reconciliation=_reconciliation(inputs),
        respondents=len(inputs.respondents),
        councils=len({p.council for p in inputs.respondents if p.council is not None}),
        regions=len(regions),
    )


def _usable(inputs: Inputs) -> list[OpenAnswer]:
    return [answer for answer in inputs.open_answers if answer.outcome in ("coded", "none")]


def _theme(inputs: Inputs, card: ThemeCard) -> ThemeCount:
    usable = _usable(inputs)
    answers, affirming, denying = 0, set(), set()
    for answer in usable:
        if answer.outcome == "coded" and card.code in answer.affirmed:
            answers += 1
            affirming.add(answer.respondent)
        if answer.outcome == "coded" and card.code in answer.denied:
            denying.add(answer.respondent)
    councils = {p.council for p in inputs.respondents if p.id in affirming} - {None}
    return ThemeCount(
        theme=card,
        answers=answers,
        answers_base=len(usable),
        people=len(affirming),
        people_base=len({answer.respondent for answer in usable}),
        councils=len(councils),
        denied_people=len(denying),
        by_group=_groups(inputs, affirming),
        denied_by_group=_groups(inputs, denying),
    )


def _groups(inputs: Inputs, saying: set[str]) -> tuple[GroupCount, ...]:
    writers = {answer.respondent for answer in _usable(inputs)}
    rows = []
    for group in GROUPS:
        members = {person.id for person in inputs.respondents if person.role_group == group}
        rows.append(GroupCount(group, len(members & saying), len(members & writers)))
    return tuple(rows)


def _scale(inputs: Inputs, question: ScaleQuestion) -> ScaleResult:
    return ScaleResult(
        question,
        _distribution(inputs, question, "all"),
        tuple(_distribution(inputs, question, group) for group in GROUPS),
    )


def _distribution(inputs: Inputs, question: ScaleQuestion, group: str) -> Distribution:
    members = {p.id for p in inputs.respondents if group in ("all", p.role_group)}
    chosen = [a.value for a in inputs.scale_answers if a.question == question.key and a.respondent in members]
    counts, outside = [], []
    for value, _ in question.options:
        (outside if value in question.outside else counts).append((value, chosen.count(value)))
    base = len([value for value in chosen if value not in question.outside])
    return Distribution(group, tuple(counts), base, tuple(outside))


def _barrier(inputs: Inputs, row: ThemeCount, verdict: str) -> BarrierChange:
    people = base = None
    for old in inputs.previous.themes if inputs.previous else ():
        if old.theme.code == row.theme.code:
            people, base = old.people, old.people_base
    return BarrierChange(row.theme, row.people, row.people_base, people, base, verdict)


def _rate(inputs: Inputs, group: str) -> ResponseRate:
    invited = answered = 0
    for one in inputs.invited:
        if group in ("all", one.role_group):
            invited += 1
            answered += 1 if one.answered else 0
    return ResponseRate(group, invited, answered)


def _reconciliation(inputs: Inputs) -> Reconciliation:
    tally = {"coded": 0, "none": 0, "unusable": 0, "waiting": 0}
    for answer in inputs.open_answers:
        tally[answer.outcome] += 1
    return Reconciliation(len(inputs.open_answers), **tally)
