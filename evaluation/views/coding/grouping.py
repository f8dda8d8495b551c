"""Groups at the desk: what may be a new theme, and what several people wrote alike."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from challenges.models import ChallengeRound
from councils.access import allow
from councils.middleware import ActorRequest
from councils.selectors.paging import paged
from evaluation.access import can_see_words
from evaluation.findings import words
from evaluation.selectors.coding.desk import none_shares, reconciled
from evaluation.selectors.coding.grouping import alike_of, answers_of, emerging_of

ON_A_PAGE = 25


@allow(can_see_words)
def emerging(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What fits no theme, gathered into subjects that a person may propose as themes."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    found, read = emerging_of(round, request.actor.user)
    by_question, by_role = none_shares(round)
    context = {
        "round": round,
        "tab": "findings",
        "groups": found,
        "read": read,
        "alarm": any(share.alarm for share in (*by_question, *by_role)),
        "accounted": words.reconciliation(reconciled(round)),
    }
    return render(request, "evaluation/coding/emerging.html", context)


@allow(can_see_words)
def alike(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Answers that are nearly the same, and those that share a pasted passage."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    shown = paged(alike_of(round, request.actor.user), request.GET, ON_A_PAGE)
    context = {
        "round": round,
        "tab": "findings",
        "paged": shown,
        "groups": answers_of(round, request.actor.user, shown.page.object_list),
        "accounted": words.reconciliation(reconciled(round)),
    }
    return render(request, "evaluation/coding/alike.html", context)
