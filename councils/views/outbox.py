"""What has been sent, what waits for a person to send it, and what waits for a person's decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from councils.access import allow, manages_programme
from councils.errors import DomainError
from councils.forms.filters import OutboxFilter
from councils.middleware import ActorRequest
from councils.outbox.batches import drop, picture_of_batch, release, send_test
from councils.outbox.models import MailBatch, OutboxMessage
from councils.outbox.services import mark_bounced, send_again, settle_unknown
from councils.selectors.accounts import batches_for, messages_for
from councils.selectors.paging import paged


@require_safe
@allow(manages_programme)
def outbox(request: ActorRequest) -> HttpResponse:
    """Messages, newest first: to whom, about what, and what became of them. Never their words."""
    narrowed = OutboxFilter(request.GET)
    context = {
        "filter": narrowed,
        "list": paged(messages_for(request.actor, narrowed.chosen), request.GET),
        "batches": batches_for(request.actor),
    }
    return render(request, "councils/outbox.html", context)


@allow(manages_programme)
def outbox_batch(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A batch that waits: how many, what the shortest and longest say, a test to oneself; then send it or drop it."""
    batch = get_object_or_404(MailBatch.objects.visible_to(request.actor).waiting(), pk=pk)
    if request.method == "POST":
        try:
            return _decided(request, batch)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("councils:outbox")
    return render(request, "councils/outbox_batch.html", {"picture": picture_of_batch(batch)})


def _decided(request: ActorRequest, batch: MailBatch) -> HttpResponse:
    what, actor = request.POST.get("what", ""), request.actor
    if what == "send":
        count = request.POST.get("count", "")
        sent = release(batch, count=int(count) if count.isdecimal() and len(count) < 8 else -1, actor=actor)
        messages.success(request, f"{sent} message{'' if sent == 1 else 's'} on the way.")
        return redirect("councils:outbox")
    if what == "drop":
        drop(batch, actor=actor)
        messages.success(request, "The mail has been dropped. Nobody got it.")
        return redirect("councils:outbox")
    if what == "test":
        send_test(batch, actor=actor)
        messages.success(request, "A test is on the way to you.")
    return redirect("councils:outbox_batch", batch.pk)


@require_POST
@allow(manages_programme)
def outbox_resend(request: ActorRequest, pk: int) -> HttpResponse:
    """Send a message again that failed or bounced, or whose outcome nobody knows."""
    message = get_object_or_404(OutboxMessage.objects.visible_to(request.actor), pk=pk)
    try:
        send_again(message, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"The message to {message.to_email} is on its way again.")
    return redirect("councils:outbox")


@require_POST
@allow(manages_programme)
def outbox_settle(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down what a person has found out: the message arrived, or it came back."""
    message = get_object_or_404(OutboxMessage.objects.visible_to(request.actor), pk=pk)
    try:
        if request.POST.get("what") == "bounced":
            mark_bounced(message, actor=request.actor, reason="Somebody saw that it came back.")
        else:
            settle_unknown(message, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"That is written down for the message to {message.to_email}.")
    return redirect("councils:outbox")
