"""The product's addresses and a bare view: the same middleware, one INSERT, nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from councils.models import AuditEvent


@csrf_exempt
def bare(request: HttpRequest) -> HttpResponse:
    """One INSERT and a redirect: the least that a page which keeps something can do."""
    AuditEvent.objects.create(
        actor="Benchmark", verb="inserted", record_type="benchmark", record_id="0", record="-"
    )
    return redirect("home")


urlpatterns = [path("benchmark/bare/", bare), path("", include("peerchallenge.urls"))]
