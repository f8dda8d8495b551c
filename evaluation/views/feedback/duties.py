"""Duties to the people whose data this is: what is held about one, erasing it, and what has been kept long enough."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import allow
from councils.actor import Actor
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.models import Person
from evaluation.models import PurgeCertificate
from evaluation.services.feedback.retention import CERTIFIED, purge, what_is_due
from evaluation.services.feedback.subjects import erase, everything_about


def is_administrator(actor: Actor) -> bool:
    """Administrators alone."""
    return actor.is_administrator


class EraseForm(forms.Form):
    """The person's reference, typed so that nobody is erased by a slip."""

    reference = forms.CharField(
        label="Type the person’s reference to erase them",
        max_length=20,
        error_messages={"required": "Type the person’s reference."},
    )
    submit_label = "Erase this person"


@allow(is_administrator)
def subject(request: ActorRequest, pk: int) -> HttpResponse:
    """What can be taken out and erased of one person."""
    person = get_object_or_404(Person.objects.managed_by(request.actor), pk=pk)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            counts = erase(person, reference=form.cleaned_data["reference"], actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            said = ", ".join(f"{n} {kind if n != 1 else kind[:-1]}" for kind, n in counts.items())
            messages.success(request, f"The person is erased: {said}.")
            return redirect("councils:person_detail", person.pk)
    return render(request, "evaluation/feedback/subject.html", {"person": person, "form": form})


@require_safe
@allow(is_administrator)
def subject_data(request: ActorRequest, pk: int) -> HttpResponse:
    """Everything held about one person, as a file to give them."""
    person = get_object_or_404(Person.objects.managed_by(request.actor), pk=pk)
    held = everything_about(person, actor=request.actor)
    reply = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 2})
    reply["Content-Disposition"] = f'attachment; filename="{person.reference}.json"'
    return reply


@allow(is_administrator)
def retention(request: ActorRequest) -> HttpResponse:
    """The dry run of a purge, the purge, and its certificates."""
    today = timezone.localdate()
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            purge(
                on=today, seen=int(seen) if seen.isdecimal() and len(seen) < 10 else -1, actor=request.actor
            )
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "Purged. The certificate is below.")
        return redirect("evaluation:retention")
    due = what_is_due(today)
    context = {
        "due": due,
        "total": sum(each.count for each in due),
        "certificates": [(each, _in_words(each)) for each in PurgeCertificate.objects.all()],
    }
    return render(request, "evaluation/feedback/retention.html", context)


def _in_words(certificate: PurgeCertificate) -> str:
    counts = certificate.counts
    return "; ".join(f"{words}: {counts[kind]}" for kind, words in CERTIFIED.items() if kind in counts)
