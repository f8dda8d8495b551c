"""Pages of a visit's timetable: the draft, what team and host have been given, and what it has to fit into."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from challenges.forms.timetables import SetUpForm
from challenges.models import Challenge
from challenges.rights import rights_on
from challenges.selectors.timetables.pages import (
    Line,
    day_tables,
    draft_page,
    person_tables,
    published_lines,
    timetable_of,
)
from challenges.selectors.visits.challenge import challenges_shown
from challenges.services.timetables.drafts import request_draft
from challenges.services.timetables.publishing import publish_timetable
from challenges.services.timetables.setting_up import set_up
from challenges.views.frame import seen_in
from challenges.views.visits.challenge import found
from councils.access import allow, is_known
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.runs.pages import progress_json

DAY, ROOM, PERSON = "day", "room", "person"


@require_safe
@allow(is_known)
def timetable(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The timetable as team and host have been given it; they only read it."""
    challenge = get_object_or_404(challenges_shown(request.actor), pk=pk)
    kept, manages = timetable_of(challenge), rights_on(challenge, request.actor).manages
    context = {
        "challenge": challenge,
        "timetable": kept,
        "manages": manages,
        **_tables(request, challenge, published_lines(challenge), usual=DAY),
    }
    return render(request, "challenges/timetables/timetable.html", context)


@require_safe
@allow(is_known)
def timetable_draft(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The manager's page: the draft, what clashes in it, what has no place and why."""
    challenge, _ = found(request, pk, "manages")
    page = draft_page(challenge)
    context = {"challenge": challenge, "page": page, **_tables(request, challenge, page.lines, usual=ROOM)}
    return render(request, "challenges/timetables/draft.html", context)


def _tables(request: ActorRequest, challenge: Challenge, lines: list[Line], *, usual: str) -> dict[str, Any]:
    """The sessions as the reader wants them: by day, which fits a phone, by day and room, or by person."""
    asked = request.GET.get("by", usual)
    by = asked if asked in (DAY, ROOM, PERSON) else usual
    tables = person_tables(challenge, lines) if by == PERSON else day_tables(challenge, lines)
    return {"by": by, "tables": tables}


@allow(is_known)
def timetable_setup(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Hours, breaks, rooms and the host's people."""
    challenge, _ = found(request, pk, "manages")
    form = SetUpForm(request.POST or None, timetable=timetable_of(challenge))
    if request.method == "POST" and form.is_valid():
        try:
            set_up(
                challenge=challenge, setup=form.setup(), seen=form.cleaned_data["seen"], actor=request.actor
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The days, rooms and people are saved.")
            return redirect("challenges:session_list", challenge.pk)
    return timetable_form(request, challenge, form, "Days, rooms and people")


def timetable_form(
    request: ActorRequest, challenge: Challenge, form: Any, title: str, **more: Any
) -> HttpResponse:
    """A form of the timetable, drawn."""
    context = {"challenge": challenge, "form": form, "title": title, **more}
    return render(request, "challenges/timetables/form.html", context)


@allow(is_known)
@require_POST
def timetable_request(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Draft the timetable; the worker does."""
    challenge, _ = found(request, pk, "manages")
    try:
        request_draft(challenge=challenge, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("challenges:timetable_draft", challenge.pk)


@allow(is_known)
def timetable_progress(request: ActorRequest, pk: UUID) -> JsonResponse:
    """How far the newest search is."""
    challenge, _ = found(request, pk, "manages")
    page = draft_page(challenge)
    if page.run is None:
        raise Http404
    return progress_json(page.run)


@allow(is_known)
@require_POST
def timetable_publish(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Give team and host the draft as it is."""
    challenge, _ = found(request, pk, "manages")
    try:
        told = publish_timetable(challenge=challenge, seen=seen_in(request) or 0, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        names = ", ".join(person.name for person in told)
        messages.success(
            request, f"It is published. Told: {names or 'nobody, as nothing changed for anybody'}."
        )
    return redirect("challenges:timetable_draft", challenge.pk)
