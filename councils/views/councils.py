"""Pages of the councils of England."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import allow, can_keep_accounts, is_known
from councils.forms.filters import CouncilsFilter
from councils.middleware import ActorRequest
from councils.models import Council
from councils.selectors.people import councils_for, people_of_council


@require_safe
@allow(is_known)
def council_list(request: ActorRequest) -> HttpResponse:
    """Every council that exists on a day, by region."""
    narrowed = CouncilsFilter(request.GET if request.GET else None)
    chosen = narrowed.chosen
    day = chosen.get("day") or timezone.localdate()
    context = {"filter": narrowed, "day": day, "councils": list(councils_for(request.actor, day, chosen))}
    return render(request, "councils/council_list.html", context)


@require_safe
@allow(is_known)
def council_detail(request: ActorRequest, dfe_number: str) -> HttpResponse:
    """One council: its dates, codes, neighbours, and (for those who may see them) its people and challenges."""
    councils = Council.objects.visible_to(request.actor).select_related("region")
    council = get_object_or_404(councils, dfe_number=dfe_number)
    context = {
        "council": council,
        "codes": council.codes.order_by("valid_from"),
        "neighbours": council.neighbours.select_related("neighbour").order_by("model", "rank"),
        "successors": council.successors.all(),
        "predecessors": council.predecessors.all(),
        "posts": people_of_council(council, request.actor, timezone.localdate()),
        "challenges": council.challenges_hosted.visible_to(request.actor).select_related("round"),
        "may_change": can_keep_accounts(request.actor),
    }
    return render(request, "councils/council_detail.html", context)
