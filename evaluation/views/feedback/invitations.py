"""One person's invitation: a new link, other days, a deputy, taking it back; and asking more people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.views.files import uploaded
from evaluation.access import manages_programme
from evaluation.forms.surveys import DeputyForm, LastDayForm, PersonForm, UploadForm
from evaluation.models import Invitation, KeptFile, Survey
from evaluation.selectors.feedback.survey import deputies_for, people_to_add, with_posts
from evaluation.services.feedback import invitations as posting
from evaluation.services.feedback.deputies import hand_over
from evaluation.services.feedback.invitation_files import (
    plan_invitations,
    start_invitation_file,
    take_invitation_file,
)
from evaluation.services.feedback.surveys import invite_by_hand

RELATED = ("survey__round", "person", "deputy", "council", "link", "region", "receipt", "draft")


def _invitation(request: ActorRequest, pk: UUID) -> Invitation:
    return get_object_or_404(Invitation.objects.visible_to(request.actor).select_related(*RELATED), pk=pk)


def _survey(request: ActorRequest, pk: UUID) -> Survey:
    rounds = ChallengeRound.objects.managed_by(request.actor)
    return get_object_or_404(Survey.objects.filter(round__in=rounds).select_related("round"), round=pk)


@require_safe
@allow(manages_programme)
def invitation_detail(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What became of one invitation, and what can be done about it."""
    return render(
        request, "evaluation/feedback/invitation_detail.html", {"invitation": _invitation(request, pk)}
    )


@allow(manages_programme)
@require_POST
def invitation_reissue(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Send somebody a new link; the old one stops working."""
    invitation = _invitation(request, pk)
    again = "is asked again and gets" if invitation.withdrawn_at else "gets"
    said = f"{invitation.recipient} {again} a new link. The old one no longer opens."
    return _done(request, invitation, posting.reissue, said)


@allow(manages_programme)
@require_POST
def invitation_withdraw(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(request, pk)
    return _done(request, invitation, posting.withdraw, f"{invitation.person} is no longer asked.")


def _done(request: ActorRequest, invitation: Invitation, act: Callable[..., None], said: str) -> HttpResponse:
    try:
        act(invitation=invitation, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("evaluation:invitation_detail", invitation.pk)


@allow(manages_programme)
def invitation_days(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Give one person longer, or close their form."""
    invitation = _invitation(request, pk)
    form = LastDayForm(request.POST or None, closes_on=invitation.closes_on)

    def save(given: dict[str, Any]) -> None:
        posting.set_last_day(invitation=invitation, day=given["closes_on"], actor=request.actor)

    title = f"How long can {invitation.recipient} answer?"
    return _form_page(request, invitation, form, save, title, "The day is saved.")


@allow(manages_programme)
def invitation_deputy(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Let a deputy answer."""
    invitation = _invitation(request, pk)
    people = deputies_for(invitation)
    form = DeputyForm(
        request.POST if request.method == "POST" else None, people=people, deputy=invitation.deputy
    )

    def save(given: dict[str, Any]) -> None:
        hand_over(invitation=invitation, deputy=given["deputy"], actor=request.actor)

    title = f"Who answers in place of {invitation.person}?"
    return _form_page(request, invitation, form, save, title, "Saved. The old link no longer opens.")


def _form_page(
    request: ActorRequest,
    invitation: Invitation,
    form: Form,
    save: Callable[[dict[str, Any]], None],
    title: str,
    said: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, said)
            return redirect("evaluation:invitation_detail", invitation.pk)
    context = {"invitation": invitation, "form": form, "title": title}
    return render(request, "evaluation/feedback/invitation_form.html", context)


@allow(manages_programme)
def invitation_add(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask one more person."""
    survey = _survey(request, pk)
    people = with_posts(people_to_add(survey))
    form = PersonForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            made = invite_by_hand(survey=survey, person=form.cleaned_data["person"], actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"{made.person} is asked. Nothing has been mailed yet.")
            return redirect("evaluation:survey", pk)
    return render(request, "evaluation/feedback/invitation_add.html", {"survey": survey, "form": form})


@allow(manages_programme)
def invitation_import(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Upload a file of people to ask; nobody is asked before its dry run has been looked at."""
    survey = _survey(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if kept := uploaded(form, start_invitation_file, survey=survey, actor=request.actor):
        return redirect("evaluation:invitation_import_check", kept.pk)
    return render(request, "evaluation/feedback/invitation_import.html", {"survey": survey, "form": form})


@allow(manages_programme)
def invitation_import_check(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The dry run: who would be asked and which rows are bad; then take the file or give it up."""
    kept = get_object_or_404(
        KeptFile.objects.visible_to(request.actor).select_related("survey__round"),
        pk=pk,
        purpose=KeptFile.Purpose.INVITATIONS,
    )
    if request.method == "POST":
        return _decided(request, kept)
    plan = plan_invitations(kept)
    context = {
        "kept": kept,
        "survey": kept.survey,
        "bad": [row for row in plan if row.fault],
        "new": [row for row in plan if not row.fault and not row.asked],
        "asked": [row for row in plan if not row.fault and row.asked],
    }
    return render(request, "evaluation/feedback/invitation_import_check.html", context)


def _decided(request: ActorRequest, kept: KeptFile) -> HttpResponse:
    round = kept.survey.round_id
    if "drop" in request.POST:
        kept.delete()
        messages.success(request, "The file has been given up. Nobody was asked.")
        return redirect("evaluation:survey", round)
    try:
        made = take_invitation_file(kept, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("evaluation:invitation_import_check", kept.pk)
    messages.success(request, f"{made} {'person is' if made == 1 else 'people are'} asked as well.")
    return redirect("evaluation:survey", round)
