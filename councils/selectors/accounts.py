"""Accounts and messages as pages show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q

from councils.actor import Actor
from councils.models import Membership, User
from councils.outbox.models import MailBatch, OutboxMessage


def accounts_for(actor: Actor, today: date, chosen: dict[str, Any]) -> Any:
    """The accounts the actor sees, by name, each with `roles`: those that hold or will, as far as the actor sees
    them. `chosen` are the filter's values (q, never)."""
    roles = Membership.objects.visible_to(actor).open_on(today).select_related("region", "council")
    accounts = User.objects.visible_to(actor)
    if words := chosen.get("q"):
        accounts = accounts.filter(Q(name__icontains=words) | Q(email__icontains=words))
    if chosen.get("never"):
        accounts = accounts.filter(pk__in=never_used(actor, today).values("pk"))
    return accounts.order_by("name", "email").prefetch_related(
        Prefetch("memberships", queryset=roles, to_attr="roles")
    )


def never_used(actor: Actor, today: date) -> Any:
    """Active accounts with a role that have never signed in."""
    held = Membership.objects.visible_to(actor).open_on(today)
    return User.objects.visible_to(actor).filter(
        last_login__isnull=True, is_active=True, pk__in=held.values("user")
    )


def messages_for(actor: Actor, chosen: dict[str, Any]) -> Any:
    """The outbox, newest first, without the words of the messages: they hold people's links."""
    messages = OutboxMessage.objects.visible_to(actor).select_related("person").defer("body")
    if words := chosen.get("q"):
        found = Q(subject__icontains=words) | Q(to_email__icontains=words) | Q(person__name__icontains=words)
        messages = messages.filter(found)
    state = chosen.get("state")
    return messages.filter(state=state) if state else messages


def batches_for(actor: Actor) -> Any:
    """Batches that wait to be sent, newest first, each with `count`."""
    return MailBatch.objects.visible_to(actor).waiting().annotate(count=Count("messages"))
