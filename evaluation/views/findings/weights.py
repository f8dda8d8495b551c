"""Themes weighed at the coding desk: who raised them, how sure that is, and what changed since last round."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from challenges.models import ChallengeRound
from councils.access import allow
from councils.middleware import ActorRequest
from councils.roles import RoleGroup
from evaluation.access import can_see_words
from evaluation.findings import words
from evaluation.models import Question
from evaluation.models.codebook import Heading
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import reconciled
from evaluation.selectors.findings.runs import theme_cards
from evaluation.selectors.findings.weights import Change, WeighedTheme, council_types, weighed

FILTERS = ("question", "group", "type")
SINCE = {"less": "fewer", "more": "more", "same": "about the same", "too_few_to_say": "too few to say"}


@allow(can_see_words)
def weights(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Themes by heading, most people first; each number opens the answers behind it."""
    rounds = ChallengeRound.objects.visible_to(request.actor).select_related("previous")
    round = get_object_or_404(rounds, pk=pk)
    asked = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    rows = weighed(round, theme_cards(newest_codebook()), asked, request.actor.user)
    context = {
        "round": round,
        "tab": "findings",
        "asked": asked,
        "headings": _by_heading(rows),
        "audited": any(row.weight.audited for row in rows),
        "narrowed": urlencode(asked),
        "accounted": words.reconciliation(reconciled(round)),
        "questions": Question.objects.filter(version__surveys__round=round, kind=Question.Kind.OPEN).order_by(
            "position"
        ),
        "groups": RoleGroup.choices,
        "types": council_types(round),
    }
    return render(request, "evaluation/findings/weights.html", context)


def _by_heading(rows: list[WeighedTheme]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Headings in their order, the themes that most people raised first."""
    ranked = sorted(rows, key=lambda row: (row.weight.rank, row.card.code))
    found = [
        (name, [_row(row) for row in ranked if row.card.heading == key]) for key, name in Heading.choices
    ]
    return [(name, of_heading) for name, of_heading in found if of_heading]


def _row(row: WeighedTheme) -> dict[str, Any]:
    weight = row.weight
    return {
        "card": row.card,
        "raised": words.share(weight.people, weight.base),
        "interval": f"{weight.low:.0%} to {weight.high:.0%}",
        "rank": str(weight.rank),
        "ranks": str(weight.best) if weight.best == weight.worst else f"{weight.best} to {weight.worst}",
        "councils": row.councils,
        "denied": row.denied,
        "since": _since(row.since),
        "since_same": _since(row.since_same),
    }


def _since(change: Change | None) -> str:
    if change is None:
        return ""
    then = f"{change.previous_people} of {change.previous_base}"
    return f"{SINCE[change.verdict]} ({then}, now {change.people} of {change.base})"
