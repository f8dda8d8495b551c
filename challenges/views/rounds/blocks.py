"""The page on which a manager blocks days."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from challenges.access import manages_programme
from challenges.forms.blocks import BlocksForm
from challenges.models import BlockedPeriod, ChallengeRound
from challenges.selectors.rounds.blocks import blocks_of
from challenges.services.rounds.blocks import add_blocks, change_block, remove_block
from challenges.views.frame import managed_round, sign_up_page
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.numbers import whole_number


@allow(manages_programme)
def blocks(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The blocked days: add several; with `?block=` change or remove one."""
    round = managed_round(request, pk)
    block = _block(request, round)
    if block and "remove" in request.POST:
        remove_block(period=block, round=round, actor=request.actor)
        messages.success(request, "These days are no longer blocked.")
        return redirect("challenges:blocks", round.pk)
    form = BlocksForm(request.POST or None, round=round, block=block)
    if form.is_bound and form.is_valid():
        try:
            said = _save(request, round, block, form)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, said)
            return redirect("challenges:blocks", round.pk)
    context = {"form": form, "chosen": block, "blocks": blocks_of(round)}
    return sign_up_page(request, "rounds/blocks", round, "blocks", **context)


def _save(request: ActorRequest, round: ChallengeRound, block: BlockedPeriod | None, form: BlocksForm) -> str:
    if block:
        change_block(period=block, round=round, block=form.blocks()[0], actor=request.actor)
        return "The blocked days are changed."
    made = add_blocks(round=round, blocks=form.blocks(), actor=request.actor)
    return f"{len(made)} block{'' if len(made) == 1 else 's'} added."


def _block(request: ActorRequest, round: ChallengeRound) -> BlockedPeriod | None:
    wanted = request.GET.get("block", "")
    if not wanted:
        return None
    return get_object_or_404(blocks_of(round), pk=whole_number(wanted) or 0)
