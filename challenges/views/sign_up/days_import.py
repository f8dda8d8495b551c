"""Taking in a file of days for a whole round, and giving out the file to fill in."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from challenges.access import manages_programme
from challenges.imports.days import COLUMNS
from challenges.models import ChallengeRound
from challenges.selectors.sign_up.days_import import export_rows
from challenges.services.sign_up.days_import import plan_of, start_days_import, subject_of, take_days_import
from challenges.states import TeamRole
from challenges.views.frame import managed_round, sign_up_page
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
def days_import(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Upload a file; nothing is saved before its dry run has been looked at."""
    round = managed_round(request, pk)
    posted = request.method == "POST"
    form = PeopleImportForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = start_days_import(file, file_name=file.name, round=round, actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("challenges:days_import_check", round.pk, kept.pk)
    context = {"form": form, "columns": COLUMNS, "roles": TeamRole.labels, "topics": round.topics.all()}
    return sign_up_page(request, "sign_up/days_import", round, "file", **context)


@allow(manages_programme)
def days_import_check(request: ActorRequest, pk: UUID, file: UUID) -> HttpResponse:
    """The dry run: what is new, changed and faulty; then take all of it or give it up."""
    round = managed_round(request, pk)
    own = PeopleImport.objects.visible_to(request.actor).filter(subject=subject_of(round))
    kept, refusal = get_object_or_404(own, pk=file), ""
    if request.method == "POST":
        try:
            return _decided(request, round, kept)
        except DomainError as error:
            refusal = error.message
    plan = plan_of(kept, round=round)
    context = {
        "kept": kept,
        "groups": grouped(plan),
        "counts": Counter(row.verdict for row in plan),
        "nothing_to_do": all(row.verdict == SAME for row in plan if row.owner),
        "digest": digest_of(plan),
        "refusal": refusal,
    }
    return sign_up_page(request, "sign_up/days_import_check", round, "file", **context)


def _decided(request: ActorRequest, round: ChallengeRound, kept: PeopleImport) -> HttpResponse:
    if "drop" in request.POST:
        drop_file(kept, actor=request.actor)
        messages.success(request, "The file has been given up. Nothing was saved.")
        return redirect("challenges:days_import", round.pk)
    digest = request.POST.get("digest", "")
    new, changed = take_days_import(kept, digest=digest, round=round, actor=request.actor)
    messages.success(request, f"The file has been taken in: {new} newly offered, {changed} changed.")
    return redirect("challenges:sign_up_list", round.pk)


@require_safe
@allow(manages_programme)
def days_template(request: ActorRequest, pk: UUID, kind: str) -> HttpResponse:
    """The file to fill in, with what is known already, as CSV or XLSX."""
    round = managed_round(request, pk)
    rows = export_rows(round)
    name = f"days-{round.start_year}-{timezone.localdate().isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "csv":
        return HttpResponse(export_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)
    if kind == "xlsx":
        return HttpResponse(export_xlsx(rows, "Days"), content_type=XLSX, headers=headers)
    raise Http404
