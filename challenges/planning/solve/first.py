"""A first plan, whatever it costs, soon: the regions of a large round one after another, the tightest first."""

from __future__ import annotations

from collections import Counter

from ortools.sat.python import cp_model

from challenges.planning.problem import Council, Plan, Visit
from challenges.planning.solve.model import Model
from challenges.planning.solve.solver import FOUND, Stopper, plain_solver_of, solver_of
from challenges.planning.solve.state import NotFound, NothingFits, State

LARGE = 40
QUICK_SECONDS, FIRST_SECONDS = 2.0, 30.0


def first_plan(state: State) -> dict[str, Visit]:
    """A first plan: the regions one after another, the tightest first.

    Where one has no room left beside those planned before, the regions that took its peers are planned anew with it."""
    plan: dict[str, Visit] = {}
    for part in parts(state):
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


def parts(state: State) -> list[list[Council]]:
    """The hosts of a large round by region, the tightest region first; of another round all of them."""
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
    status, solver = _quick(state, model)
    if status == cp_model.UNKNOWN:
        status, solver = _thorough(state, model)
    if status == cp_model.INFEASIBLE and not held:
        _prove_again(state, model)
    return model.visits(solver) if status in FOUND else None


def _quick(state: State, model: Model) -> tuple[int, cp_model.CpSolver]:
    """The first plan that following the rows comes upon; where rules bind by their numbers it may find none."""
    solver = plain_solver_of(state.effort, QUICK_SECONDS)
    solver.parameters.stop_after_first_solution = True
    return int(solver.solve(model.cp, Stopper(state.stop))), solver


def _thorough(state: State, model: Model) -> tuple[int, cp_model.CpSolver]:
    workers = 1 if state.effort.reproducible else state.effort.workers
    solver = solver_of(state.effort, FIRST_SECONDS, workers=workers)
    solver.parameters.stop_after_first_solution = True
    return int(solver.solve(model.cp, Stopper(state.stop))), solver


def _prove_again(state: State, model: Model) -> None:
    """Prove once more, without presolve, that nothing fits. Raises NothingFits if so."""
    solver = solver_of(state.effort, FIRST_SECONDS)
    solver.parameters.cp_model_presolve = False
    model.cp.clear_objective()  # type: ignore[no-untyped-call]
    if solver.solve(model.cp) == cp_model.INFEASIBLE:
        raise NothingFits
