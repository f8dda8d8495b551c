"""Taking somebody's answers by phone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from evaluation.access import manages_programme
from evaluation.forms.phone import PhoneForm
from evaluation.models import Invitation
from evaluation.questionnaire.typed import Typed
from evaluation.selectors.feedback.form import form_pages
from evaluation.services.feedback.responses import enter_by_phone

RELATED = ("survey__round", "person", "deputy", "council", "region", "receipt", "draft")


@allow(manages_programme)
def invitation_phone(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The person's whole form on one page, marked as taken by phone when it is sent."""
    visible = Invitation.objects.visible_to(request.actor).select_related(*RELATED)
    invitation = get_object_or_404(visible, pk=pk)
    pages = form_pages(invitation, Typed(involved_before=True))
    questions = [question for page in pages for question in page.questions]
    form = PhoneForm(request.POST or None, questions=questions, parts=invitation.parts)
    if request.method == "POST" and form.is_valid():
        try:
            enter_by_phone(
                invitation=invitation,
                typed=form.typed(),
                consent=form.cleaned_data["consent"],
                actor=request.actor,
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"The answers of {invitation.recipient} are in.")
            return redirect("evaluation:survey", invitation.survey.round_id)
    return render(
        request, "evaluation/feedback/invitation_phone.html", {"invitation": invitation, "form": form}
    )
