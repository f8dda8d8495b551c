"""Themes that coders miss: proposed from the desk, settled by the codebook's keepers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from evaluation.models import Answer, ThemeProposal
from evaluation.services.coding.codebook import add_theme, begin_draft, keeper_of
from evaluation.services.coding.desk import coder_of


@transaction.atomic
def propose_theme(*, title: str, note: str, answer: Answer | None, actor: Actor) -> ThemeProposal:
    """Propose a theme, with the answer that calls for it. Raises NotAllowed outside the coding desk."""
    proposal = ThemeProposal.objects.create(
        title=title, note=note, answer=answer, proposed_by=coder_of(actor)
    )
    record(actor, "proposed a theme", proposal)
    return proposal


@transaction.atomic
def take_up(*, proposal: ThemeProposal, heading: str, reply: str, actor: Actor) -> ThemeProposal:
    """Add the proposed theme to the codebook's draft. Raises NotAllowed; DomainError where it is settled already."""
    begin_draft(actor)
    locked = _open(proposal)
    card = add_theme(heading=heading, title=locked.title, definition="", actor=actor)
    locked.theme = card.theme
    return _settle(locked, ThemeProposal.State.TAKEN_UP, reply, actor)


@transaction.atomic
def decline(*, proposal: ThemeProposal, reply: str, actor: Actor) -> ThemeProposal:
    """Decline a proposal, with the reason. Raises NotAllowed; DomainError where it is settled, or without a reason."""
    keeper_of(actor)
    if not reply.strip():
        raise DomainError("Say why.", {"reply": "Say why it is declined."})
    return _settle(_open(proposal), ThemeProposal.State.DECLINED, reply, actor)


def _open(proposal: ThemeProposal) -> ThemeProposal:
    locked = ThemeProposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.state != ThemeProposal.State.OPEN:
        raise DomainError("This proposal has been settled already.")
    return locked


def _settle(proposal: ThemeProposal, state: str, reply: str, actor: Actor) -> ThemeProposal:
    proposal.state, proposal.reply = ThemeProposal.State(state), reply.strip()
    proposal.settled_by, proposal.settled_at = keeper_of(actor), timezone.now()
    proposal.save()
    record(actor, "settled a proposed theme", proposal, after={"state": str(state)})
    return proposal
