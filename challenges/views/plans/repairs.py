"""Repairs of agreed visits: proposals side by side, one of them applied in one click."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from challenges.access import manages_programme
from challenges.forms.plans import RepairForm
from challenges.models import ChallengeRound, PlanRun
from challenges.selectors.plans import pages as reads
from challenges.services.plans.repairs import apply_repair, request_repairs
from challenges.views.frame import managed_round
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest


@allow(manages_programme)
def repairs(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What needs repair and the proposals found for it; applying one."""
    round = managed_round(request, pk)
    run = reads.latest_run(round, PlanRun.Kind.REPAIR)
    proposals = reads.found_repairs(run) if run and not run.active else []
    form = RepairForm(request.POST or None, proposals=proposals)
    if request.method == "POST" and run is not None and form.is_valid():
        given = form.cleaned_data
        try:
            made = apply_repair(
                run=run, number=int(given["number"]), reason=given["reason"], actor=request.actor
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"{len(made)} challenges are changed, and those concerned are told.")
            return redirect("challenges:challenge_list", round.pk)
    return _page(request, round, run, form, proposals)


def _page(
    request: ActorRequest, round: ChallengeRound, run: PlanRun | None, form: RepairForm, proposals: list[dict]
) -> HttpResponse:
    context = {
        "round": round,
        "run": run,
        "form": form,
        "proposals": proposals,
        "needing": reads.without_visit(round),
    }
    return render(request, "challenges/plans/repairs.html", context)


@allow(manages_programme)
@require_POST
def repairs_request(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Look for repairs; the worker does."""
    round = managed_round(request, pk)
    request_repairs(round=round, actor=request.actor)
    return redirect("challenges:repairs", round.pk)
