"""Taking people in from a file, and giving them out as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import allow, can_keep_accounts, manages_programme
from councils.errors import DomainError
from councils.forms.imports import PeopleImportForm
from councils.forms.refusals import refuse
from councils.imports.people import CHANGED, COLUMNS, FAULTY, NEW, SAME
from councils.middleware import ActorRequest
from councils.models import PeopleImport
from councils.roles import PostKind
from councils.selectors.directory import export_csv, export_rows, export_xlsx
from councils.services.imports import PEOPLE, plan_of, start_people_import, take_people_import
from councils.services.uploads import digest_of, drop_file

MOST_SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow(can_keep_accounts)
def people_import(request: ActorRequest) -> HttpResponse:
    """Upload a file; nothing is saved before its dry run has been looked at."""
    form = PeopleImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = start_people_import(file, file_name=file.name, actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
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
    context = {
        "kept": kept,
        "groups": grouped(plan),
        "counts": Counter(row.verdict for row in plan),
        "nothing_to_do": all(row.verdict == SAME for row in plan),
        "digest": digest_of(plan),
        "refusal": refusal,
    }
    return render(request, "councils/people_import_check.html", context)


def grouped(plan: Sequence[Any]) -> list[tuple[str, str, Sequence[Any], int]]:
    """The rows of a dry run by what becomes of them: title, verdict, the first of them, how many there are."""
    kinds = ((FAULTY, "Faulty"), (NEW, "New"), (CHANGED, "Changed"))
    groups = [(title, kind, [row for row in plan if row.verdict == kind]) for kind, title in kinds]
    return [(title, kind, rows[:MOST_SHOWN], len(rows)) for title, kind, rows in groups if rows]


def _decided(request: ActorRequest, kept: PeopleImport) -> HttpResponse:
    if "drop" in request.POST:
        drop_file(kept, actor=request.actor)
        messages.success(request, "The file has been given up. Nothing was saved.")
        return redirect("councils:people_import")
    made, changed = take_people_import(kept, digest=request.POST.get("digest", ""), actor=request.actor)
    messages.success(request, f"The file has been taken in: {made} new, {changed} changed.")
    return redirect("councils:person_list")


@require_safe
@allow(manages_programme)
def people_export(request: ActorRequest) -> HttpResponse:
    """Everybody the actor sees, as CSV that an import takes back."""
    return _download(export_csv(export_rows(request.actor)), "text/csv; charset=utf-8", "csv")


@require_safe
@allow(manages_programme)
def people_export_xlsx(request: ActorRequest) -> HttpResponse:
    """Everybody the actor sees, as a workbook that an import takes back."""
    return _download(export_xlsx(export_rows(request.actor)), XLSX, "xlsx")


def _download(content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"people-{timezone.localdate().isoformat()}.{ending}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
