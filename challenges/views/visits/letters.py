"""The letter of a challenge, the actions that follow from it, and their progress."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from challenges.forms.letters import ActionForm, LetterForm, ProgressForm, lines_of
from challenges.models import Action, AreaForConsideration, Challenge
from challenges.services.visits.letters import add_progress, save_action, save_letter
from challenges.views.visits.challenge import answered, back, found
from councils.access import allow, is_known
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest


@allow(is_known)
def letter(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Write the letter's points; with a day it is sent."""
    challenge, _ = found(request, pk, "writes_letter")
    kept = getattr(challenge, "letter", None)
    initial = {
        "strengths": "\n".join(str(point) for point in kept.strengths.all()) if kept else "",
        "areas": "\n".join(str(point) for point in kept.areas.all()) if kept else "",
        "sent_on": kept.sent_on if kept else None,
    }
    form = LetterForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        points = {"strengths": lines_of(given["strengths"]), "areas": lines_of(given["areas"])}
        try:
            save_letter(challenge=challenge, sent_on=given["sent_on"], actor=request.actor, **points)
        except DomainError as error:
            refuse(form, error)
        else:
            return back(request, challenge, "The letter is saved.")
    return answered(request, challenge, form, "Letter")


@allow(is_known)
def action_add(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add an action to the plan."""
    challenge, _ = found(request, pk, "keeps_packs")
    return _action(request, challenge, None)


@allow(is_known)
def action_edit(request: ActorRequest, pk: UUID, action: int) -> HttpResponse:
    """Change an action; its first due date stays."""
    challenge, _ = found(request, pk, "keeps_packs")
    return _action(request, challenge, get_object_or_404(challenge.actions, pk=action))


def _action(request: ActorRequest, challenge: Challenge, action: Action | None) -> HttpResponse:
    areas = list(AreaForConsideration.objects.filter(letter__challenge=challenge))
    form = ActionForm(request.POST or None, areas=areas, action=action)
    if request.method == "POST" and form.is_valid():
        try:
            save_action(challenge=challenge, details=form.details(), actor=request.actor, action=action)
        except DomainError as error:
            refuse(form, error)
        else:
            return back(request, challenge, "The action is saved.")
    return answered(request, challenge, form, "Change the action" if action else "Add an action")


@allow(is_known)
def progress_add(request: ActorRequest, pk: UUID, action: int) -> HttpResponse:
    """Record what has moved on an action."""
    challenge, _ = found(request, pk, "keeps_packs")
    moved = get_object_or_404(challenge.actions.select_related("challenge__round"), pk=action)
    form = ProgressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_progress(action=moved, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            return back(request, challenge, "The progress is recorded.")
    return answered(request, challenge, form, "Record progress", about=moved.text)
