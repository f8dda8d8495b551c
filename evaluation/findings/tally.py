"""One round counted: themes, scale questions, barriers against last round, response rates, reconciliation."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.findings import frames
from evaluation.findings.comparison import verdict
from evaluation.findings.frames import Counts, Frame
from evaluation.findings.tables import (
    ROLE_GROUPS,
    BarrierChange,
    Distribution,
    GroupCount,
    Inputs,
    Reconciliation,
    ResponseRate,
    RoundFindings,
    ScaleQuestion,
    ScaleResult,
    ThemeCard,
    ThemeCount,
)

OUTCOMES = ("coded", "none", "unusable", "waiting")
EVERYONE = "all"


@dataclass(frozen=True)
class _Bases:
    answers: int
    people: int
    by_group: Counts


@dataclass(frozen=True)
class _Raised:
    """What was said with one polarity: counts keyed by theme, or by theme and group."""

    answers: Counts
    people: Counts
    councils: Counts
    by_group: Counts


def tally(inputs: Inputs) -> RoundFindings:
    """The findings of one round, before disclosure control. Pure: same inputs, same findings.

    A person raises a theme by affirming it in any answer; each person and each council counts once a theme. Raises
    ValueError where the inputs do not hang together (a person, theme, question or value that is not listed, a
    double)."""
    people = frames.people_frame(inputs.respondents)
    answers = frames.answers_frame(inputs.open_answers, people)
    scales = frames.scale_frame(inputs.scale_answers, people)
    _check(inputs, people, answers, scales)
    themes = _themes(inputs.themes, answers)
    return RoundFindings(
        themes=themes,
        scales=_scales(inputs.scales, scales),
        barriers=tuple(_barrier(row, inputs.previous) for row in themes if row.theme.heading == "barrier"),
        rates=_rates(inputs),
        reconciliation=_reconciliation(answers),
        respondents=len(inputs.respondents),
        councils=frames.distinct_all(people, "council"),
        regions=len({p.region for p in inputs.respondents} | {i.region for i in inputs.invited}),
    )


def _check(inputs: Inputs, people: Frame, answers: Frame, scales: Frame) -> None:
    groups = [p.role_group for p in inputs.respondents] + [i.role_group for i in inputs.invited]
    writers = [a.respondent for a in inputs.open_answers] + [a.respondent for a in inputs.scale_answers]
    raised = (code for answer in inputs.open_answers for code in (*answer.affirmed, *answer.denied))
    options = {(question.key, value) for question in inputs.scales for value, _ in question.options}
    unknown = {
        "role group": frames.strangers(groups, ROLE_GROUPS),
        "respondent": frames.strangers(writers, (p.id for p in inputs.respondents)),
        "outcome": frames.strangers((a.outcome for a in inputs.open_answers), OUTCOMES),
        "theme": frames.strangers(raised, (theme.code for theme in inputs.themes)),
        "scale value": sorted(
            f"{a.question}={a.value}" for a in inputs.scale_answers if (a.question, a.value) not in options
        ),
    }
    for what, found in unknown.items():
        if found:
            raise ValueError(f"Unknown {what}: {', '.join(found[:5])}.")
    _check_doubles(people, answers, scales)


def _check_doubles(people: Frame, answers: Frame, scales: Frame) -> None:
    keyed = (
        ("respondent", people, ["respondent"]),
        ("open answer", answers, ["answer"]),
        ("answer of one person to one question", scales, ["respondent", "question"]),
    )
    for what, frame, keys in keyed:
        if frames.doubled(frame, keys):
            raise ValueError(f"The same {what} stands here twice.")


def _themes(cards: tuple[ThemeCard, ...], answers: Frame) -> tuple[ThemeCount, ...]:
    usable = frames.usable(answers)
    bases = _Bases(
        answers=len(usable),
        people=frames.distinct_all(usable, "respondent"),
        by_group=frames.distinct(usable, "respondent", ["group"]),
    )
    affirmed, denied = _raised(answers, "affirmed"), _raised(answers, "denied")
    return tuple(_theme(card, bases, affirmed, denied) for card in cards)


def _raised(answers: Frame, polarity: str) -> _Raised:
    codes = frames.codes(answers, polarity)
    return _Raised(
        answers=frames.distinct(codes, "answer", ["theme"]),
        people=frames.distinct(codes, "respondent", ["theme"]),
        councils=frames.distinct(codes, "council", ["theme"]),
        by_group=frames.distinct(codes, "respondent", ["theme", "group"]),
    )


def _theme(card: ThemeCard, bases: _Bases, affirmed: _Raised, denied: _Raised) -> ThemeCount:
    key = (card.code,)
    return ThemeCount(
        theme=card,
        answers=affirmed.answers.get(key, 0),
        answers_base=bases.answers,
        people=affirmed.people.get(key, 0),
        people_base=bases.people,
        councils=affirmed.councils.get(key, 0),
        denied_people=denied.people.get(key, 0),
        by_group=_groups(card.code, affirmed, bases),
        denied_by_group=_groups(card.code, denied, bases),
    )


def _groups(code: str, raised: _Raised, bases: _Bases) -> tuple[GroupCount, ...]:
    return tuple(
        GroupCount(group, raised.by_group.get((code, group), 0), bases.by_group.get((group,), 0))
        for group in ROLE_GROUPS
    )


def _scales(questions: tuple[ScaleQuestion, ...], answers: Frame) -> tuple[ScaleResult, ...]:
    counted = frames.sizes(answers, ["question", "group", "value"])
    return tuple(_scale(question, counted) for question in questions)


def _scale(question: ScaleQuestion, counted: Counts) -> ScaleResult:
    return ScaleResult(
        question=question,
        everyone=_distribution(question, EVERYONE, ROLE_GROUPS, counted),
        by_group=tuple(_distribution(question, group, (group,), counted) for group in ROLE_GROUPS),
    )


def _distribution(
    question: ScaleQuestion, name: str, groups: tuple[str, ...], counted: Counts
) -> Distribution:
    everything = [
        (value, sum(counted.get((question.key, group, value), 0) for group in groups))
        for value, _ in question.options
    ]
    inside = tuple(pair for pair in everything if pair[0] not in question.outside)
    outside = tuple(pair for pair in everything if pair[0] in question.outside)
    return Distribution(name, inside, sum(number for _, number in inside), outside)


def _barrier(row: ThemeCount, previous: RoundFindings | None) -> BarrierChange:
    before = {old.theme.code: old for old in previous.themes} if previous else {}
    old = before.get(row.theme.code)
    people, base = (old.people, old.people_base) if old else (None, None)
    said = verdict(row.people, row.people_base, people, base)
    return BarrierChange(row.theme, row.people, row.people_base, people, base, said)


def _rates(inputs: Inputs) -> tuple[ResponseRate, ...]:
    return tuple(_rate(inputs, name) for name in (EVERYONE, *ROLE_GROUPS))


def _rate(inputs: Inputs, name: str) -> ResponseRate:
    asked = [one for one in inputs.invited if name in (EVERYONE, one.role_group)]
    return ResponseRate(name, len(asked), sum(one.answered for one in asked))


def _reconciliation(answers: Frame) -> Reconciliation:
    counted = frames.sizes(answers, ["outcome"])
    return Reconciliation(len(answers), *(counted.get((outcome,), 0) for outcome in OUTCOMES))
