"""Finding a plan: a first one soon, then better ones by freeing some hosts at a time, with a bound worked out beside.

Large neighbourhood search: a few hosts are freed, the rest held, and CP-SAT proves within a second or two that nothing
better is to be had there or finds it. How many are freed follows what could be proved."""

from __future__ import annotations

import threading
from collections import Counter
from random import Random

from ortools.sat.python import cp_model

from challenges.planning.check import points
from challenges.planning.problem import Council, Plan, Problem, Visit
from challenges.planning.solve.model import NOTHING_FIXED, Fixed, Model
from challenges.planning.solve.neighbourhoods import neighbourhood
from challenges.planning.solve.options import Options
from challenges.planning.solve.state import Effort, Found, NotFound, NothingFits, State, Stop, Tell

__all__ = ["Effort", "Found", "NotFound", "NothingFits", "search"]

USUAL = Effort()
LARGE = 40
PRUNED_TO = 8
FEWEST, MOST, STEP_SECONDS, FIRST_SECONDS, POLISH_SECONDS = 3, 16, 3.0, 30.0, 3.0


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
        state.take(_first(state), "first")
    if not state.best:
        raise NotFound
    beside = None if effort.reproducible else _beside(state, many)
    _improve(state, _random(effort.seed))
    if beside:
        beside.join()
    if effort.reproducible and not many:
        _prove(state, lambda: False)
    return Found(state.best, state.total, min(state.bound, state.total), "done")


def _random(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a search needs a repeatable draw, not a secret one


def _solver(effort: Effort, seconds: float, *, workers: int = 1) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = effort.seed
    solver.parameters.linearization_level = 2 if workers == 1 else 1
    if effort.reproducible:
        solver.parameters.max_deterministic_time = seconds
    else:
        solver.parameters.max_time_in_seconds = max(0.05, seconds)
    return solver


def _first(state: State) -> dict[str, Visit]:
    """A first plan: the regions one after another, the tightest first.

    Where one has no room left beside those planned before, the regions that took its peers are planned anew with it."""
    plan: dict[str, Visit] = {}
    for part in _parts(state):
        freed = list(part)
        while True:
            held = {id: visit for id, visit in plan.items() if id not in {host.id for host in freed}}
            visits = _part(state, freed, held)
            if visits is not None:
                plan = held | visits
                break
            if not held:
                raise NotFound
            freed += _in_the_way(state, freed, held)
    return plan


def _in_the_way(state: State, freed: list[Council], held: Plan) -> list[Council]:
    """The hosts of the region that holds most peers of the freed hosts' councils."""
    councils = {host.id for host in freed}
    taken = Counter(
        state.problem.council(id).region
        for id, visit in held.items()
        for peer in visit.team
        if state.problem.peer(peer).council in councils
    )
    left = sorted(
        {state.problem.council(id).region for id in held}, key=lambda region: (-taken[region], region)
    )
    return [host for host in state.problem.hosts if host.id in held and host.region == left[0]]


def _parts(state: State) -> list[list[Council]]:
    hosts = list(state.problem.hosts)
    if len(hosts) <= LARGE:
        return [hosts]
    regions: dict[str, list[Council]] = {}
    for host in hosts:
        regions.setdefault(host.region, []).append(host)
    return sorted(regions.values(), key=lambda part: (-_tightness(state, part), part[0].id))


def _tightness(state: State, part: list[Council]) -> float:
    region = state.problem.region(part[0].region)
    return len(part) / max(1, len(region.managers))


def _part(state: State, part: list[Council], held: Plan) -> dict[str, Visit] | None:
    """A plan of some hosts beside what is planned already, None where there was none. Raises NothingFits."""
    model = Model(state.options, part, held)
    workers = 1 if state.effort.reproducible else state.effort.workers
    solver = _solver(state.effort, FIRST_SECONDS, workers=workers)
    solver.parameters.stop_after_first_solution = True
    status = solver.solve(model.cp, _Stopper(state.stop))
    if status == cp_model.INFEASIBLE and not held:
        _without_presolve(state, model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    first = model.visits(solver)
    return _polished(state, model, first) if len(state.problem.hosts) > LARGE else first


def _polished(state: State, model: Model, first: dict[str, Visit]) -> dict[str, Visit]:
    """A better plan of the same hosts: worth some seconds where later regions build on it."""
    model.hint(first)
    solver = _solver(state.effort, POLISH_SECONDS, workers=1)
    status = solver.solve(model.cp, _Stopper(state.stop))
    return model.visits(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else first


def _without_presolve(state: State, model: Model) -> None:
    """Prove once more that nothing fits. Raises NothingFits if so."""
    solver = _solver(state.effort, 30)
    solver.parameters.cp_model_presolve = False
    model.cp.clear_objective()  # type: ignore[no-untyped-call]
    if solver.solve(model.cp) == cp_model.INFEASIBLE:
        raise NothingFits


class _Stopper(cp_model.CpSolverSolutionCallback):
    """Ends a solve when somebody wants to stop."""

    def __init__(self, stop: Stop) -> None:
        super().__init__()
        self.stop = stop

    def on_solution_callback(self) -> None:
        if self.stop():
            self.stop_search()


def _improve(state: State, random: Random) -> None:
    """Free some hosts at a time until the effort is spent."""
    size = FEWEST + 2
    budget = int(state.effort.seconds * 2)
    turn = 0
    while not state.over() and (not state.effort.reproducible or turn < budget):
        turn += 1
        fixed, free = neighbourhood(state, random, size, turn)
        status = _step(state, free, fixed)
        if fixed is NOTHING_FIXED:
            size = _next_size(size, status, len(state.problem.hosts))


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
    solver = _solver(state.effort, limit)
    status = solver.solve(model.cp)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        with state.lock:
            state.take(state.best | model.visits(solver), "better")
    return int(status)


def _beside(state: State, many: bool) -> threading.Thread:
    """What the other processor does: in a region the bound, in a large round a second search."""
    if many:
        work, args = _improve, (state, _random(state.effort.seed + 1))
    else:
        work, args = _prove, (state, state.over)  # type: ignore[assignment]
    thread = threading.Thread(target=work, args=args, daemon=True)
    thread.start()
    return thread


def _prove(state: State, over: Stop) -> None:
    """Raise the proved bound from the whole model while the effort lasts; better plans on the way are taken."""
    model = Model(state.options, state.problem.hosts, {})
    model.hint(state.best)
    solver = _solver(state.effort, state.effort.seconds if state.effort.reproducible else state.left)
    solver.parameters.num_workers = 1
    solver.parameters.subsolvers.extend(["max_lp"])

    def raised(bound: float) -> None:
        state.bound = max(state.bound, _whole(bound))
        if over():
            solver.stop_search()

    solver.best_bound_callback = raised
    solver.solve(model.cp, _Taker(state, model, over))
    state.bound = max(state.bound, _whole(solver.best_objective_bound))


def _whole(bound: float) -> int:
    """Costs are whole numbers, so a bound may be rounded up."""
    return int(-(-(bound - 1e-6) // 1))


class _Taker(cp_model.CpSolverSolutionCallback):
    """Hands better plans of the whole model over."""

    def __init__(self, state: State, model: Model, over: Stop) -> None:
        super().__init__()
        self.state, self.model, self.over = state, model, over

    def on_solution_callback(self) -> None:
        if self.objective_value < self.state.total:
            self.state.take(self.model.visits(self), "better")
        if self.over():
            self.stop_search()
