"""Taking people in from a file, and giving them out as one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import allow, can_keep_accounts, manages_programme
from councils.errors import DomainError
from councils.imports.people import COLUMNS
from councils.middleware import ActorRequest
from councils.models import PeopleImport
from councils.roles import PostKind
from councils.selectors.directory import export_rows
from councils.services.imports import PEOPLE, plan_of, start_people_import, take_people_import
from councils.views.files import download, dry_run, given_up, upload_form, uploaded


@allow(can_keep_accounts)
def people_import(request: ActorRequest) -> HttpResponse:
    """Upload a file; nothing is saved before its dry run has been looked at."""
    form = upload_form(request)
    if kept := uploaded(form, start_people_import, actor=request.actor):
        return redirect("councils:people_import_check", kept.pk)
    context = {"form": form, "columns": COLUMNS, "posts": PostKind.labels}
    return render(request, "councils/people_import.html", context)


@allow(can_keep_accounts)
def people_import_check(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The dry run: what is new, changed and faulty; then take all of it or give it up."""
    kept = get_object_or_404(PeopleImport.objects.visible_to(request.actor), subject=PEOPLE, pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            return _decided(request, kept)
        except DomainError as error:
            refusal = error.message
    plan = plan_of(kept, actor=request.actor)
    return render(request, "councils/people_import_check.html", dry_run(kept, plan, refusal))


def _decided(request: ActorRequest, kept: PeopleImport) -> HttpResponse:
    if given_up(request, kept):
        return redirect("councils:people_import")
    made, changed = take_people_import(kept, digest=request.POST.get("digest", ""), actor=request.actor)
    messages.success(request, f"The file has been taken in: {made} new, {changed} changed.")
    return redirect("councils:person_list")


@require_safe
@allow(manages_programme)
def people_export(request: ActorRequest, kind: str) -> HttpResponse:
    """Everybody the actor sees, as a file that an import takes back."""
    name = f"people-{timezone.localdate().isoformat()}"
    return download(export_rows(request.actor), kind, name=name, sheet="People")
