"""Reads for findings: what a tally needs, and the findings as somebody may see them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from challenges.models import ChallengeRound
from councils.actor import Actor
from councils.runs.models import RunState
from evaluation.access import can_see_words
from evaluation.findings.disclosed import DisclosedFindings
from evaluation.findings.disclosure import disclose, safe_to_advance
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
    CodebookVersion,
    Coding,
    FindingsRun,
    Invitation,
    Question,
    Response,
)
from evaluation.selectors.coding.effective import NOTHING, effective_codings

COUNTED = (Question.Kind.SCALE, Question.Kind.YES_NO)


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
    questions = Question.objects.filter(version__surveys__round=round, kind__in=COUNTED)
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


def _open_answers(round: ChallengeRound, codebook: CodebookVersion, engine: str) -> tuple[OpenAnswer, ...]:
    current = Answer.objects.filter(
        response__survey__round=round, question__kind=Question.Kind.OPEN, superseded_by__isnull=True
    )
    rows = current.order_by("pk").values_list("pk", "response", "question__key")
    codings = Coding.objects.filter(answer__response__survey__round=round)
    effective = effective_codings(codings, codebook, engine)
    return tuple(
        OpenAnswer(
            id=str(answer),
            respondent=str(response),
            question=question,
            outcome=counts.outcome,
            affirmed=counts.themes(denied=False),
            denied=counts.themes(denied=True),
        )
        for answer, response, question in rows
        for counts in [effective.get(answer, NOTHING)]
    )


def _scale_answers(round: ChallengeRound) -> tuple[ScaleAnswer, ...]:
    current = Answer.objects.filter(
        response__survey__round=round, question__kind__in=COUNTED, superseded_by__isnull=True
    )
    rows = current.order_by("pk").values_list("response", "question__key", "value")
    return tuple(ScaleAnswer(str(response), question, value) for response, question, value in rows)


def _previous(round: ChallengeRound) -> RoundFindings | None:
    if round.previous_id is None:
        return None
    run = shown_run(round.previous_id, "staff")
    return from_json(run.result) if run and run.result else None


def done_runs(round_id: UUID) -> QuerySet[FindingsRun]:
    """The round's finished runs, newest first."""
    return FindingsRun.objects.filter(round=round_id, state=RunState.DONE).order_by("-finished_at")


def shown_run(round_id: UUID, audience: str) -> FindingsRun | None:
    """The finished run that an audience sees: from the oldest kept one on, each that is safe to advance to.

    Else the answers of a few who came between two runs could be found as their difference."""
    shown: FindingsRun | None = None
    for run in done_runs(round_id).reverse():
        if run.result and (shown is None or _may_follow(run, shown, audience)):
            shown = run
    return shown


def run_to_report(round_id: UUID, audience: str) -> FindingsRun | None:
    """The finished run that a report for an audience prints.

    A published one follows the last published one, and is never ahead of what staff see: they could subtract."""
    staff = shown_run(round_id, "staff")
    if audience == "staff" or staff is None:
        return staff
    by_round = Q(reports__audience=audience, reports__state=RunState.DONE)
    by_nation = Q(national_reports__audience=audience, national_reports__state=RunState.DONE)
    printed = done_runs(round_id).filter(by_round | by_nation).distinct().first()
    return staff if printed is None or _may_follow(staff, printed, audience) else printed


def _may_follow(run: FindingsRun, shown: FindingsRun, audience: str) -> bool:
    return safe_to_advance(from_json(shown.result or {}), from_json(run.result or {}), audience)


@dataclass(frozen=True)
class RoundPicture:
    """Findings as an audience may see them, the run they come from, and a run that is under way or has failed.

    `held_back` says that newer answers are counted, too few to be shown yet."""

    findings: DisclosedFindings | None
    run: FindingsRun | None
    under_way: FindingsRun | None
    held_back: bool = False


def rounds_with_findings(actor: Actor) -> QuerySet[ChallengeRound]:
    """The rounds whose findings the actor reads: all for national staff and evaluators, else those they manage.

    Being a peer in a round lets a manager of another region see the round, not what it found."""
    if actor.is_national or can_see_words(actor):
        return ChallengeRound.objects.all()
    return ChallengeRound.objects.managed_by(actor)


def can_read_findings(actor: Actor, round: ChallengeRound) -> bool:
    """Whether the round is one whose findings the actor reads."""
    return rounds_with_findings(actor).filter(pk=round.pk).exists()


def picture_of(round: ChallengeRound, audience: str) -> RoundPicture:
    """The newest findings of a round under the audience's disclosure rule."""
    counted = done_runs(round.pk).first()
    shown = shown_run(round.pk, audience)
    newest = FindingsRun.objects.filter(round=round).order_by("-created_at").first()
    return RoundPicture(
        findings=disclose(from_json(shown.result), audience) if shown and shown.result else None,
        run=shown,
        under_way=newest if newest and newest.state != RunState.DONE else None,
        held_back=shown != counted,
    )
