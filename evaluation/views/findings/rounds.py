"""The findings of a round: always under the disclosure rule for staff."""

from __future__ import annotations

import csv
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from challenges.access import can_manage
from challenges.models import ChallengeRound
from councils.access import allow, can_manage_region
from councils.errors import DomainError
from councils.imports.cells import neutralised
from councils.middleware import ActorRequest
from councils.runs.pages import progress_json
from evaluation.access import can_see_words, is_staff
from evaluation.findings import words
from evaluation.models import FindingsRun
from evaluation.reports.chapters import findings_chapters
from evaluation.reports.source import source_of_findings
from evaluation.selectors.findings.runs import picture_of, rounds_with_findings
from evaluation.services.findings.runs import may_stop, request_findings, stop_findings

AUDIENCE = "staff"


@allow(is_staff)
def findings(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What the round's answers say, as staff may see it."""
    round = get_object_or_404(rounds_with_findings(request.actor), pk=pk)
    picture = picture_of(round, AUDIENCE)
    shown = picture.findings
    context = {
        "round": round,
        "tab": "findings",
        "picture": picture,
        "report": {"chapters": findings_chapters(source_of_findings(shown)) if shown else ()},
        "rates": [(words.group_name(g, shown.programme_joined), words.rate(r)) for g, r in shown.rates]
        if shown
        else [],
        "rate_columns": ("Group", "Answered"),
        "everyone": words.rate(shown.everyone) if shown else "",
        "accounted": words.reconciliation(shown.reconciliation) if shown else "",
        "managed": can_manage(request.actor, round),
        "words": can_see_words(request.actor),
        "regions": [r for r in round.regions.all() if can_manage_region(request.actor, r)],
        "may_stop": bool(picture.under_way and picture.under_way.active) and may_stop(request.actor, round),
    }
    return render(request, "evaluation/findings/findings.html", context)


@allow(is_staff)
@require_POST
def findings_request(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Count the round's answers again."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    run = request_findings(round, request.actor)
    messages.success(
        request, "The answers are being counted." if run.active else "Everything is counted already."
    )
    return redirect("evaluation:findings", round.pk)


@allow(is_staff)
@require_POST
def findings_stop(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Stop the counting (the address names the run)."""
    rounds = rounds_with_findings(request.actor)
    run = get_object_or_404(FindingsRun.objects.select_related("round"), pk=pk, round__in=rounds)
    if not may_stop(request.actor, run.round):
        raise Http404
    try:
        stop_findings(run, request.actor)
        messages.success(request, "The counting is stopped. What was read so far is kept.")
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("evaluation:findings", run.round_id)


@allow(is_staff)
def findings_progress(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How far the counting is (the address names the run)."""
    rounds = rounds_with_findings(request.actor)
    return progress_json(get_object_or_404(FindingsRun, pk=pk, round__in=rounds))


@allow(is_staff)
def findings_csv(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The tables of the findings page for a spreadsheet: the same figures, the same ones hidden."""
    round = get_object_or_404(rounds_with_findings(request.actor), pk=pk)
    shown = picture_of(round, AUDIENCE).findings
    reply = HttpResponse(content_type="text/csv; charset=utf-8")
    reply["Content-Disposition"] = 'attachment; filename="findings.csv"'
    reply.write("\ufeff")
    writer = csv.writer(reply)
    for chapter in findings_chapters(source_of_findings(shown)) if shown else ():
        for section in chapter.sections:
            for table in section.every_table:
                rows = [("Table", *table.columns), *((table.caption, *row) for row in table.rows)]
                writer.writerows([neutralised(cell) for cell in row] for row in rows)
    return reply
