"""Evaluation reports: asking for one, following it, reading it, downloading it, signing it off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from challenges.forms.refusals import refuse
from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.middleware import ActorRequest
from councils.runs.models import RunState
from councils.runs.pages import progress_json
from evaluation.access import can_make_reports, is_staff
from evaluation.forms.reports import ReportForm
from evaluation.models import EvaluationReport, ReportFile
from evaluation.reports.chapters import report_of
from evaluation.reports.snapshot import SCHEMA
from evaluation.selectors.findings import rounds_with_findings
from evaluation.services.reports import request_report, sign_off


@allow(is_staff)
def reports(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The reports of a round; those who may ask for another."""
    round = get_object_or_404(rounds_with_findings(request.actor), pk=pk)
    return _list(request, round, ReportForm())


def _list(request: ActorRequest, round: ChallengeRound, form: ReportForm) -> HttpResponse:
    made = EvaluationReport.objects.visible_to(request.actor).filter(round=round)
    shown = made.defer("snapshot").select_related("author", "signed_off_by").order_by("-created_at")
    context = {
        "round": round,
        "tab": "reports",
        "reports": shown,
        "form": form,
        "makes": can_make_reports(request.actor),
    }
    return render(request, "evaluation/reports.html", context)


@allow(can_make_reports)
@require_POST
def report_request(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask for a report; the worker makes it."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    form = ReportForm(request.POST)
    if form.is_valid():
        try:
            report = request_report(round=round, actor=request.actor, **form.cleaned_data)
            return redirect("evaluation:report_detail", report.pk)
        except DomainError as error:
            refuse(form, error)
    return _list(request, round, form)


def _report(request: ActorRequest, pk: UUID) -> EvaluationReport:
    visible = EvaluationReport.objects.visible_to(request.actor)
    return get_object_or_404(visible.select_related("round", "author", "signed_off_by"), pk=pk)


@allow(is_staff)
def report_detail(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The report as a page; while it is being made, how far it is."""
    report = _report(request, pk)
    done = report.state == RunState.DONE
    snapshot = report.snapshot if done else None
    context = {
        "run": report,
        "done": done,
        "round": report.round,
        "report": report_of(snapshot, report.sha256) if snapshot and snapshot["schema"] == SCHEMA else None,
        "file": ReportFile.objects.filter(report=report).defer("pdf").first(),
        "signs": request.actor.is_national and done and not report.signed_off_by_id,
        "own": request.actor.user is not None and report.author_id == request.actor.user.pk,
    }
    return render(request, "evaluation/report_detail.html", context)


@allow(is_staff)
def report_progress(request: ActorRequest, pk: UUID) -> JsonResponse:
    """How far the report is."""
    reports = EvaluationReport.objects.visible_to(request.actor).defer("snapshot")
    return progress_json(get_object_or_404(reports, pk=pk))


@allow(is_staff)
def report_pdf(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The PDF, to keep."""
    report = _report(request, pk)
    file = ReportFile.objects.filter(report=report).first()
    if file is None:
        raise Http404
    reply = HttpResponse(bytes(file.pdf), content_type="application/pdf")
    name = slugify(f"{report.round} evaluation {report.get_audience_display()}".replace("/", "-"))
    reply["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return reply


@allow(is_staff)
@require_POST
def report_sign_off(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Stand behind a report that somebody else has made."""
    report = _report(request, pk)
    try:
        sign_off(report=report, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "The report is signed off.")
    return redirect("evaluation:report_detail", report.pk)
