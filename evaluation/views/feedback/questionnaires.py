"""Versions of the questionnaire: reading them side by side, comparing them, and making the next one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from councils.access import allow, is_staff
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.roles import PostKind
from evaluation.access import can_keep_questionnaire
from evaluation.forms.questionnaires import PublishForm, QuestionForm
from evaluation.models import Question, QuestionnaireVersion
from evaluation.questionnaire.checks import remarks_on
from evaluation.questionnaire.differences import differences
from evaluation.questionnaire.pages import Asked, pages_for
from evaluation.services.feedback import questionnaires as keeping


@require_safe
@allow(is_staff)
def questionnaires(request: ActorRequest) -> HttpResponse:
    """Every version, the newest first."""
    keeps = can_keep_questionnaire(request.actor)
    versions = QuestionnaireVersion.objects.all() if keeps else QuestionnaireVersion.objects.published()
    context = {"versions": versions, "keeps": keeps, "draft": versions.filter(published_on=None).first()}
    return render(request, "evaluation/feedback/questionnaires.html", context)


@require_safe
@allow(is_staff)
def questionnaire(request: ActorRequest, number: int) -> HttpResponse:
    """One version: its questions, what was seen in it, how it differs from the one before; a draft can be edited."""
    version = _version(request, number)
    questions = list(version.questions.select_related("theme"))
    before = QuestionnaireVersion.objects.published().filter(number__lt=number).first()
    texts = {question.key: question.text for question in questions}
    context = {
        "version": version,
        "questions": questions,
        "edits": version.is_draft and can_keep_questionnaire(request.actor),
        "remarks": [(remark, texts.get(remark.key, remark.key)) for remark in remarks_on(questions)],
        "too_much": keeping.too_much(questions) if version.is_draft else [],
        "before": before,
        "differences": differences(before.questions.all(), questions) if before else [],
        "posts": PostKind.choices,
    }
    return render(request, "evaluation/feedback/questionnaire.html", context)


@require_safe
@allow(is_staff)
def questionnaire_roles(request: ActorRequest, number: int) -> HttpResponse:
    """What each role is asked, side by side."""
    version = _version(request, number)
    questions = list(version.questions.all())
    roles = [(post, pages_for(questions, Asked.one(post, involved_before=True))) for post in PostKind]
    return render(
        request, "evaluation/feedback/questionnaire_roles.html", {"version": version, "roles": roles}
    )


@require_safe
@allow(is_staff)
def questionnaire_role(request: ActorRequest, number: int, post: str) -> HttpResponse:
    """A version as somebody in this post reads it, with hints and answers."""
    version = _version(request, number)
    if post not in PostKind.values:
        raise Http404
    pages = pages_for(version.questions.all(), Asked.one(post, involved_before=True))
    context = {"version": version, "pages": pages, "post": PostKind(post), "posts": PostKind.choices}
    return render(request, "evaluation/feedback/questionnaire_role.html", context)


@require_POST
@allow(can_keep_questionnaire)
def questionnaire_draft(request: ActorRequest) -> HttpResponse:
    """Begin a draft of the next version."""
    draft = keeping.start_draft(actor=request.actor)
    return redirect("evaluation:questionnaire", draft.number)


@allow(can_keep_questionnaire)
def question_edit(request: ActorRequest, number: int, pk: int | None = None) -> HttpResponse:
    """Add a question to a draft, or change one."""
    draft = _draft(number)
    question = get_object_or_404(Question, version=draft, pk=pk) if pk else None
    form = QuestionForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.save_question(
                draft=draft, question=question, details=form.cleaned_data, actor=request.actor
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The question is saved.")
            return redirect("evaluation:questionnaire", number)
    return render(
        request,
        "evaluation/feedback/question_edit.html",
        {"version": draft, "question": question, "form": form},
    )


@require_POST
@allow(can_keep_questionnaire)
def question_move(request: ActorRequest, number: int, pk: int) -> HttpResponse:
    """Move a question up or down, or leave it out: as the pressed button says."""
    question = get_object_or_404(Question.objects.select_related("version"), version=_draft(number), pk=pk)
    what: Any = request.POST.get("what")
    draft = reverse("evaluation:questionnaire", args=[number])
    if what == "remove":
        keeping.remove_question(question=question, actor=request.actor)
        messages.success(request, f"“{question.text}” is left out.")
    elif what in ("up", "down"):
        keeping.move_question(question=question, up=what == "up", actor=request.actor)
        return redirect(f"{draft}#question-{question.pk}")
    return redirect(draft)


@allow(can_keep_questionnaire)
def questionnaire_publish(request: ActorRequest, number: int) -> HttpResponse:
    """Publish a draft, which freezes it, or give it up."""
    draft = _draft(number)
    if request.method == "POST" and "drop" in request.POST:
        keeping.drop_draft(draft=draft, actor=request.actor)
        messages.success(request, "The draft has been given up.")
        return redirect("evaluation:questionnaires")
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.publish(draft=draft, note=form.cleaned_data["note"], actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"{draft} is published. Rounds opened from now on ask it.")
            return redirect("evaluation:questionnaire", number)
    return render(request, "evaluation/feedback/questionnaire_publish.html", {"version": draft, "form": form})


def _version(request: ActorRequest, number: int) -> QuestionnaireVersion:
    version = get_object_or_404(QuestionnaireVersion, number=number)
    if version.is_draft and not can_keep_questionnaire(request.actor):
        raise Http404
    return version


def _draft(number: int) -> QuestionnaireVersion:
    return get_object_or_404(QuestionnaireVersion, number=number, published_on__isnull=True)
