"""Taking in a file of a visit's sessions, and giving out the file to fill in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from challenges.access import manages_programme
from challenges.imports.sessions import COLUMNS
from challenges.models import Challenge
from challenges.models.timetable import SessionKind
from challenges.services.timetables.sessions_import import (
    export_rows,
    plan_of,
    start_sessions_import,
    subject_of,
    take_sessions_import,
)
from challenges.views.visits.challenge import found
from councils.access import allow
from councils.errors import DomainError
from councils.middleware import ActorRequest
from councils.models import PeopleImport
from councils.views.files import download, dry_run, given_up, upload_form, uploaded


@allow(manages_programme)
def sessions_import(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Upload a file; nothing is saved before its dry run has been looked at."""
    challenge, _ = found(request, pk, "manages")
    form = upload_form(request)
    if kept := uploaded(form, start_sessions_import, challenge=challenge, actor=request.actor):
        return redirect("challenges:sessions_import_check", challenge.pk, kept.pk)
    context = {"challenge": challenge, "form": form, "columns": COLUMNS, "kinds": SessionKind.labels}
    return render(request, "challenges/timetables/sessions_import.html", context)


@allow(manages_programme)
def sessions_import_check(request: ActorRequest, pk: UUID, file: UUID) -> HttpResponse:
    """The dry run: what is new, changed and faulty; then take all of it or give it up."""
    challenge, _ = found(request, pk, "manages")
    own = PeopleImport.objects.visible_to(request.actor).filter(subject=subject_of(challenge))
    kept, refusal = get_object_or_404(own, pk=file), ""
    if request.method == "POST":
        try:
            return _decided(request, challenge, kept)
        except DomainError as error:
            refusal = error.message
    plan = plan_of(kept, challenge=challenge)
    context = {"challenge": challenge} | dry_run(kept, plan, refusal)
    return render(request, "challenges/timetables/sessions_import_check.html", context)


def _decided(request: ActorRequest, challenge: Challenge, kept: PeopleImport) -> HttpResponse:
    if given_up(request, kept):
        return redirect("challenges:sessions_import", challenge.pk)
    digest = request.POST.get("digest", "")
    new, changed = take_sessions_import(kept, digest=digest, challenge=challenge, actor=request.actor)
    messages.success(request, f"The file has been taken in: {new} new, {changed} changed.")
    return redirect("challenges:session_list", challenge.pk)


@require_safe
@allow(manages_programme)
def sessions_template(request: ActorRequest, pk: UUID, kind: str) -> HttpResponse:
    """The file to fill in, with the sessions that are there already, as CSV or XLSX."""
    challenge, _ = found(request, pk, "manages")
    return download(export_rows(challenge), kind, name="sessions", sheet="Sessions")
