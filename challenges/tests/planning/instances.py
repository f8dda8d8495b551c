"""Small rounds for tests of planning, made from a seed."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from challenges.planning.problem import (
    Block,
    Council,
    Manager,
    Peer,
    Problem,
    Region,
    Rules,
    Weights,
)

TOPICS = ("early_help", "front_door", "send", "leaving_care")
TEAM = {"lead": (1, 1), "operational": (1, 3), "specialist": (0, 2)}


def small_round(seed: int = 1, hosts: int = 6, weeks: int = 12, **rules: Any) -> Problem:
    """A round of one region in which every council hosts and lends a lead, three operational peers and a specialist."""
    random = Random(seed)
    ids = [f"C{n}" for n in range(hosts)]
    councils = tuple(_council(random, id, ids, weeks) for id in ids)
    peers = tuple(peer for id in ids for peer in _peers(random, id, weeks))
    pairs = [(a, b) for a in ids for b in ids if a != b]
    values: dict[str, Any] = {"team": TEAM, "team_size": 3, "lead": "lead", "repeat_rounds": 1} | rules
    return Problem(
        weeks=weeks,
        councils=councils,
        peers=peers,
        regions=(Region("R", (Manager("M1"), Manager("M2")), 2),),
        rules=Rules(**values),
        weights=Weights(),
        difference={pair: random.randrange(100) for pair in pairs},
        travel={pair: random.randrange(100) for pair in pairs},
    )


def _council(random: Random, id: str, ids: list[str], weeks: int) -> Council:
    day = random.randrange(weeks * 5)
    return Council(
        id=id,
        region="R",
        name=f"Council {id}",
        days=random.choice([2, 3]),
        need=random.randint(1, 5),
        strengths={topic: random.randrange(100) for topic in TOPICS},
        key_lines=tuple(random.sample(TOPICS, 2)),
        blocks=(Block(day, day + 2, "inspection"),),
        preferred_weeks=frozenset(random.sample(range(weeks), 3)),
        day_cap=14,
        past_leads=(random.choice([other for other in ids if other != id]),),
    )


def _peers(random: Random, council: str, weeks: int) -> list[Peer]:
    roles = ("lead", "operational", "operational", "operational", "specialist")
    return [
        Peer(
            id=f"{council}-{n}",
            council=council,
            role=role,
            name=f"Peer {council} {n}",
            expertise=frozenset(random.sample(TOPICS, 2)),
            blocks=(Block(day, day + 4, "leave"),) if (day := random.randrange(weeks * 5)) else (),
            max_visits=2,
        )
        for n, role in enumerate(roles)
    ]


def with_council(problem: Problem, id: str, **changes: Any) -> Problem:
    """The problem with one council changed."""
    councils = tuple(replace(each, **changes) if each.id == id else each for each in problem.councils)
    return replace(problem, councils=councils)


def with_peers(problem: Problem, keep: Any = lambda peer: True, **changes: Any) -> Problem:
    """The problem with only some peers, each changed."""
    return replace(problem, peers=tuple(replace(each, **changes) for each in problem.peers if keep(each)))
