"""Downloads of what people answered, for the coding desk."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from challenges.models import ChallengeRound
from councils.access import allow
from councils.audit.services import record
from councils.middleware import ActorRequest
from evaluation.access import can_see_words
from evaluation.selectors.coding.exports import answer_rows, as_csv, as_workbook, codebook_rows

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@allow(can_see_words)
def responses_export(request: ActorRequest, pk: UUID, kind: str) -> HttpResponse:
    """Every response of a round: CSV, or a workbook with the codebook on its second sheet. The log says who took it."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    rows = answer_rows(round)
    content = (
        as_csv(rows) if kind == "csv" else as_workbook({"Answers": rows, "Codebook": codebook_rows(round)})
    )
    record(request.actor, "downloaded the answers", round, after={"kind": kind, "responses": len(rows) - 1})
    name = f"answers-{timezone.localdate().isoformat()}.{kind}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=KINDS[kind], headers=disposition)
