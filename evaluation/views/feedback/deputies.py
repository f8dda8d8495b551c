"""Handing a form over to a deputy, and taking it back, by the link of the person who was asked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from councils.errors import DomainError
from councils.forms.refusals import refuse
from evaluation.forms.deputies import OwnDeputyForm
from evaluation.selectors.feedback.form import HandedOver, Opened, handed_over, opened
from evaluation.selectors.feedback.survey import deputies_for
from evaluation.services.feedback.deputies import name_deputy, take_back
from evaluation.services.feedback.responses import has_answered
from evaluation.views.feedback.form import by_token, feedback_frame


@never_cache
@csrf_exempt
def feedback_deputy(request: HttpRequest, token: str) -> HttpResponse:
    """Choose who answers in one's place; or, once somebody does, take it back."""
    if opened(token) is None and (given := handed_over(token)) is not None:
        return _handed_over(request, given, token)
    return _choose(request, token)


def _choose(request: HttpRequest, token: str) -> HttpResponse:
    return by_token(_choice)(request, token)


def _choice(request: HttpRequest, link: Opened, *, token: str) -> HttpResponse:
    invitation = link.invitation
    if not invitation.may_be_handed_over or invitation.deputy_id or has_answered(invitation):
        raise Http404
    people = deputies_for(invitation).exclude(email="")
    form = OwnDeputyForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            name_deputy(invitation=invitation, deputy=form.cleaned_data["deputy"])
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            return redirect("evaluation:feedback_deputy", token)
    return feedback_frame(request, "deputy", link, token, form=form, anybody=people.exists())


def _handed_over(request: HttpRequest, given: HandedOver, token: str) -> HttpResponse:
    invitation, refusal = given.opened.invitation, ""
    if request.method == "POST" and request.POST.get("take_back") == "yes":
        try:
            take_back(invitation=invitation, own=given.own)
        except DomainError as error:
            refusal = error.message
        else:
            return redirect("evaluation:feedback_start", token)
    possible = invitation.is_open and not has_answered(invitation)
    return feedback_frame(request, "handed_over", given.opened, token, possible=possible, refusal=refusal)
