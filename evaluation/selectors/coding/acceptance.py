"""Which of the engine's codes an audit of the round lets stand without a person, and how far that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from challenges.models import ChallengeRound
from evaluation.models import (
    Answer,
    CodeAssignment,
    CodebookVersion,
    Coding,
    CodingSample,
    LearnedCoder,
    SampleItem,
)
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.effective import PEOPLE, WAITING, effective_codings
from evaluation.selectors.coding.engines import engine_of, learns, learnt_of
from evaluation.theming.acceptance import Acceptance, Audited, Rung, accept
from evaluation.theming.codes import Code
from evaluation.theming.intervals import Figure


def engine_codings(round: ChallengeRound, codebook: CodebookVersion, engine: str) -> QuerySet[Coding]:
    """The engine's codings of the round's answers under a codebook."""
    return Coding.objects.filter(
        answer__response__survey__round=round,
        purpose=Coding.Purpose.ENGINE,
        engine=engine,
        codebook=codebook,
    )


def acceptance_of(round: ChallengeRound, codebook: CodebookVersion, engine: str) -> Acceptance:
    """What the audit samples of the round allow: some five queries. Without an audited answer, nothing."""
    return accept(audited(round, codebook, engine))


def audited(round: ChallengeRound, codebook: CodebookVersion, engine: str) -> list[Audited]:
    """What the engine made of each answer that was drawn for an audit and that a person has decided on.

    Only random draws count: what was picked by disagreement or a low score says nothing of the rest."""
    drawn = SampleItem.objects.filter(sample__round=round, sample__kind=CodingSample.Kind.AUDIT)
    people = Coding.objects.filter(answer__in=drawn.values("answer"), purpose__in=PEOPLE)
    decided = effective_codings(people, codebook, None)
    truth = {
        answer: {(said.theme, said.denied) for said in counts.codes}
        for answer, counts in decided.items()
        if counts.outcome != WAITING
    }
    codes = codes_by_coding(engine_codings(round, codebook, engine).filter(answer__in=list(truth)))
    return [
        Audited(tuple(found), all((code.theme, code.denied) in truth[answer] for code in found))
        for (_, answer), found in codes.items()
    ]


def codes_by_coding(codings: QuerySet[Coding]) -> dict[tuple[int, UUID], list[Code]]:
    """The engine's codes of each coding that has any, by the coding and its answer: one query."""
    found = CodeAssignment.objects.filter(coding__in=codings.order_by().values("pk"))
    fields = ("coding", "coding__answer", "theme__code", "denied", "start", "end", "source", "score")
    codes: dict[tuple[int, UUID], list[Code]] = {}
    rows: Iterable[Any] = found.order_by("coding", "start").values_list(*fields)
    for coding, answer, theme, denied, start, end, source, score in rows:
        codes.setdefault((coding, answer), []).append(
            Code(theme, denied, start, end, source, 0.0 if score is None else score)
        )
    return codes


@dataclass(frozen=True)
class Reliance:
    """On whose word a round's coded answers rest, and what the engine has learnt.

    `rung`: the lowest scores that stand; `measured`: the audited share of right answers among these, in words."""

    people: int
    accepted: int
    suggested: int
    audited: int
    rung: Rung | None
    measured: str
    learnt: LearnedCoder | None
    learns: bool


def reliance_of(round: ChallengeRound) -> Reliance:
    """How far the round's codes rest on people, on an audit or on suggestions: a fixed number of queries."""
    codebook = newest_codebook()
    acceptance = acceptance_of(round, codebook, engine_of(round.pk, codebook))
    checked = _current([round]).filter(sample_items__sample__kind="audit", standing__by_person=True)
    return Reliance(
        **rests_on([round]),
        audited=checked.distinct().count(),
        rung=acceptance.rung,
        measured=_in_words(acceptance.measured) if acceptance.measured else "",
        learnt=learnt_of(round),
        learns=learns(),
    )


def rests_on(rounds: Sequence[ChallengeRound]) -> dict[str, int]:
    """Open answers of these rounds on which people have decided, and those with codes of the engine that an audit lets
    stand (`accepted`) or that nobody has looked at (`suggested`): one query."""
    coded = Q(standing__outcome="coded", standing__by_person=False)
    return _current(rounds).aggregate(
        people=Count("pk", filter=Q(standing__by_person=True)),
        accepted=Count("pk", filter=coded & Q(standing__accepted=True)),
        suggested=Count("pk", filter=coded & Q(standing__accepted=False)),
    )


def _current(rounds: Sequence[ChallengeRound]) -> QuerySet[Answer]:
    return Answer.objects.filter(response__survey__round__in=rounds, superseded_by__isnull=True)


def _in_words(figure: Figure) -> str:
    return f"{figure.value:.1%} of {figure.n} (at least {figure.low:.1%})"
