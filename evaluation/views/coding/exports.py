"""What the coding desk takes away: spreadsheets, a project for other programs, and the grid of councils and themes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from challenges.models import ChallengeRound
from councils.access import allow
from councils.audit.services import record
from councils.middleware import ActorRequest
from councils.views.files import XLSX
from evaluation.access import can_see_words
from evaluation.exports.refi import as_qdpx
from evaluation.exports.rows import coded_answers
from evaluation.exports.sheets import as_csv, as_xlsx
from evaluation.findings import words
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import has_blind_work, reconciled
from evaluation.selectors.findings.grid import grid_of
from evaluation.selectors.findings.runs import theme_cards


@allow(can_see_words)
def answers_export(request: ActorRequest, pk: UUID, format: str) -> HttpResponse:
    """The round's coded answers as a file. Refused to who has still to code some of them blind."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    if request.actor.user and has_blind_work(request.actor.user):
        messages.error(
            request, "Finish what you have to code blind first: the file shows how others coded it."
        )
        return redirect("evaluation:desk", round.pk)
    content, kind = _file(round, format)
    record(request.actor, "exported coded answers", round, after={"format": format})
    reply = HttpResponse(content, content_type=kind)
    reply["Content-Disposition"] = f'attachment; filename="{slugify(f"{round} answers").lower()}.{format}"'
    return reply


def _file(round: ChallengeRound, format: str) -> tuple[str | bytes, str]:
    answers, sums = list(coded_answers(round)), reconciled(round)
    if format == "csv":
        return as_csv(answers, sums), "text/csv; charset=utf-8"
    if format == "xlsx":
        return as_xlsx(answers, sums), XLSX
    cards = newest_codebook().cards.select_related("theme").order_by("theme__code")
    by_heading = sorted(
        cards, key=lambda card: ("benefit", "development", "barrier").index(card.theme.heading)
    )
    return as_qdpx(str(round), answers, by_heading, words.reconciliation(sums)), "application/zip"


@allow(can_see_words)
def grid(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Themes by council; each number opens its answers."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    themes = theme_cards(newest_codebook())
    context = {
        "round": round,
        "tab": "findings",
        "themes": themes,
        "rows": grid_of(round, [theme.code for theme in themes], request.actor.user),
        "accounted": words.reconciliation(reconciled(round)),
    }
    return render(request, "evaluation/coding/grid.html", context)
