"""Which visits to free next in the search."""

from __future__ import annotations

from random import Random

from challenges.planning.problem import GROUP_SIZE, Council, Plan, week_of
from challenges.planning.solve.first import LARGE
from challenges.planning.solve.groups import group_of
from challenges.planning.solve.state import State
from challenges.planning.solve.variables import NOTHING_FIXED, Fixed


def neighbourhood(state: State, random: Random, size: int, turn: int) -> tuple[Fixed, list[Council]]:
    """Which hosts to free next, and what of them: now and then many hosts, but only days, one role, or teams.

    In a large round every second turn, in others every fourth: what many visits share is dear there."""
    hosts = list(state.problem.hosts)
    grouped = state.problem.rules.shape in GROUP_SIZE
    every = 2 if len(hosts) > LARGE else 4
    if turn % every == 0 and not grouped:
        return _one_kind(state, random, size, turn // every)
    seed = random.choice(hosts)
    others = sorted(
        (host for host in hosts if host is not seed),
        key=lambda host: (
            _distance(state, seed, host, turn // 2 if every == 2 else turn) - random.random() * 6
        ),
    )
    some = [seed, *others[: size - 1]]
    return NOTHING_FIXED, _closed(state, some) if grouped else some


def _one_kind(state: State, random: Random, size: int, turn: int) -> tuple[Fixed, list[Council]]:
    """Many hosts: every second time one role of all, else the days of all or the teams of some."""
    hosts, plan, roles = list(state.problem.hosts), dict(state.best), sorted(state.problem.rules.team)
    if turn % 2 == 0:
        return Fixed(plan, days=True, open_roles=frozenset([roles[turn // 2 % len(roles)]])), hosts
    if turn % 4 == 1:
        return Fixed(plan, open_roles=frozenset()), hosts
    return _teams_of_many(random, size, plan, hosts)


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
