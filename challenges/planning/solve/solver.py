"""CP-SAT set up for a search: by the clock, or by counted work where it is to be repeatable."""

from __future__ import annotations

from ortools.sat.python import cp_model

from challenges.planning.solve.state import Effort, Stop

FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


def solver_of(effort: Effort, seconds: float, *, workers: int = 1) -> cp_model.CpSolver:
    """A solver for so many seconds, or so much work."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = effort.seed
    solver.parameters.linearization_level = 2 if workers == 1 else 1
    if effort.reproducible:
        solver.parameters.max_deterministic_time = seconds
    else:
        solver.parameters.max_time_in_seconds = max(0.05, seconds)
    return solver


def plain_solver_of(effort: Effort, seconds: float) -> cp_model.CpSolver:
    """A solver that only follows rows, without presolve and linear relaxation: the quickest to any plan at all."""
    solver = solver_of(effort, seconds)
    solver.parameters.cp_model_presolve = False
    solver.parameters.linearization_level = 0
    return solver


class Stopper(cp_model.CpSolverSolutionCallback):
    """Ends a solve when somebody wants to stop."""

    def __init__(self, stop: Stop) -> None:
        super().__init__()
        self.stop = stop

    def on_solution_callback(self) -> None:
        """Called by the solver at each better plan."""
        if self.stop():
            self.stop_search()
