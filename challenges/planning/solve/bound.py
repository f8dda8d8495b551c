"""What no plan can cost less than: the model of the whole round, searched for its bound alone."""

from __future__ import annotations

from ortools.sat.python import cp_model

from challenges.planning.solve.model import Model
from challenges.planning.solve.solver import solver_of
from challenges.planning.solve.state import State, Stop

# The objective's lower end is raised step by step on a strong linear relaxation; more cuts than usual pay, since the
# gap between hosting and giving and the ban on mutual visits make the relaxation weak.
SEARCH, CUTS, CUT_LEVEL, CUTS_AT_ONCE = "objective_lb_search_max_lp", 20_000, 2, 200


def prove(state: State, over: Stop) -> None:
    """Raise the proved bound from the whole model while the effort lasts; better plans on the way are taken."""
    model = Model(state.options, state.problem.hosts, {})
    model.hint(state.best)
    model.cp.add(sum(model.cost) <= state.total)
    solver = solver_of(state.effort, state.effort.seconds if state.effort.reproducible else state.left)
    solver.parameters.subsolvers.extend([SEARCH])
    solver.parameters.max_num_cuts = CUTS
    solver.parameters.cut_level = CUT_LEVEL
    solver.parameters.new_constraints_batch_size = CUTS_AT_ONCE

    def raised(bound: float) -> None:
        state.raise_bound(bound)
        if over():
            solver.stop_search()

    solver.best_bound_callback = raised
    status = solver.solve(model.cp, _Taker(state, model, over))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
        state.raise_bound(solver.best_objective_bound)


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
