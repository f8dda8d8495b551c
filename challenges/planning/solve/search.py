"""Finding a plan: a first one soon, then better ones by freeing some hosts at a time, with a bound worked out beside.

Large neighbourhood search: a few hosts are freed, the rest held, and CP-SAT proves within a second or two that nothing
better is to be had there or finds it. How many are freed follows what could be proved."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import partial
from random import Random

from ortools.sat.python import cp_model

from challenges.planning.points import points
from challenges.planning.problem import Council, Plan, Problem
from challenges.planning.solve.bound import prove
from challenges.planning.solve.first import LARGE, first_plan, parts
from challenges.planning.solve.model import Model
from challenges.planning.solve.neighbourhoods import neighbourhood
from challenges.planning.solve.options import Options
from challenges.planning.solve.solver import FOUND, solver_of
from challenges.planning.solve.state import Effort, Found, NotFound, NothingFits, State, Stop, Tell
from challenges.planning.solve.variables import NOTHING_FIXED, Fixed

__all__ = ["Effort", "Found", "NotFound", "NothingFits", "search"]

USUAL = Effort()
PRUNED_TO = 8
FEWEST, MOST, STEP_SECONDS = 3, 16, 3.0
IMPROVED_FOR = 0.5


def search(
    problem: Problem,
    effort: Effort = USUAL,
    *,
    tell: Tell = lambda found: None,
    stop: Stop = lambda: False,
    start: Plan | None = None,
) -> Found:
    """The best plan found within the effort. `tell` hears of each better one; `stop` is asked often and ends it early.

    `start` is a plan to begin from, where it keeps every rule. Raises NothingFits or NotFound."""
    many = len(problem.hosts) > LARGE
    state = State(problem, Options(problem, PRUNED_TO if many else None), effort, tell, stop)
    if start is not None:
        state.take(dict(start), "start")
    if not state.best:
        state.take(first_plan(state), "first")
    if not state.best:
        raise NotFound
    regions = parts(state) if many else []
    beside = None if effort.reproducible else _beside(state, regions[1::2])
    _improve(state, _random(effort.seed), regions if effort.reproducible else regions[::2])
    if beside:
        beside.join()
    if effort.reproducible and not many:
        prove(state, lambda: False)
    return Found(state.best, state.total, min(state.bound, state.total), "done")


def _random(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a search needs a repeatable draw, not a secret one


def _improve(state: State, random: Random, parts: Sequence[list[Council]], until: float = 0) -> None:
    """Free some hosts at a time until no more than so many seconds are left: one role after another, then parts."""
    hosts, roles = list(state.problem.hosts), sorted(state.problem.rules.team)
    _in_turn(state, [(hosts, frozenset([role])) for role in random.sample(roles, len(roles))], until)
    _in_turn(state, [(part, None) for part in parts], until)
    size, turn = FEWEST + 2, 0
    budget = int(state.effort.seconds * 2)
    while _goes_on(state, until) and (not state.effort.reproducible or turn < budget):
        turn += 1
        fixed, free = neighbourhood(state, random, size, turn)
        status = _step(state, free, fixed)
        if fixed is NOTHING_FIXED:
            size = _next_size(size, status, len(hosts))


def _goes_on(state: State, until: float) -> bool:
    return not state.over() and (state.effort.reproducible or state.left > until)


def _in_turn(
    state: State, steps: Iterable[tuple[list[Council], frozenset[str] | None]], until: float
) -> None:
    """Free these hosts one after another, all of each or only these roles."""
    for hosts, roles in steps:
        if _goes_on(state, until):
            fixed = Fixed(dict(state.best), days=True, open_roles=roles) if roles else NOTHING_FIXED
            _step(state, hosts, fixed)


def _next_size(size: int, status: int, hosts: int) -> int:
    if status == cp_model.UNKNOWN:
        return max(FEWEST, size - 1)
    return min(hosts, MOST, size + 1) if status in (cp_model.INFEASIBLE, cp_model.OPTIMAL) else size


def _step(state: State, free: list[Council], fixed: Fixed) -> int:
    """Search the freed hosts for anything better than what they have."""
    ids = {host.id for host in free}
    with state.lock:
        total, held = state.total, {id: visit for id, visit in state.best.items() if id not in ids}
    model = Model(state.options, free, held, fixed)
    now = total - points(state.problem, held)["total"]
    model.cp.add(sum(model.cost) <= now - 1)
    limit = STEP_SECONDS if state.effort.reproducible else min(STEP_SECONDS, state.left)
    solver = solver_of(state.effort, limit)
    status = solver.solve(model.cp)
    if status in FOUND:
        with state.lock:
            state.take(state.best | model.visits(solver), "better")
    return int(status)


def _beside(state: State, halves: Sequence[list[Council]]) -> threading.Thread:
    """What the other processor does: in a large round a second search; in a region for a while, then the bound."""
    random = _random(state.effort.seed + 1)
    work = partial(_improve, state, random, halves) if halves else partial(_improve_then_prove, state, random)
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def _improve_then_prove(state: State, random: Random) -> None:
    """A good plan first, since the bound is sought below what the best plan costs."""
    _improve(state, random, [], until=state.effort.seconds * (1 - IMPROVED_FOR))
    if not state.over():
        prove(state, state.over)
