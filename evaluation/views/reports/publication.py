"""A report's way to its readers: fact check, comments and answers, sign-off, publication."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from councils.access import allow, is_known
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from evaluation.access import can_make_reports, is_staff
from evaluation.forms.reports import AnswerForm, FactCheckForm, FactCommentForm
from evaluation.models import EvaluationReport, FactComment
from evaluation.models.reports import Stage
from evaluation.selectors.reports.fact_checks import fact_checks_for, facts_for
from evaluation.services.reports.publication import (
    answer_comment,
    comment_on_fact,
    open_fact_check,
    publish_report,
    sign_off,
)
from evaluation.views.reports.making import found, page_of


@allow(can_make_reports)
@require_POST
def fact_check_open(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Send the facts out to the region and the hosts."""
    report = found(request, pk)
    form = FactCheckForm(request.POST)
    if form.is_valid():
        try:
            open_fact_check(report=report, until=form.cleaned_data["until"], actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The facts are out. Those concerned get a message.")
            return redirect("evaluation:report_detail", report.pk)
    return render(request, "evaluation/reports/report_detail.html", page_of(request, report, form))


@allow(is_known)
def fact_check(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The facts of a report for the region and its hosts, and a box for what is not right."""
    report = get_object_or_404(fact_checks_for(request.actor), pk=pk)
    facts = facts_for(report, request.actor)
    form = FactCommentForm(request.POST or None, facts=facts)
    if request.method == "POST" and form.is_valid():
        try:
            comment_on_fact(report=report, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "Thank you. Your comment is with those who write the report.")
            return redirect("evaluation:fact_check", report.pk)
    context = {
        "run": report,
        "facts": [(fact.about, fact.value) for fact in facts],
        "form": form,
        "open": report.stage == Stage.FACT_CHECK,
        "comments": _own_comments(request, report),
        "staff": request.actor.is_staff,
    }
    return render(request, "evaluation/reports/fact_check.html", context)


def _own_comments(request: ActorRequest, report: EvaluationReport) -> list[FactComment]:
    """What the actor has said; those who make the report see all on its own page."""
    actor, said = request.actor, report.comments.all()
    if actor.user is not None:
        return list(said.filter(user=actor.user))
    return list(said.filter(person__in=actor.person_ids))


@allow(can_make_reports)
def fact_answer(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer a comment on a fact."""
    reports = EvaluationReport.objects.visible_to(request.actor).values("pk")
    comments = FactComment.objects.filter(report__in=reports).select_related("report__round")
    comment = get_object_or_404(comments, pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_comment(comment=comment, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The comment is answered.")
            return redirect("evaluation:report_detail", comment.report_id)
    return render(request, "evaluation/reports/fact_answer.html", {"comment": comment, "form": form})


@allow(is_staff)
@require_POST
def report_sign_off(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Stand behind a report that somebody else has made."""
    return _moved(request, pk, sign_off, "The report is signed off.")


@allow(is_staff)
@require_POST
def report_publish(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Let a signed report out."""
    return _moved(
        request, pk, publish_report, "The report is published: its PDF bears no mark of a draft any more."
    )


def _moved(request: ActorRequest, pk: UUID, move: Callable[..., EvaluationReport], said: str) -> HttpResponse:
    report = found(request, pk)
    try:
        move(report=report, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("evaluation:report_detail", report.pk)
