"""Who may open each address of this app."""

from typing import Any

from peerchallenge.testing.access import Expect
from peerchallenge.testing.world import World

MANAGERS = ("administrator", "national", "own")
EVERY_MANAGER = (*MANAGERS, "other")
STAFF = (*MANAGERS, "evaluator")
OF_THE_HOST = (*STAFF, "host")


def of_round(world: World) -> dict[str, Any]:
    """The round's address."""
    return {"pk": world.round.pk}


def of_sign_up(world: World) -> dict[str, Any]:
    """The address of the host's sign-up."""
    return {"pk": world.participation.pk}


def of_challenge(world: World) -> dict[str, Any]:
    """The challenge's address."""
    return {"pk": world.challenge.pk}


EXPECTED: dict[str, Expect] = {
    "challenges:round_list": Expect((*STAFF, "other")),
    "challenges:round_open": Expect(EVERY_MANAGER),
    "challenges:round_detail": Expect(STAFF, of_round),
    "challenges:round_edit": Expect(MANAGERS, of_round),
    "challenges:round_move": Expect(MANAGERS, of_round, post=True),
    "challenges:preset_edit": Expect(MANAGERS, of_round),
    "challenges:round_calendar": Expect(STAFF, of_round),
    "challenges:challenge_list": Expect(STAFF, of_round),
    "challenges:sign_up_list": Expect(STAFF, of_round),
    "challenges:sign_up_send": Expect(MANAGERS, of_round, post=True),
    "challenges:sign_up": Expect(OF_THE_HOST, of_sign_up),
    "challenges:sign_up_offers": Expect(OF_THE_HOST, of_sign_up),
    "challenges:schedule": Expect(MANAGERS, of_sign_up),
    "challenges:schedule_edit": Expect(MANAGERS, of_challenge),
}
