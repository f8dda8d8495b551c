"""Evaluation reports: asking for one, following it, reading it, downloading it, cancelling it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.runs.models import RunState
from councils.runs.pages import progress_json
from evaluation.access import can_make_reports, is_staff
from evaluation.forms.reports import FactCheckForm, ReportForm
from evaluation.models import EvaluationReport, ReportFile
from evaluation.models.reports import Stage
from evaluation.reports.chapters import report_of
from evaluation.reports.data import as_csv, as_workbook
from evaluation.reports.differences import differences, only_changes
from evaluation.reports.lines import lines_of
from evaluation.reports.pieces import Report
from evaluation.reports.snapshot import SCHEMA
from evaluation.selectors.findings.runs import rounds_with_findings
from evaluation.selectors.reports.national import years_with_rounds
from evaluation.services.reports.making import cancel_report, moment_of, request_report

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow(is_staff)
def reports(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The reports of a round; those who may ask for another."""
    round = get_object_or_404(rounds_with_findings(request.actor), pk=pk)
    return _list(request, round, ReportForm())


def _list(request: ActorRequest, round: ChallengeRound, form: ReportForm) -> HttpResponse:
    context = {
        "round": round,
        "tab": "reports",
        "reports": _shown(request).filter(round=round),
        "form": form,
        "makes": can_make_reports(request.actor),
    }
    return render(request, "evaluation/reports/reports.html", context)


def _shown(request: ActorRequest) -> Any:
    made = EvaluationReport.objects.visible_to(request.actor).defer("snapshot")
    return made.select_related("author", "signed_off_by", "round").order_by("-created_at")


@allow(can_make_reports)
@require_POST
def report_request(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask for a report; the worker makes it."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    form = ReportForm(request.POST)
    if form.is_valid():
        try:
            report = request_report(round=round, actor=request.actor, **form.asked())
            return redirect("evaluation:report_detail", report.pk)
        except DomainError as error:
            refuse(form, error)
    return _list(request, round, form)


@allow(is_staff)
def national_reports(request: ActorRequest) -> HttpResponse:
    """The nation's reports, and the years of which one can be made."""
    makes = can_make_reports(request.actor)
    context = {
        "reports": _shown(request).filter(round__isnull=True),
        "years": [_year(year) for year in years_with_rounds()] if makes else [],
    }
    return render(request, "evaluation/reports/national_reports.html", context)


def _year(start_year: int) -> dict[str, Any]:
    return {"start": start_year, "name": f"{start_year}/{(start_year + 1) % 100:02d}"}


@allow(can_make_reports)
def national_request(request: ActorRequest, year: int) -> HttpResponse:
    """Ask for the report of all rounds of a year."""
    if year not in years_with_rounds():
        raise Http404
    form = ReportForm(request.POST or None, national=True)
    if request.method == "POST" and form.is_valid():
        try:
            report = request_report(start_year=year, actor=request.actor, **form.asked())
            return redirect("evaluation:report_detail", report.pk)
        except DomainError as error:
            refuse(form, error)
    return render(request, "evaluation/reports/national_request.html", {"form": form, "year": _year(year)})


def found(request: ActorRequest, pk: UUID) -> EvaluationReport:
    """The report, for somebody who may read it; anybody else finds nothing."""
    visible = EvaluationReport.objects.visible_to(request.actor)
    return get_object_or_404(visible.select_related("round", "author", "signed_off_by"), pk=pk)


def in_words(report: EvaluationReport) -> Report | None:
    """The report in words, where it is done and this version can still read its snapshot."""
    snapshot = report.snapshot if report.state == RunState.DONE else None
    return report_of(snapshot, report.sha256) if snapshot and snapshot["schema"] == SCHEMA else None


@allow(is_staff)
def report_detail(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The report as a page; while it is being made, how far it is."""
    report = found(request, pk)
    return render(request, "evaluation/reports/report_detail.html", page_of(request, report, FactCheckForm()))


def page_of(request: ActorRequest, report: EvaluationReport, form: FactCheckForm) -> dict[str, Any]:
    """What the page of a report shows."""
    actor, done = request.actor, report.state == RunState.DONE
    others = _shown(request).filter(state=RunState.DONE).exclude(pk=report.pk)
    same = (
        {"round": report.round}
        if report.round_id
        else {"round__isnull": True, "start_year": report.start_year}
    )
    return {
        "run": report,
        "done": done,
        "report": in_words(report),
        "file": ReportFile.objects.filter(report=report, draft=not report.is_out).defer("pdf").first(),
        "form": form,
        "makes": can_make_reports(actor),
        "national": actor.is_national,
        "own": actor.user is not None and report.author_id == actor.user.pk,
        "steps": report.steps.all(),
        "comments": report.comments.all(),
        "waiting": report.comments.filter(outcome="").count(),
        "others": list(others.filter(**same)[:10]),
        "stage": Stage(report.stage),
    }


@allow(is_staff)
def report_progress(request: ActorRequest, pk: UUID) -> JsonResponse:
    """How far the report is."""
    visible = EvaluationReport.objects.visible_to(request.actor).defer("snapshot")
    return progress_json(get_object_or_404(visible, pk=pk))


@allow(can_make_reports)
@require_POST
def report_cancel(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Stop a report that is being made."""
    report = found(request, pk)
    try:
        cancel_report(report=report, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "The report is cancelled. Nothing else was changed.")
    return redirect("evaluation:report_detail", report.pk)


@allow(is_staff)
def report_pdf(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The PDF, to keep: marked as a draft until the report is published."""
    report = found(request, pk)
    file = ReportFile.objects.filter(report=report, draft=not report.is_out).first()
    if file is None:
        raise Http404
    return download(bytes(file.pdf), "application/pdf", name_of(report), "pdf")


@allow(is_staff)
def report_data(request: ActorRequest, pk: UUID, kind: str) -> HttpResponse:
    """Every table of the report as a workbook (xlsx) or as text (csv): those inside the PDF."""
    report = found(request, pk)
    words = in_words(report)
    if words is None or kind not in ("xlsx", "csv"):
        raise Http404
    if kind == "csv":
        return download(as_csv(words), "text/csv; charset=utf-8", name_of(report), "csv")
    return download(as_workbook(words, moment_of(report.snapshot or {})), WORKBOOK, name_of(report), "xlsx")


def name_of(report: EvaluationReport) -> str:
    """What a file of the report is called."""
    return slugify(f"{report.place} evaluation {report.get_audience_display()}".replace("/", "-"))


def download(data: bytes, kind: str, name: str, ending: str) -> HttpResponse:
    """Bytes as a file to keep."""
    reply = HttpResponse(data, content_type=kind)
    reply["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return reply


@allow(is_staff)
def report_changes(request: ActorRequest, pk: UUID, other: UUID) -> HttpResponse:
    """What changed from an earlier version of the report to this one: words and figures."""
    new, old = found(request, pk), found(request, other)
    if (new.round_id, new.start_year) != (old.round_id, old.start_year):
        raise Http404
    after, before = in_words(new), in_words(old)
    if after is None or before is None:
        raise Http404
    passages = only_changes(differences(lines_of(before), lines_of(after)))
    return render(
        request, "evaluation/reports/report_changes.html", {"new": new, "old": old, "passages": passages}
    )
