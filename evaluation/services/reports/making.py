"""Asking for an evaluation report, making it in the worker, and cancelling it."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

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
from evaluation.reports.chapters import CHOOSABLE, report_of
from evaluation.reports.data import attachments
from evaluation.reports.nation import build_national_snapshot
from evaluation.reports.render import Pdf, as_pdf
from evaluation.reports.snapshot import SCHEMA, Snapshot, build_snapshot, checksum, records_of
from evaluation.reports.speed import give_back_memory
from evaluation.selectors.findings.runs import run_to_report
from evaluation.selectors.reports.commentary import Subject, standing
from evaluation.selectors.reports.contents import quotes_of
from evaluation.selectors.reports.national import rounds_of
from evaluation.services.findings.runs import do_findings, input_version, request_findings, survey_of

# Raise when the words or the layout change, so that a report asked for again is made anew.
EDITION = 4
OFTEN = 2.0  # seconds between two words of how far the pages are


class Stopped(Exception):
    """Somebody has cancelled the report, or another attempt has taken over."""


def report_version(subject: Subject, audience: str, left_out: Iterable[str] = ()) -> str:
    """A digest of what a report depends on: answers and their coding, quotes, commentary, records, the day, and how it
    is made."""
    today = timezone.localdate()
    written = [(place, version.number) for place, version in sorted(standing(subject).items())]
    parts = [[_inputs(round, audience) for round in rounds_in(subject)], audience, sorted(left_out), written]
    return hashlib.sha256(
        json.dumps([*parts, str(today), SCHEMA, EDITION], sort_keys=True).encode()
    ).hexdigest()


def rounds_in(subject: Subject) -> list[ChallengeRound]:
    """The rounds that a report counts."""
    return [subject.round] if subject.round else list(rounds_of(subject.start_year or 0))


def _inputs(round: ChallengeRound, audience: str) -> list[Any]:
    quotes = [
        (str(quote.answer_id), quote.theme.code, quote.start, quote.end, quote.answer.response.consent)
        for quote in quotes_of(round)
    ]
    survey = survey_of(round)
    days = [str(survey.opens_on), str(survey.closes_on)] if survey else []
    return [input_version(round), quotes, days, records_of(round, audience, timezone.localdate())]


def request_report(
    *,
    round: ChallengeRound | None = None,
    start_year: int | None = None,
    audience: str,
    actor: Actor,
    left_out: Iterable[str] = (),
) -> EvaluationReport:
    """The report of the round, or of a year's rounds, as they are today: queued unless it is there already; a failed or
    cancelled one starts again.

    Raises NotAllowed for who may not make reports, DomainError for an unknown audience or chapter, or a year without
    rounds."""
    if not can_make_reports(actor):
        raise NotAllowed("Only the national board's staff and evaluators make reports.")
    if audience not in Audience.values:
        raise DomainError("Choose for whom the report is.", {"audience": "Choose for whom the report is."})
    if not set(left_out) <= set(CHOOSABLE):
        raise DomainError("Choose chapters that a report has.", {"chapters": "Choose from these chapters."})
    subject = Subject(round, None if round else start_year)
    if not rounds_in(subject):
        raise DomainError("No round of this year has a survey yet.", {"start_year": "Choose another year."})
    with transaction.atomic():
        report, new = _report_of(subject, audience, actor, sorted(left_out))
        if report.state == RunState.FAILED:
            _start_again(report)
            new = True
        if new:
            publish("evaluation.make_report", str(report.pk))
            record(actor, "asked for a report", report, after={"audience": audience})
    report.refresh_from_db()
    return report


def _start_again(report: EvaluationReport) -> None:
    """A cancelled attempt may still be at work, so its number is not given out again."""
    attempt = report.attempt if report.cancelled_by else 0
    EvaluationReport.objects.filter(pk=report.pk).update(
        state=RunState.QUEUED, attempt=attempt, error="", cancelled_by="", progress=0
    )


def _report_of(
    subject: Subject, audience: str, actor: Actor, left_out: list[str]
) -> tuple[EvaluationReport, bool]:
    key = {**subject.key, "audience": audience, "input_version": report_version(subject, audience, left_out)}
    values = {"author": actor.user, "left_out": left_out}
    try:
        with transaction.atomic():
            return EvaluationReport.objects.get_or_create(**key, defaults=values)
    except IntegrityError:
        return EvaluationReport.objects.get(**key), False


@transaction.atomic
def cancel_report(*, report: EvaluationReport, actor: Actor) -> EvaluationReport:
    """Stop a report that is being made; the worker leaves off at the next page.

    Raises NotAllowed for who may not make reports, DomainError for one that is not being made."""
    if not can_make_reports(actor):
        raise NotAllowed("Only the national board's staff and evaluators cancel reports.")
    active = EvaluationReport.objects.filter(pk=report.pk, state__in=[RunState.QUEUED, RunState.RUNNING])
    stopped = active.update(
        state=RunState.FAILED,
        error="Cancelled.",
        step="",
        cancelled_by=actor.name[:200],
        finished_at=timezone.now(),
        lease_until=None,
    )
    if not stopped:
        raise DomainError("The report is not being made any more.")
    report.refresh_from_db()
    record(actor, "cancelled a report", report)
    return report


def do_report(report: EvaluationReport) -> None:
    """Freeze the snapshot, render it as a draft and for publication, and store all if this attempt still counts.

    Raises RunRefused, in words for people, where there is nothing to report or this machine cannot render."""
    keep_alive(report, progress=5, step="Counting the answers")
    subject = Subject(report.round, report.start_year)
    runs = {round: findings_for(round, report.audience) for round in rounds_in(subject)}
    if not keep_alive(report, progress=25, step="Freezing the figures"):
        return
    snapshot = frozen(subject, report.audience, runs, report.left_out)
    digest = checksum(snapshot)
    if not keep_alive(report, progress=35, step="Setting the pages"):
        return
    try:
        files = _files(report, snapshot, digest)
    except Stopped:
        return
    finally:
        give_back_memory()
    with transaction.atomic():
        of_round = runs[report.round] if report.round else None
        if finish(report, findings=of_round, snapshot=snapshot, sha256=digest):
            report.national_findings.set(() if report.round else runs.values())
            _keep_files(report, files)


def frozen(
    subject: Subject, audience: str, runs: dict[ChallengeRound, FindingsRun], left_out: Iterable[str] = ()
) -> Snapshot:
    """The snapshot of a round, or of the nation in a year, from finished findings."""
    if subject.round:
        return build_snapshot(subject.round, audience, runs[subject.round], left_out=left_out)
    return build_national_snapshot(subject.start_year or 0, audience, runs, left_out=left_out)


def moment_of(snapshot: Snapshot) -> datetime:
    """The moment that files made from a snapshot are as of."""
    return datetime.fromisoformat(snapshot["made_on"]).replace(tzinfo=UTC)


def _files(report: EvaluationReport, snapshot: Snapshot, digest: str) -> dict[bool, tuple[Pdf, float]]:
    """Both PDFs, the draft first, with the seconds that each took."""
    words = report_of(snapshot, digest)
    attached = attachments(words, moment_of(snapshot))
    made: dict[bool, tuple[Pdf, float]] = {}
    for draft, start in ((True, 35), (False, 68)):
        started = time.monotonic()
        pdf = as_pdf(words, draft=draft, attached=attached, told=_teller(report, start))
        made[draft] = (pdf, time.monotonic() - started)
    return made


def _teller(report: EvaluationReport, start: int) -> Callable[[int], None]:
    """Tells the run of a page now and then, so that its lease does not run out; raises Stopped where it has ended."""
    last = time.monotonic()

    def tell(page: int) -> None:
        nonlocal last
        if time.monotonic() - last < OFTEN:
            return
        last = time.monotonic()
        if not keep_alive(report, progress=start + min(page, 60) // 2, step=f"Setting page {page}"):
            raise Stopped

    return tell


def _keep_files(report: EvaluationReport, files: dict[bool, tuple[Pdf, float]]) -> None:
    for draft, (pdf, seconds) in files.items():
        values = {
            "pdf": pdf.data,
            "sha256": hashlib.sha256(pdf.data).hexdigest(),
            "pages": pdf.pages,
            "seconds": round(seconds, 2),
        }
        ReportFile.objects.update_or_create(report=report, draft=draft, defaults=values)


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
