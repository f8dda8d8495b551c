"""Themes that coders propose: settled once, by the codebook's keepers, and open again where the draft is discarded."""

from __future__ import annotations

import pytest

from councils.errors import DomainError, NotAllowed
from evaluation.models import ThemeProposal
from evaluation.services.coding import codebook, proposals
from evaluation.tests.desk import SUNNY, answered, coder
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def test_a_proposed_theme_is_taken_up_or_declined_once(world: World) -> None:
    (answer,) = answered(world, [SUNNY])
    ann, keeper = coder("Ann"), world.actors["national"]
    proposal = proposals.propose_theme(title="Weather", note="It comes up.", answer=answer, actor=ann)
    with pytest.raises(NotAllowed):
        proposals.take_up(proposal=proposal, heading="barrier", reply="", actor=ann)
    with pytest.raises(DomainError, match="Say why"):
        proposals.decline(proposal=proposal, reply=" ", actor=keeper)
    proposals.take_up(proposal=proposal, heading="barrier", reply="Yes.", actor=keeper)
    proposal.refresh_from_db()
    assert (proposal.state, str(proposal.theme), proposal.settled_by) == ("taken_up", "R5", keeper.user)
    draft = codebook.draft_codebook()
    assert draft is not None
    assert draft.cards.filter(theme__code="R5").exists()
    with pytest.raises(DomainError, match="has been settled already"):
        proposals.decline(proposal=proposal, reply="No.", actor=keeper)
    codebook.discard_draft(keeper)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.theme, proposal.settled_by) == ("open", None, None)
    proposals.decline(proposal=proposal, reply="Off topic.", actor=keeper)
    assert ThemeProposal.objects.get().reply == "Off topic."
    with pytest.raises(NotAllowed):
        proposals.propose_theme(title="X", note="", answer=None, actor=world.actors["own"])
