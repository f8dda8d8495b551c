"""Reads for findings: what a tally needs, and the findings as somebody may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from challenges.models import ChallengeRound
from councils.runs.models import RunState
from evaluation.findings.disclosed import DisclosedFindings
from evaluation.findings.disclosure import disclose
from evaluation.findings.documents import from_json
from evaluation.findings.tables import (
    Inputs,
    Invited,
    OpenAnswer,
    Respondent,
    RoundFindings,
    ScaleAnswer,
    ScaleQuestion,
    ThemeCard,
)
from evaluation.models import (
    Answer,
    CodeAssignment,
    CodebookVersion,
    Coding,
    FindingsRun,
    Invitation,
    Question,
    Response,
)

PEOPLE = (Coding.Purpose.DESK, Coding.Purpose.ADJUDICATION)


def inputs_of(round: ChallengeRound, codebook: CodebookVersion, engine: str) -> Inputs:
    """Everything that the tally of a round reads: a fixed number of queries."""
    return Inputs(
        themes=theme_cards(codebook),
        scales=_scales(round),
        respondents=_respondents(round),
        invited=_invited(round),
        open_answers=_open_answers(round, codebook, engine),
        scale_answers=_scale_answers(round),
        previous=_previous(round),
    )


def theme_cards(codebook: CodebookVersion) -> tuple[ThemeCard, ...]:
    """The codebook's themes as findings need them."""
    cards = codebook.cards.select_related("theme").order_by("theme__code")
    return tuple(ThemeCard(card.theme.code, card.theme.heading, card.title) for card in cards)


def _scales(round: ChallengeRound) -> tuple[ScaleQuestion, ...]:
    questions = Question.objects.filter(version__surveys__round=round, kind=Question.Kind.SCALE)
    return tuple(
        ScaleQuestion(
            key=question.key,
            text=question.text,
            asks_about=question.about,
            theme=question.theme.code if question.theme else None,
            options=tuple((value, label) for value, label in question.options),
            outside=tuple(question.outside),
        )
        for question in questions.select_related("theme").order_by("position")
    )


def _respondents(round: ChallengeRound) -> tuple[Respondent, ...]:
    responses = Response.objects.filter(survey__round=round).order_by("pk")
    rows = responses.values_list("pk", "role_group", "region__name", "council__name")
    return tuple(Respondent(str(pk), group, region, council) for pk, group, region, council in rows)


def _invited(round: ChallengeRound) -> tuple[Invited, ...]:
    standing = Invitation.objects.filter(survey__round=round).standing().order_by("pk")
    rows = standing.values_list("role_group", "region__name", "receipt")
    return tuple(Invited(group, region, receipt is not None) for group, region, receipt in rows)


def with_effective_coding(answers: QuerySet[Answer], codebook: CodebookVersion, engine: str) -> QuerySet[Any]:
    """Answers with `human_coding` (the latest desk or adjudicated one) and `engine_coding`; blind ones never count."""
    theirs = Coding.objects.filter(answer=OuterRef("pk"))
    human = theirs.filter(purpose__in=PEOPLE, codebook=codebook).order_by("-pk").values("pk")[:1]
    machine = theirs.filter(purpose=Coding.Purpose.ENGINE, engine=engine, codebook=codebook).values("pk")[:1]
    return answers.annotate(human_coding=Subquery(human), engine_coding=Subquery(machine))


def _open_answers(round: ChallengeRound, codebook: CodebookVersion, engine: str) -> tuple[OpenAnswer, ...]:
    current = Answer.objects.filter(
        response__survey__round=round, question__kind=Question.Kind.OPEN, superseded_by__isnull=True
    )
    rows = list(
        with_effective_coding(current, codebook, engine)
        .order_by("pk")
        .values_list("pk", "response", "question__key", "human_coding", "engine_coding")
    )
    effective = {answer: human or machine for answer, _, _, human, machine in rows}
    outcomes, assigned = _codings(round)
    return tuple(
        OpenAnswer(
            id=str(answer),
            respondent=str(response),
            question=question,
            outcome=outcomes.get(effective[answer], "waiting"),
            affirmed=tuple(sorted(assigned.get((effective[answer], False), ()))),
            denied=tuple(sorted(assigned.get((effective[answer], True), ()))),
        )
        for answer, response, question, _, _ in rows
    )


def _codings(round: ChallengeRound) -> tuple[dict[int, str], dict[tuple[int, bool], list[str]]]:
    """Outcome by coding, and themes by coding and polarity."""
    codings = Coding.objects.filter(answer__response__survey__round=round)
    assigned: dict[tuple[int, bool], list[str]] = {}
    rows = CodeAssignment.objects.filter(coding__answer__response__survey__round=round)
    for coding, denied, theme in rows.values_list("coding", "denied", "theme__code"):
        assigned.setdefault((coding, denied), []).append(theme)
    return dict(codings.values_list("pk", "outcome")), assigned


def _scale_answers(round: ChallengeRound) -> tuple[ScaleAnswer, ...]:
    current = Answer.objects.filter(
        response__survey__round=round, question__kind=Question.Kind.SCALE, superseded_by__isnull=True
    )
    rows = current.order_by("pk").values_list("response", "question__key", "value")
    return tuple(ScaleAnswer(str(response), question, value) for response, question, value in rows)


def _previous(round: ChallengeRound) -> RoundFindings | None:
    if round.previous_id is None:
        return None
    run = done_runs(round.previous_id).first()
    return from_json(run.result) if run and run.result else None


def done_runs(round_id: UUID) -> QuerySet[FindingsRun]:
    """The round's finished runs, newest first."""
    return FindingsRun.objects.filter(round=round_id, state=RunState.DONE).order_by("-finished_at")


@dataclass(frozen=True)
class RoundPicture:
    """Findings as an audience may see them, the run they come from, and a run that is under way."""

    findings: DisclosedFindings | None
    run: FindingsRun | None
    under_way: FindingsRun | None


def picture_of(round: ChallengeRound, audience: str) -> RoundPicture:
    """The newest findings of a round under the audience's disclosure rule."""
    run = done_runs(round.pk).first()
    newest = FindingsRun.objects.filter(round=round).order_by("-created_at").first()
    shown = disclose(from_json(run.result), audience) if run and run.result else None
    return RoundPicture(shown, run, newest if newest and newest != run else None)
