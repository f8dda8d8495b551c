"""The audit log's page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import allow, is_national
from councils.forms.filters import AuditFilter
from councils.middleware import ActorRequest
from councils.selectors.paging import paged
from councils.selectors.people import audit_for


@require_safe
@allow(is_national)
def audit_log(request: ActorRequest) -> HttpResponse:
    """What was done, by whom, on which record; newest first."""
    narrowed = AuditFilter(request.GET)
    chosen = narrowed.chosen
    context = {
        "filter": narrowed,
        "list": paged(audit_for(request.actor, chosen), request.GET),
        "chosen": chosen,
    }
    return render(request, "councils/audit_log.html", context)
