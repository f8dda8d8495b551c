"""Taking in answers that another survey tool collected."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.views.files import uploaded
from evaluation.access import can_keep_questionnaire
from evaluation.forms.answer_files import MeaningsForm
from evaluation.forms.surveys import UploadForm
from evaluation.models import KeptFile, Survey
from evaluation.services.feedback.answer_files import (
    choose_meanings,
    plan_answers,
    start_answer_file,
    take_answer_file,
)


@allow(can_keep_questionnaire)
def answers_import(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Upload an export."""
    rounds = ChallengeRound.objects.managed_by(request.actor)
    survey = get_object_or_404(Survey.objects.select_related("round", "version"), round=pk, round__in=rounds)
    form = UploadForm(request.POST or None, request.FILES or None)
    if kept := uploaded(form, start_answer_file, survey=survey, actor=request.actor):
        return redirect("evaluation:answers_import_columns", kept.pk)
    return render(request, "evaluation/feedback/answers_import.html", {"survey": survey, "form": form})


def _kept(request: ActorRequest, pk: UUID) -> KeptFile:
    mine = KeptFile.objects.visible_to(request.actor).filter(purpose=KeptFile.Purpose.ANSWERS)
    return get_object_or_404(mine.select_related("survey__round", "survey__version"), pk=pk)


@allow(can_keep_questionnaire)
def answers_import_columns(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Say what each column holds; what was chosen before is chosen already."""
    kept = _kept(request, pk)
    form = MeaningsForm(request.POST if request.method == "POST" else None, kept=kept)
    if request.method == "POST" and form.is_valid():
        try:
            choose_meanings(kept, holds=form.holds(), actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("evaluation:answers_import_check", kept.pk)
    return render(request, "evaluation/feedback/answers_import_columns.html", {"kept": kept, "form": form})


@allow(can_keep_questionnaire)
def answers_import_check(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The dry run: every row, taken in or left out with its reason; then take the file in or give it up."""
    kept = _kept(request, pk)
    if request.method == "POST":
        return _decided(request, kept)
    plan = plan_answers(kept)
    left_out = [row for row in plan if row.left_out]
    context = {"kept": kept, "rows": len(plan), "left_out": left_out, "good": len(plan) - len(left_out)}
    return render(request, "evaluation/feedback/answers_import_check.html", context)


def _decided(request: ActorRequest, kept: KeptFile) -> HttpResponse:
    round = kept.survey.round_id
    if "drop" in request.POST:
        kept.delete()
        messages.success(request, "The file has been given up. Nothing was taken in.")
        return redirect("evaluation:survey", round)
    seen = request.POST.get("seen", "")
    try:
        number = int(seen) if seen.isdecimal() and len(seen) < 8 else -1
        taken, left = take_answer_file(kept, seen=number, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("evaluation:answers_import_check", kept.pk)
    messages.success(request, f"Taken in: {taken}. Left out: {left}.")
    return redirect("evaluation:survey", round)
