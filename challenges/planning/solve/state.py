"""Where a search stands: what was asked, the best plan so far and what is proved."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from challenges.planning.check import violations
from challenges.planning.points import points
from challenges.planning.problem import Problem, Visit
from challenges.planning.solve.managers import give_out
from challenges.planning.solve.options import Options

NO_BOUND = 1e12


@dataclass(frozen=True)
class Effort:
    """How long and how: `reproducible` searches by counted work on one processor, so that the same seed and problem
    give the same plan; else the clock decides."""

    seconds: float = 30
    seed: int = 1
    reproducible: bool = False
    workers: int = 2


@dataclass(frozen=True)
class Found:
    """A plan, what it costs, and the least that any plan can cost as far as is proved."""

    plan: dict[str, Visit]
    total: int
    bound: int
    phase: str

    @property
    def gap(self) -> float:
        """At most so many per cent from the best possible."""
        return 100 * (self.total - self.bound) / self.total if self.total > 0 else 0.0


Tell = Callable[[Found], None]
Stop = Callable[[], bool]


class NothingFits(Exception):
    """No plan keeps every rule; proved twice, the second time without presolve (it has had faults)."""


class NotFound(Exception):
    """No plan was found in the time allowed; there may be one."""


@dataclass
class State:
    problem: Problem
    options: Options
    effort: Effort
    tell: Tell
    stop: Stop
    began: float = field(default_factory=time.monotonic)
    best: dict[str, Visit] = field(default_factory=dict)
    total: int = 0
    bound: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.effort.seconds - (time.monotonic() - self.began)

    def over(self) -> bool:
        """Whether to stop: asked to, out of time, or proved best."""
        if self.stop() or (self.best and self.total <= self.bound):
            return True
        return not self.effort.reproducible and self.left <= 0

    def raise_bound(self, proved: float) -> None:
        """No plan costs less than this; costs are whole numbers, so it may be rounded up."""
        if abs(proved) < NO_BOUND:
            self.bound = max(self.bound, ceil(proved - 1e-6))

    def take(self, visits: dict[str, Visit], phase: str) -> bool:
        """Keep a plan if the independent check passes it and it is the best so far."""
        plan = give_out(self.options, visits, self.best or self.problem.previous)
        with self.lock:
            total = points(self.problem, plan)["total"]
            if (self.best and total >= self.total) or violations(self.problem, plan):
                return False
            self.best, self.total = plan, total
            self.tell(Found(plan, total, min(self.bound, total), phase))
            return True
