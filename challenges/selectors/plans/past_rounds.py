"""What earlier rounds leave to the next: who led where, and which councils gave more than they received."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from challenges.models import ChallengeRound, Placement
from challenges.selectors.plans.planned import length_of
from challenges.states import AFTER_VISIT, ON_TEAM, TeamRole

FARTHEST, BALANCED_OVER = 5, 2


def rounds_before(round: ChallengeRound) -> list[ChallengeRound]:
    """The rounds before this one, the newest first, as far as they are linked; five at most."""
    found: list[ChallengeRound] = []
    one = round
    while one.previous and len(found) < FARTHEST:
        one = one.previous
        found.append(one)
    return found


def past_leads(round: ChallengeRound, rounds: int) -> Mapping[int, tuple[str, ...]]:
    """Of each host the ids of the councils that led its visits in so many earlier rounds, the newest last."""
    order = {each.pk: n for n, each in enumerate(reversed(rounds_before(round)[:rounds]))}
    led = Placement.objects.filter(
        challenge__round__in=order, role=TeamRole.LEAD, state__in=ON_TEAM, challenge__state__in=AFTER_VISIT
    )
    leads: dict[int, tuple[str, ...]] = defaultdict(tuple)
    rows = led.values_list("challenge__round", "host_council", "home_council")
    for _, host, home in sorted(rows, key=lambda row: order[row[0]]):
        leads[host] += (str(home),)
    return leads


def carried(round: ChallengeRound, begun: Iterable[UUID]) -> Counter[int]:
    """Days that each council gave beyond those it received: over two earlier rounds, and the challenges `begun`."""
    earlier = Q(challenge__round__in=[each.pk for each in rounds_before(round)[:BALANCED_OVER]])
    placed = Placement.objects.filter(
        earlier | Q(challenge__in=begun), state__in=ON_TEAM, challenge__state__in=AFTER_VISIT
    )
    balance: Counter[int] = Counter()
    for placement in placed.select_related("challenge"):
        days = length_of(placement.challenge)
        balance[placement.home_council_id] += days
        balance[placement.host_council_id] -= days
    return balance
