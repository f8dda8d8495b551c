"""Which visits to free next in the search."""

from __future__ import annotations

from random import Random

from challenges.planning.problem import GROUP_SIZE, Council, Plan, week_of
from challenges.planning.solve.groups import group_of
from challenges.planning.solve.model import NOTHING_FIXED, Fixed
from challenges.planning.solve.state import State


def neighbourhood(state: State, random: Random, size: int, turn: int) -> tuple[Fixed, list[Council]]:
    """Which hosts to free next, and what of them: now and then many hosts, but only days, one role, or teams."""
    hosts, plan = list(state.problem.hosts), dict(state.best)
    grouped = state.problem.rules.shape in GROUP_SIZE
    if turn % 4 == 0 and not grouped:
        role = sorted(state.problem.rules.team)[turn // 8 % len(state.problem.rules.team)]
        if turn % 8 == 0:
            return Fixed(plan, days=True, open_roles=frozenset([role])), hosts
        return (
            (Fixed(plan, open_roles=frozenset()), hosts)
            if turn % 16 == 4
            else _teams_of_many(random, size, plan, hosts)
        )
    seed = random.choice(hosts)
    others = sorted(
        (host for host in hosts if host is not seed),
        key=lambda host: _distance(state, seed, host, turn) - random.random() * 6,
    )
    some = [seed, *others[: size - 1]]
    return NOTHING_FIXED, _closed(state, some) if grouped else some


def _teams_of_many(
    random: Random, size: int, plan: Plan, hosts: list[Council]
) -> tuple[Fixed, list[Council]]:
    return Fixed(plan, days=True), random.sample(hosts, min(len(hosts), size * 3))


def _distance(state: State, seed: Council, host: Council, turn: int) -> float:
    """How little two visits have to do with each other: by region and week, by shared givers, by region, in turn."""
    mine, theirs = state.best[seed.id], state.best[host.id]
    elsewhere = host.region != seed.region
    if turn % 3 == 0:
        return abs(week_of(mine.start) - week_of(theirs.start)) / 2 + 6 * elsewhere
    if turn % 3 == 1:
        shared = group_of(state.problem, state.best, seed.id) & group_of(state.problem, state.best, host.id)
        return 5 - 3 * len(shared) + elsewhere
    return 4 * elsewhere


def _closed(state: State, some: list[Council]) -> list[Council]:
    """With whole groups, since half a group cannot change."""
    ids = {id for host in some for id in group_of(state.problem, state.best, host.id)}
    return [host for host in state.problem.hosts if host.id in ids]
