"""What needs an administrator now, for the home page."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from councils.actor import Actor
from councils.needs import NeedsItem
from councils.outbox.models import OutboxMessage
from councils.selectors.accounts import batches_for, never_used

STANDSTILLS = {
    OutboxMessage.State.FAILED: ("message could not be sent", "messages could not be sent"),
    OutboxMessage.State.UNKNOWN: ("message may or may not have gone", "messages may or may not have gone"),
}


def what_needs(actor: Actor, today: date) -> list[NeedsItem]:
    """Mail that waits to be sent, for those who may send it; for administrators mail at a standstill and accounts that
    have never been used as well."""
    if not (actor.is_national or actor.managed_region_ids):
        return []
    if not actor.is_administrator:
        return _held(actor)
    return [*_held(actor), *_mail(actor), *_accounts(actor, today)]


def _held(actor: Actor) -> list[NeedsItem]:
    return [
        NeedsItem(
            "mail",
            f"{batch.title}: {batch.count} message{'' if batch.count == 1 else 's'} to look at and send",
            reverse("councils:outbox_batch", args=[batch.pk]),
        )
        for batch in batches_for(actor)
    ]


def _mail(actor: Actor) -> list[NeedsItem]:
    states = (
        OutboxMessage.objects.visible_to(actor).filter(state__in=STANDSTILLS).values_list("state", flat=True)
    )
    counted = [(state, list(states).count(state)) for state in STANDSTILLS]
    return [
        NeedsItem(
            "mail",
            f"{count} {STANDSTILLS[state][count != 1]}",
            f"{reverse('councils:outbox')}?state={state.value}",
            overdue=True,
        )
        for state, count in counted
        if count
    ]


def _accounts(actor: Actor, today: date) -> list[NeedsItem]:
    count = never_used(actor, today).count()
    if not count:
        return []
    text = f"{count} account{'s have' if count != 1 else ' has'} never been used"
    return [NeedsItem("account", text, f"{reverse('councils:account_list')}?never=on")]
