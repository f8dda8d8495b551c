"""Pages of the sessions of a visit: their list, each of them, and its place in the draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from challenges.forms.timetables import PlaceForm, SessionForm
from challenges.models import Challenge, VisitSession
from challenges.selectors.timetables.pages import session_rows, timetable_of
from challenges.selectors.timetables.problem import days_of_visit, team_of
from challenges.services.timetables.sessions import remove_session, save_session
from challenges.services.timetables.slots import lock_session, place_session, take_out
from challenges.services.timetables.usual_sessions import start_from_usual
from challenges.views.frame import seen_in
from challenges.views.timetables.pages import timetable_form
from challenges.views.visits.challenge import found
from councils.access import allow, is_known
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest


@require_safe
@allow(is_known)
def session_list(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Every session to hold."""
    challenge, _ = found(request, pk, "manages")
    timetable = timetable_of(challenge)
    context = {"challenge": challenge, "timetable": timetable, "rows": session_rows(timetable)}
    return render(request, "challenges/timetables/session_list.html", context)


@allow(is_known)
@require_POST
def sessions_usual(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add the usual sessions for the challenge's key lines of enquiry."""
    challenge, _ = found(request, pk, "manages")
    try:
        made = start_from_usual(challenge=challenge, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        many = f"{len(made)} sessions are" if len(made) > 1 else "1 session is"
        messages.success(request, f"{many} added. Say who is in each of them.")
    return redirect("challenges:session_list", challenge.pk)


@allow(is_known)
def session_add(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Add a session."""
    challenge, _ = found(request, pk, "manages")
    return _session(request, challenge, None)


@allow(is_known)
def session_edit(request: ActorRequest, pk: UUID, session: int) -> HttpResponse:
    """Change a session."""
    challenge, _ = found(request, pk, "manages")
    return _session(request, challenge, _kept(challenge, session))


def _kept(challenge: Challenge, session: int) -> VisitSession:
    sessions = VisitSession.objects.filter(timetable__challenge=challenge).select_related("timetable")
    kept = get_object_or_404(sessions, pk=session)
    kept.timetable.challenge = challenge
    return kept


def _session(request: ActorRequest, challenge: Challenge, session: VisitSession | None) -> HttpResponse:
    timetable = timetable_of(challenge)
    form = SessionForm(
        request.POST or None,
        session=session,
        edition=timetable.edition if timetable else 0,
        days=days_of_visit(challenge),
        team=team_of(challenge),
        people=list(timetable.people.all()) if timetable else [],
        lines=list(challenge.key_lines.values_list("text", flat=True)),
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            save_session(
                challenge=challenge, details=form.details(), session=session, seen=seen, actor=request.actor
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The session is saved.")
            return redirect("challenges:session_list", challenge.pk)
    title = "Change the session" if session else "Add a session"
    return timetable_form(request, challenge, form, title, session=session, list=True)


@allow(is_known)
@require_POST
def session_remove(request: ActorRequest, pk: UUID, session: int) -> HttpResponse:
    """Take a session off the list."""
    challenge, _ = found(request, pk, "manages")
    kept = _kept(challenge, session)
    return _done(request, challenge, "session_list", f"“{kept}” is removed.", remove_session, session=kept)


@allow(is_known)
def session_place(request: ActorRequest, pk: UUID, session: int) -> HttpResponse:
    """Put a session at a time by hand; what clashes then is named on the draft's page."""
    challenge, _ = found(request, pk, "manages")
    kept = _kept(challenge, session)
    form = PlaceForm(
        request.POST or None,
        session=kept,
        edition=kept.timetable.edition,
        days=days_of_visit(challenge),
        rooms=list(kept.timetable.rooms.all()),
        team=team_of(challenge),
    )
    if request.method == "POST" and form.is_valid():
        try:
            place_session(session=kept, seen=form.cleaned_data["seen"], actor=request.actor, **form.place())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"“{kept}” has its place.")
            return redirect("challenges:timetable_draft", challenge.pk)
    return timetable_form(request, challenge, form, kept.title, session=kept, placing=True)


@allow(is_known)
@require_POST
def session_take_out(request: ActorRequest, pk: UUID, session: int) -> HttpResponse:
    """Leave a session without a place."""
    challenge, _ = found(request, pk, "manages")
    kept = _kept(challenge, session)
    return _done(request, challenge, "timetable_draft", f"“{kept}” has no place now.", take_out, session=kept)


@allow(is_known)
@require_POST
def session_lock(request: ActorRequest, pk: UUID, session: int) -> HttpResponse:
    """Keep a session where it is in every new draft, or let go of it."""
    challenge, _ = found(request, pk, "manages")
    kept, locked = _kept(challenge, session), request.POST.get("locked") == "yes"
    said = f"“{kept}” {'stays where it is' if locked else 'may be moved by a new draft'}."
    return _done(request, challenge, "timetable_draft", said, lock_session, session=kept, locked=locked)


def _done(
    request: ActorRequest, challenge: Challenge, page: str, said: str, service: Any, **given: Any
) -> HttpResponse:
    try:
        service(seen=seen_in(request), actor=request.actor, **given)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect(f"challenges:{page}", challenge.pk)
