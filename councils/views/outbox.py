"""What has been sent, and what waits for a person's decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from councils.access import allow, manages_programme
from councils.errors import DomainError
from councils.forms.filters import OutboxFilter
from councils.middleware import ActorRequest
from councils.outbox.models import OutboxMessage
from councils.outbox.services import send_again
from councils.selectors.accounts import messages_for
from councils.selectors.paging import paged


@require_safe
@allow(manages_programme)
def outbox(request: ActorRequest) -> HttpResponse:
    """Messages, newest first: to whom, about what, and what became of them. Never their words."""
    narrowed = OutboxFilter(request.GET)
    context = {"filter": narrowed, "list": paged(messages_for(request.actor, narrowed.chosen), request.GET)}
    return render(request, "councils/outbox.html", context)


@require_POST
@allow(manages_programme)
def outbox_resend(request: ActorRequest, pk: int) -> HttpResponse:
    """Send a message again that failed, or whose outcome nobody knows."""
    message = get_object_or_404(OutboxMessage.objects.visible_to(request.actor), pk=pk)
    try:
        send_again(message, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"The message to {message.to_email} is on its way again.")
    return redirect("councils:outbox")
