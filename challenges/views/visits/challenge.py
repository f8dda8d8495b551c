"""The page of one challenge, and the small forms that keep it true."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from challenges.forms.challenge import DataPackForm, KeyLinesForm, MilestoneForm, StepForm
from challenges.forms.letters import lines_of
from challenges.models import Challenge
from challenges.rights import Rights, rights_on
from challenges.selectors.visits.challenge import challenges_shown, page_of
from challenges.services.visits.data_packs import record_data_pack
from challenges.services.visits.steps import record_step, set_key_lines, settle_milestone
from councils.access import allow, is_known
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest


@allow(is_known)
def challenge_detail(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Everything about one challenge, as far as the reader may see it."""
    challenge = get_object_or_404(challenges_shown(request.actor), pk=pk)
    page = page_of(challenge, request.actor)
    context = {"page": page, "challenge": challenge, "today": timezone.localdate()}
    return render(request, "challenges/visits/challenge_detail.html", context)


def found(request: ActorRequest, pk: UUID, right: str) -> tuple[Challenge, Rights]:
    """The challenge, for somebody with this right on it; anybody else finds nothing."""
    challenge = get_object_or_404(challenges_shown(request.actor), pk=pk)
    rights = rights_on(challenge, request.actor)
    if not getattr(rights, right):
        raise Http404
    return challenge, rights


def answered(
    request: ActorRequest, challenge: Challenge, form: Form, title: str, **more: Any
) -> HttpResponse:
    """A form of the challenge's page, drawn."""
    context = {"challenge": challenge, "form": form, "title": title, **more}
    return render(request, "challenges/visits/challenge_form.html", context)


def back(request: ActorRequest, challenge: Challenge, said: str) -> HttpResponse:
    """To the challenge's page, with a word of what was done."""
    messages.success(request, said)
    return redirect("challenges:challenge_detail", challenge.pk)


@allow(is_known)
def step_record(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that the challenge has reached a step."""
    challenge, _ = found(request, pk, "manages")
    form = StepForm(request.POST or None, challenge=challenge)
    if request.method == "POST" and form.is_valid():
        try:
            record_step(challenge=challenge, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            return back(request, challenge, "The step is recorded.")
    return answered(request, challenge, form, "Record a step")


@allow(is_known)
def key_lines(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Agree the key lines of enquiry."""
    challenge, _ = found(request, pk, "keeps_packs")
    lines = "\n".join(challenge.key_lines.values_list("text", flat=True))
    form = KeyLinesForm(request.POST or None, initial={"lines": lines})
    if request.method == "POST" and form.is_valid():
        try:
            set_key_lines(
                challenge=challenge, lines=lines_of(form.cleaned_data["lines"]), actor=request.actor
            )
        except DomainError as error:
            refuse(form, error)
        else:
            return back(request, challenge, "The key lines of enquiry are saved.")
    return answered(request, challenge, form, "Key lines of enquiry")


@allow(is_known)
def milestone_update(request: ActorRequest, pk: UUID, milestone: int) -> HttpResponse:
    """Mark a milestone done or not needed, or give it another day."""
    challenge, _ = found(request, pk, "keeps_packs")
    kept = get_object_or_404(challenge.milestones.select_related("challenge__round"), pk=milestone)
    initial = {"state": kept.state, "done_on": kept.done_on, "due_on": kept.due_on}
    form = MilestoneForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            settle_milestone(milestone=kept, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            return back(request, challenge, f"{kept.get_kind_display()} is saved.")
    return answered(request, challenge, form, kept.get_kind_display())


@allow(is_known)
def data_pack(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record the data pack."""
    challenge, _ = found(request, pk, "keeps_packs")
    pack = getattr(challenge, "data_pack", None)
    names = ("asked_on", "received_on", "as_of", "note")
    initial = {name: getattr(pack, name) for name in names} if pack else {}
    usable = {True: "yes", False: "no"}.get(pack.usable, "") if pack else ""
    form = DataPackForm(request.POST or None, initial={**initial, "usable": usable})
    if request.method == "POST" and form.is_valid():
        try:
            record_data_pack(challenge=challenge, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            return back(request, challenge, "The data pack is recorded.")
    return answered(request, challenge, form, "Data pack")
