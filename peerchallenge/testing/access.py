"""How an app declares who may open each of its addresses; `peerchallenge/tests/test_access.py` walks them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from peerchallenge.testing.world import World


def nothing(world: World) -> dict[str, Any]:
    """No arguments in the address."""
    return {}


@dataclass(frozen=True)
class Expect:
    """`see`: the personas who get the page; every other one gets 404, or (signed out) the sign-in page.

    `kwargs` finds the address's arguments in the world; `post` marks addresses that answer only POST."""

    see: tuple[str, ...]
    kwargs: Callable[[World], dict[str, Any]] = nothing
    post: bool = False
