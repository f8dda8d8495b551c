"""A report's way to its readers: draft, fact check by the region and its hosts, signed off, published."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.links.services import address, person_link
from councils.outbox.services import queue_mail
from councils.runs.models import RunState
from evaluation.access import can_make_reports
from evaluation.models import Commentary, EvaluationReport, FactComment, ReportFile, ReportStep
from evaluation.models.reports import Stage
from evaluation.selectors.reports.commentary import Subject
from evaluation.selectors.reports.fact_checks import facts_for, people_to_ask


@transaction.atomic
def open_fact_check(*, report: EvaluationReport, until: date, actor: Actor) -> EvaluationReport:
    """Let the region and the hosts look at the facts until a day; each gets a message.

    Raises NotAllowed for who does not make reports, DomainError for a report that is not a finished draft or a day that
    has passed."""
    if not can_make_reports(actor):
        raise NotAllowed("Only the national board's staff and evaluators open the fact check.")
    if until < timezone.localdate():
        raise DomainError("The day has passed.", {"until": "Enter today or a day after it."})
    kept = _locked(report, Stage.DRAFT, "The facts of this report have been sent out already.")
    kept.check_until = until
    _move(kept, Stage.FACT_CHECK, actor, "check_until")
    for person in people_to_ask(kept):
        queue_mail(
            key=f"fact-check:{kept.pk}:{person.pk}",
            person=person,
            template="fact_check",
            context={"report": kept, "link": address(person_link(person))},
        )
    return kept


@transaction.atomic
def comment_on_fact(*, report: EvaluationReport, about: str, text: str, actor: Actor) -> FactComment:
    """Say that a fact is not right. Raises DomainError outside the fact check, without words, or for a fact that the
    actor was not shown."""
    kept = _locked(report, Stage.FACT_CHECK, "The fact check is over.")
    if about not in {fact.about for fact in facts_for(kept, actor)}:
        raise DomainError("Choose a fact.", {"about": "Choose one of the facts shown to you."})
    if not text.strip():
        raise DomainError("Say what is not right.", {"text": "Say what is not right, and what is."})
    made = FactComment.objects.create(
        report=kept, about=about, text=text.strip(), by=actor.name[:200], person=actor.person, user=actor.user
    )
    record(actor, "commented on a fact", kept, after={"about": about})
    return made


@transaction.atomic
def answer_comment(*, comment: FactComment, outcome: str, answer: str, actor: Actor) -> FactComment:
    """Answer what somebody said of a fact. Raises NotAllowed for who does not make reports, DomainError without an
    outcome or words, or where it was answered already."""
    if not can_make_reports(actor):
        raise NotAllowed("Only the national board's staff and evaluators answer.")
    kept = FactComment.objects.select_for_update().get(pk=comment.pk)
    if kept.outcome:
        raise DomainError("This has been answered already.")
    if outcome not in FactComment.Outcome.values:
        raise DomainError("Choose what came of it.", {"outcome": "Choose what came of it."})
    if not answer.strip():
        raise DomainError("Say why.", {"answer": "Say in a sentence what was done, or why the fact stands."})
    kept.outcome, kept.answer = outcome, answer.strip()
    kept.answered_by, kept.answered_at = actor.name[:200], timezone.now()
    kept.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    record(
        actor, "answered a comment on a fact", kept.report, after={"about": kept.about, "outcome": outcome}
    )
    return kept


@transaction.atomic
def sign_off(*, report: EvaluationReport, actor: Actor) -> EvaluationReport:
    """Record that somebody who had no part in writing the report stands behind it, once its facts are checked.

    Raises NotAllowed for who may not, DomainError for its author or a writer of its commentary, before the fact check,
    or while a comment waits for an answer."""
    if not actor.is_national or actor.user is None:
        raise NotAllowed("Only the national board's staff sign reports off.")
    if report.state != RunState.DONE:
        raise DomainError("The report is not finished yet.")
    if report.signed_off_by_id is not None:
        raise DomainError("The report has been signed off already.")
    if report.author_id == actor.user.pk:
        raise DomainError("You made this report, so somebody else must sign it off.")
    if _wrote_in(report, actor):
        raise DomainError("You wrote part of this report, so somebody else must sign it off.")
    kept = _locked(
        report, Stage.FACT_CHECK, "The facts have to be checked by the region and the hosts first."
    )
    if kept.comments.filter(outcome="").exists():
        raise DomainError("A comment on a fact waits for an answer.")
    kept.signed_off_by, kept.signed_off_at = actor.user, timezone.now()
    _move(kept, Stage.SIGNED_OFF, actor, "signed_off_by", "signed_off_at")
    record(actor, "signed off", kept, after={"sha256": kept.sha256})
    return kept


@transaction.atomic
def publish_report(*, report: EvaluationReport, actor: Actor) -> EvaluationReport:
    """Let the report out to its readers, without the mark of a draft. Raises NotAllowed, or DomainError before it is
    signed off."""
    if not actor.is_national:
        raise NotAllowed("Only the national board's staff publish reports.")
    kept = _locked(report, Stage.SIGNED_OFF, "A report is published once it is signed off.")
    if not ReportFile.objects.filter(report=kept, draft=False).exists():
        raise DomainError("This report was made before it could be published. Make it again.")
    _move(kept, Stage.PUBLISHED, actor)
    return kept


def _wrote_in(report: EvaluationReport, actor: Actor) -> bool:
    """Whether words of the actor's stand in the frozen report."""
    used = {(place, text["number"]) for place, text in (report.snapshot or {}).get("commentary", {}).items()}
    written = Commentary.objects.filter(
        **Subject(report.round, report.start_year).rows, author=actor.user
    ).values_list("place", "number")
    return bool(used & set(written))


def _locked(report: EvaluationReport, stage: Stage, otherwise: str) -> EvaluationReport:
    """The finished report under a lock, if it is at this stage. Raises DomainError."""
    kept = EvaluationReport.objects.select_for_update().get(pk=report.pk)
    if kept.state != RunState.DONE:
        raise DomainError("The report is not finished yet.")
    if kept.stage != stage:
        raise DomainError(otherwise)
    return kept


def _move(report: EvaluationReport, stage: Stage, actor: Actor, *fields: str) -> None:
    report.stage = stage
    report.save(update_fields=["stage", *fields])
    ReportStep.objects.create(report=report, stage=stage, by=actor.name[:200])
    record(actor, "moved a report", report, after={"stage": stage.value})
