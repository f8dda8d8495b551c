"""Taking in a file of a visit's sessions, and giving out the file to fill in."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
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
from councils.forms.imports import PeopleImportForm
from councils.forms.refusals import refuse
from councils.imports.people import SAME
from councils.middleware import ActorRequest
from councils.models import PeopleImport
from councils.selectors.directory import export_csv, export_xlsx
from councils.services.uploads import digest_of, drop_file
from councils.views.imports import XLSX, grouped


@allow(manages_programme)
def sessions_import(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Upload a file; nothing is saved before its dry run has been looked at."""
    challenge, _ = found(request, pk, "manages")
    posted = request.method == "POST"
    form = PeopleImportForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = start_sessions_import(file, file_name=file.name, challenge=challenge, actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
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
    context = {
        "challenge": challenge,
        "kept": kept,
        "groups": grouped(plan),
        "counts": Counter(row.verdict for row in plan),
        "nothing_to_do": all(row.verdict == SAME for row in plan),
        "digest": digest_of(plan),
        "refusal": refusal,
    }
    return render(request, "challenges/timetables/sessions_import_check.html", context)


def _decided(request: ActorRequest, challenge: Challenge, kept: PeopleImport) -> HttpResponse:
    if "drop" in request.POST:
        drop_file(kept, actor=request.actor)
        messages.success(request, "The file has been given up. Nothing was saved.")
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
    headers = {"Content-Disposition": f'attachment; filename="sessions.{kind}"'}
    rows = export_rows(challenge)
    if kind == "csv":
        return HttpResponse(export_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)
    if kind == "xlsx":
        return HttpResponse(export_xlsx(rows, "Sessions"), content_type=XLSX, headers=headers)
    raise Http404
