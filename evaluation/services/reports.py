"""Asking for an evaluation report, making it in the worker, and signing it off."""

from __future__ import annotations

import hashlib
import json
import time

from django.db import IntegrityError, transaction
from django.utils import timezone

from challenges.models import ChallengeRound
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.runs.models import RunState
from councils.runs.services import RunRefused, finish, keep_alive, perform, publish
from evaluation.access import can_make_reports
from evaluation.models import EvaluationReport, FindingsRun, ReportFile
from evaluation.models.reports import Audience
from evaluation.reports.chapters import report_of
from evaluation.reports.render import Pdf, as_pdf
from evaluation.reports.snapshot import SCHEMA, build_snapshot, checksum, records_of
from evaluation.selectors.findings import run_to_report
from evaluation.selectors.reports import quotes_of
from evaluation.services.findings import do_findings, input_version, request_findings, survey_of

# Raise when the words or the layout change, so that a report asked for again is made anew.
EDITION = 2


def report_version(round: ChallengeRound, audience: str) -> str:
    """A digest of what a report depends on: answers and their coding, quotes, records of the round, the day, and how
    it is made."""
    today = timezone.localdate()
    quotes = [
        (str(quote.answer_id), quote.theme.code, quote.start, quote.end, quote.answer.response.consent)
        for quote in quotes_of(round)
    ]
    survey = survey_of(round)
    days = [str(survey.opens_on), str(survey.closes_on)] if survey else []
    parts = [input_version(round), audience, quotes, days, records_of(round, audience, today), str(today)]
    return hashlib.sha256(json.dumps([*parts, SCHEMA, EDITION], sort_keys=True).encode()).hexdigest()


def request_report(*, round: ChallengeRound, audience: str, actor: Actor) -> EvaluationReport:
    """The report of the round as it is today, queued unless it is there already; a failed one starts again.

    Raises NotAllowed for who may not make reports, DomainError for an unknown audience."""
    from evaluation.tasks import make_report  # noqa: PLC0415 - tasks import services

    if not can_make_reports(actor):
        raise NotAllowed("Only the national board's staff and evaluators make reports.")
    if audience not in Audience.values:
        raise DomainError("Choose for whom the report is.", {"audience": "Choose for whom the report is."})
    with transaction.atomic():
        report, new = _report_of(round, audience, actor)
        if report.state == RunState.FAILED:
            EvaluationReport.objects.filter(pk=report.pk).update(state=RunState.QUEUED, attempt=0, error="")
            new = True
        if new:
            publish(make_report, str(report.pk))
            record(actor, "asked for a report", report, after={"audience": audience})
    report.refresh_from_db()
    return report


def _report_of(round: ChallengeRound, audience: str, actor: Actor) -> tuple[EvaluationReport, bool]:
    key = {"round": round, "audience": audience, "input_version": report_version(round, audience)}
    try:
        with transaction.atomic():
            return EvaluationReport.objects.get_or_create(**key, defaults={"author": actor.user})
    except IntegrityError:
        return EvaluationReport.objects.get(**key), False


def do_report(report: EvaluationReport) -> None:
    """Freeze the snapshot, render it, and store both if this attempt still counts.

    Raises RunRefused, in words for people, where the round has nothing to report or this machine cannot render."""
    keep_alive(report, progress=5, step="Counting the answers")
    run = findings_for(report.round, report.audience)
    keep_alive(report, progress=25, step="Freezing the figures")
    snapshot = build_snapshot(report.round, report.audience, run)
    digest = checksum(snapshot)
    if not keep_alive(report, progress=40, step="Setting the pages"):
        return
    started = time.monotonic()
    pdf = as_pdf(report_of(snapshot, digest))
    with transaction.atomic():
        if finish(report, findings=run, snapshot=snapshot, sha256=digest):
            _keep_file(report, pdf, time.monotonic() - started)


def _keep_file(report: EvaluationReport, pdf: Pdf, seconds: float) -> None:
    ReportFile.objects.update_or_create(
        report=report,
        defaults={
            "pdf": pdf.data,
            "sha256": hashlib.sha256(pdf.data).hexdigest(),
            "pages": pdf.pages,
            "seconds": round(seconds, 2),
        },
    )


def findings_for(round: ChallengeRound, audience: str) -> FindingsRun:
    """The findings that a report for the audience prints, once the answers as they are now are counted: here, where
    no worker has got to it yet. Raises RunRefused while another one counts them."""
    run = request_findings(round)
    if run.state != RunState.DONE:
        perform(FindingsRun, run.pk, do_findings)
        run.refresh_from_db()
    if run.state != RunState.DONE:
        raise RunRefused("The findings are being counted. Try again in a minute.")
    return run_to_report(round.pk, audience) or run


@transaction.atomic
def sign_off(*, report: EvaluationReport, actor: Actor) -> EvaluationReport:
    """Record that somebody other than the author stands behind the report.

    Raises NotAllowed for who may not, DomainError for its author or a report that is not finished."""
    if not actor.is_national or actor.user is None:
        raise NotAllowed("Only the national board's staff sign reports off.")
    if report.state != RunState.DONE:
        raise DomainError("The report is not finished yet.")
    if report.author_id == actor.user.pk:
        raise DomainError("You made this report, so somebody else must sign it off.")
    if report.signed_off_by_id is not None:
        raise DomainError("The report has been signed off already.")
    report.signed_off_by, report.signed_off_at = actor.user, timezone.now()
    report.save(update_fields=["signed_off_by", "signed_off_at"])
    record(actor, "signed off", report, after={"sha256": report.sha256})
    return report
