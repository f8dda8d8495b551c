"""A round's survey: opening it, writing invitations and reminders, and who has answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from evaluation.access import manages_programme
from evaluation.forms.surveys import AskedFilter, ReminderDaysForm, SurveyForm
from evaluation.models import Promise, Survey
from evaluation.selectors.feedback.tracking import call_list, narrowed, tracking_of
from evaluation.services.feedback import invitations as posting
from evaluation.services.feedback.reminders import choose_reminder_days
from evaluation.services.feedback.surveys import USUAL_TARGET, change_survey, invite_people, open_survey

USUAL = timedelta(weeks=4)
EVERYBODY_ADDED = "Nobody is missing: everybody who took part is on the list already."
NOBODY_TO_INVITE = (
    "No invitation was written: everybody whose turn has come has one, sent or waiting in the Outbox."
)
NOBODY_TO_REMIND = "No reminder was written: nobody who can still answer is without one today."


@allow(manages_programme)
def survey(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Who has and has not answered, and what can be sent."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    found = Survey.objects.filter(round=round).select_related("round", "version").first()
    tracking = tracking_of(found) if found else None
    narrow = AskedFilter(request.GET)
    context = {
        "round": round,
        "tab": "feedback",
        "survey": found,
        "tracking": tracking,
        "filter": narrow,
        "invitations": narrowed(tracking.invitations, **narrow.chosen) if tracking else (),
        "reminder_days": found.reminder_days.all() if found else (),
    }
    return render(request, "evaluation/feedback/survey.html", context)


@require_safe
@allow(manages_programme)
def survey_figures(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The figures of the survey page as JSON, for the page to follow."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    found = get_object_or_404(Survey.objects.select_related("round"), round=round)
    return JsonResponse(tracking_of(found).figures)


@require_safe
@allow(manages_programme)
def survey_calls(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Whom to ring."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    found = get_object_or_404(Survey.objects.select_related("round"), round=round)
    context = {"round": round, "tab": "feedback", "survey": found, "invitations": call_list(found)}
    return render(request, "evaluation/feedback/survey_calls.html", context)


@allow(manages_programme)
def survey_open(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Open the survey, or give it other days, another target or (before anybody is invited) another promise."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    found = Survey.objects.filter(round=round).select_related("round").first()
    label = "Save" if found else "Open the survey"
    form = SurveyForm(request.POST or None, initial=_initial(found), submit_label=label)
    if request.method == "POST" and form.is_valid():
        try:
            if found:
                change_survey(survey=found, actor=request.actor, **form.cleaned_data)
            else:
                open_survey(round=round, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "Saved." if found else "The survey is open.")
            return redirect("evaluation:survey", round.pk)
    return render(
        request, "evaluation/feedback/survey_open.html", {"round": round, "form": form, "survey": found}
    )


def _initial(found: Survey | None) -> dict[str, Any]:
    if found:
        names = ("opens_on", "closes_on", "promise", "target")
        return {name: getattr(found, name) for name in names}
    today = timezone.localdate()
    chosen = {"promise": Promise.CONFIDENTIAL, "target": USUAL_TARGET}
    return {"opens_on": today, "closes_on": today + USUAL, **chosen}


@allow(manages_programme)
def survey_reminders(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Choose the days on which those who have not answered are reminded."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    found = get_object_or_404(Survey.objects.select_related("round"), round=round)
    days = [each.day for each in found.reminder_days.filter(done_at__isnull=True)]
    form = ReminderDaysForm(request.POST or None, days=days)
    if request.method == "POST" and form.is_valid():
        try:
            choose_reminder_days(survey=found, days=form.days(), actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The days of reminders are saved.")
            return redirect("evaluation:survey", round.pk)
    context = {"round": round, "survey": found, "form": form}
    return render(request, "evaluation/feedback/survey_reminders.html", context)


@allow(manages_programme)
@require_POST
def invite_send(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Write invitations or reminders and go on to look at them, or ask people who have joined since."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    found = get_object_or_404(Survey, round=round)
    what = request.POST.get("what", "")
    if what == "people":
        count = invite_people(survey=found, actor=request.actor)
        added = f"{count} {'person' if count == 1 else 'people'} added. Nothing has been mailed to them yet."
        messages.success(request, added if count else EVERYBODY_ADDED)
        return redirect("evaluation:survey", round.pk)
    write = posting.write_reminders if what == "remind" else posting.write_invitations
    batch = write(survey=found, actor=request.actor)
    if batch is None:
        messages.success(request, NOBODY_TO_REMIND if what == "remind" else NOBODY_TO_INVITE)
        return redirect("evaluation:survey", round.pk)
    return redirect("councils:outbox_batch", batch.pk)
