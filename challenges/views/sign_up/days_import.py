"""Taking in a file of days for a whole round, and giving out the file to fill in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
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
from councils.imports.people import SAME
from councils.middleware import ActorRequest
from councils.models import PeopleImport
from councils.views.files import download, dry_run, given_up, upload_form, uploaded


@allow(manages_programme)
def days_import(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Upload a file; nothing is saved before its dry run has been looked at."""
    round = managed_round(request, pk)
    form = upload_form(request)
    if kept := uploaded(form, start_days_import, round=round, actor=request.actor):
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
    context = dry_run(kept, plan, refusal)
    context["nothing_to_do"] = all(row.verdict == SAME for row in plan if row.owner)
    return sign_up_page(request, "sign_up/days_import_check", round, "file", **context)


def _decided(request: ActorRequest, round: ChallengeRound, kept: PeopleImport) -> HttpResponse:
    if given_up(request, kept):
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
    name = f"days-{round.start_year}-{timezone.localdate().isoformat()}"
    return download(export_rows(round), kind, name=name, sheet="Days")
