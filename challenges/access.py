"""Who may do what in rounds, sign-up and scheduling. What can be seen at all is decided by `visible_to`."""

from __future__ import annotations

from challenges.models import ChallengeRound, Participation, PeerOffer
from challenges.states import RoundState
from councils.access import is_known, is_staff, is_the_system, manages_programme
from councils.actor import Actor
from councils.errors import NotAllowed
from councils.models import Person

__all__ = [
    "can_give_days",
    "can_manage",
    "can_sign_up",
    "is_known",
    "is_staff",
    "is_the_system",
    "manages_programme",
    "require_manager",
]

COUNCILS_ANSWER_IN = (RoundState.SIGN_UP, RoundState.PLANNING)
PEERS_ANSWER_IN = (*COUNCILS_ANSWER_IN, RoundState.RUNNING)


def can_manage(actor: Actor, round: ChallengeRound) -> bool:
    """Whether the actor may change this round: its regions' programme managers and national staff (one query)."""
    return actor.is_national or ChallengeRound.objects.managed_by(actor).filter(pk=round.pk).exists()


def can_sign_up(actor: Actor, participation: Participation) -> bool:
    """Whether the actor may answer for this council: its manager at any time, its own people until visits run."""
    if can_manage(actor, participation.round):
        return True
    return is_of_council(actor, participation) and participation.round.state in COUNCILS_ANSWER_IN


def can_give_days(actor: Actor, offer: PeerOffer) -> bool:
    """Whether the actor may say when this peer can: the peer until the round closes, else whoever may sign up."""
    own = is_own(actor, offer.person) and offer.participation.round.state in PEERS_ANSWER_IN
    return own or can_sign_up(actor, offer.participation)


def is_own(actor: Actor, person: Person) -> bool:
    """Whether the actor has come to this person's own pages, by account or by the personal link."""
    return person.pk in actor.person_ids


def is_of_council(actor: Actor, participation: Participation) -> bool:
    """Whether the actor is of the council itself: a contact, its organiser or sponsor, or come by its link."""
    people = actor.person_ids
    return (
        participation.council_id in actor.council_ids
        or participation.organiser_id in people
        or participation.sponsor_id in people
        or str(participation.pk) == actor.sign_up_id
    )


def require_manager(actor: Actor, round: ChallengeRound) -> None:
    """Raises NotAllowed unless the actor may change this round. Work of the system itself may."""
    if not (is_the_system(actor) or can_manage(actor, round)):
        raise NotAllowed("Only the round's programme managers and national staff can change this.")
