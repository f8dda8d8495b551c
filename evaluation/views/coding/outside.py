"""A region's choice to have its answers coded by a model outside this server."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from councils.access import allow, can_manage_region, manages_programme
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.models import Region
from evaluation.forms.outside import OutsideModelForm
from evaluation.models import OutsideModel
from evaluation.selectors.coding.engines import learns
from evaluation.services.coding.outside import turn_off, turn_on


def _region(request: ActorRequest, slug: str) -> Region:
    region = get_object_or_404(Region, slug=slug)
    if not can_manage_region(request.actor, region):
        raise Http404
    return region


@allow(manages_programme)
def outside(request: ActorRequest, slug: str) -> HttpResponse:
    """How a region's answers are coded, and turning an outside model on."""
    region = _region(request, slug)
    form = OutsideModelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            turn_on(region=region, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(
                request, "The outside model is on. Answers are sent to it when they are next counted."
            )
            return redirect("evaluation:outside", region.slug)
    chosen = OutsideModel.objects.filter(region=region).select_related("turned_on_by").first()
    context = {"region": region, "form": form, "chosen": chosen, "learns": learns()}
    return render(request, "evaluation/coding/outside.html", context)


@allow(manages_programme)
@require_POST
def outside_off(request: ActorRequest, slug: str) -> HttpResponse:
    """Turn the outside model off."""
    region = _region(request, slug)
    try:
        turn_off(region=region, actor=request.actor)
        messages.success(request, "The outside model is off. Answers are coded on this server.")
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("evaluation:outside", region.slug)
