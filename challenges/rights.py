"""What an actor may do on one challenge: worked out once for a page, asked again by every service."""

from __future__ import annotations

from dataclasses import dataclass

from challenges.access import can_manage, is_of_council, is_the_system
from challenges.models import Challenge
from challenges.states import ON_TEAM, TeamRole
from councils.actor import Actor
from councils.errors import NotAllowed


@dataclass(frozen=True)
class Rights:
    """The parts of an actor on a challenge: manager of its round, of the host council, on its team, its leader."""

    manages: bool
    host: bool
    on_team: bool
    leads: bool

    @property
    def keeps_packs(self) -> bool:
        """Data pack, milestones, key lines of enquiry, actions and progress: the manager and the host."""
        return self.manages or self.host

    @property
    def writes_letter(self) -> bool:
        """The letter: the lead challenger, and the manager for them."""
        return self.manages or self.leads


def rights_on(challenge: Challenge, actor: Actor) -> Rights:
    """The actor's rights on the challenge (two queries at most)."""
    manages = is_the_system(actor) or can_manage(actor, challenge.round)
    host = is_of_council(actor, challenge.participation)
    placed = challenge.placements.filter(person__in=actor.person_ids, state__in=ON_TEAM)
    roles = set(placed.values_list("role", flat=True)) if actor.person_ids else set()
    return Rights(manages, host, bool(roles), TeamRole.LEAD in roles)


def require(allowed: bool, sentence: str) -> None:
    """Raises NotAllowed with the sentence unless allowed."""
    if not allowed:
        raise NotAllowed(sentence)
