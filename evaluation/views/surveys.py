"""A round's survey: opening it, sending invitations, and who has answered."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from challenges.forms.refusals import refuse
from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.middleware import ActorRequest
from evaluation.access import manages_programme
from evaluation.forms.surveys import SurveyDaysForm
from evaluation.models import Invitation, Survey
from evaluation.selectors.survey import tracking_of
from evaluation.services import invitations as posting
from evaluation.services.surveys import change_days, invite_people, open_survey

USUAL = timedelta(weeks=4)


@allow(manages_programme)
def survey(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who has and has not answered, and what can be sent."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    found = Survey.objects.filter(round=round).select_related("round", "version").first()
    context = {
        "round": round,
        "tab": "feedback",
        "survey": found,
        "tracking": tracking_of(found) if found else None,
    }
    return render(request, "evaluation/survey.html", context)


@allow(manages_programme)
def survey_open(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Open the survey, or give it other days."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    found = Survey.objects.filter(round=round).select_related("round").first()
    today = timezone.localdate()
    form = SurveyDaysForm(
        request.POST or None,
        opens_on=found.opens_on if found else today,
        closes_on=found.closes_on if found else today + USUAL,
        submit_label="Save the days" if found else "Open the survey",
    )
    if request.method == "POST" and form.is_valid():
        try:
            if found:
                change_days(survey=found, actor=request.actor, **form.cleaned_data)
            else:
                open_survey(round=round, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The survey’s days are saved." if found else "The survey is open.")
            return redirect("evaluation:survey", round.pk)
    return render(request, "evaluation/survey_open.html", {"round": round, "form": form, "survey": found})


@allow(manages_programme)
@require_POST
def invite_send(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Send invitations, send reminders, or invite people who have joined since: as the pressed button says."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    found = get_object_or_404(Survey, round=round)
    said = {
        "remind": (posting.send_reminders, "reminded"),
        "people": (invite_people, "added"),
    }
    act, word = said.get(request.POST.get("what", ""), (posting.send_invitations, "sent an invitation"))
    count = act(survey=found, actor=request.actor)
    messages.success(request, f"{count} {'person' if count == 1 else 'people'} {word}.")
    return redirect("evaluation:survey", round.pk)


@allow(manages_programme)
@require_POST
def invitation_reissue(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Send somebody a new link; the old one stops working."""
    invitation = _invitation(request, pk)
    posting.reissue(invitation=invitation, actor=request.actor)
    messages.success(request, f"{invitation.person} gets a new link. The old one no longer opens.")
    return redirect("evaluation:survey", invitation.survey.round_id)


@allow(manages_programme)
@require_POST
def invitation_withdraw(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(request, pk)
    try:
        posting.withdraw(invitation=invitation, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{invitation.person} is no longer asked.")
    return redirect("evaluation:survey", invitation.survey.round_id)


def _invitation(request: ActorRequest, pk: UUID) -> Invitation:
    visible = Invitation.objects.visible_to(request.actor)
    return get_object_or_404(
        visible.select_related("survey__round", "person", "link", "region", "receipt"), pk=pk
    )
