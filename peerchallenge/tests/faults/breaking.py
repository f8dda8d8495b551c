"""Kills a part of an installation at random, starts it again, and goes on so until it is told to stop."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from peerchallenge.local.processes import Child
from peerchallenge.local.redis import RedisServer
from peerchallenge.testing.installation import Installation
from peerchallenge.testing.postgres import PostgresServer

SHORTEST, LONGEST = 5.0, 20.0  # seconds between two faults


class Breaker:
    """Breaks web, worker, beat, Redis and PostgreSQL at random times; `faults` counts them by name."""

    def __init__(
        self, site: Installation, redis: RedisServer, postgres: PostgresServer, chance: random.Random
    ) -> None:
        self.site, self.redis, self.postgres, self.chance = site, redis, postgres, chance
        self.faults: Counter[str] = Counter()
        self.last = time.monotonic()

    def go_on(self, until: float) -> None:
        """Break one thing after another until that time. To be called in the thread that lives longest: a child
        process ends with the thread that started it."""
        while (pause := self.chance.uniform(SHORTEST, LONGEST)) < until - time.monotonic():
            time.sleep(pause)
            self.break_one(self.chance.choice(list(self._breaks)))
        time.sleep(max(0.0, until - time.monotonic()))

    def break_one(self, name: str) -> None:
        """Kill this part and start it again."""
        self._breaks[name]()
        self.faults[name] += 1
        self.last = time.monotonic()

    @property
    def _breaks(self) -> dict[str, Callable[[], None]]:
        return {
            "one web process": lambda: _kill_one_child(self.site.web, self.chance),
            "all web processes": self._web,
            "one worker process": lambda: _kill_one_child(self.site.worker, self.chance),
            "the whole worker": self._worker,
            "beat": self._beat,
            "Redis": self._redis,
            "PostgreSQL": lambda: self.postgres.restart(mode="immediate"),
        }

    def _web(self) -> None:
        self.site.web.kill()
        self._pause()
        self.site.start_web()

    def _worker(self) -> None:
        self.site.worker.kill()
        self._pause()
        self.site.start_worker()

    def _beat(self) -> None:
        self.site.beat.kill()
        self.site.start_beat()

    def _redis(self) -> None:
        self.redis.kill()
        self._pause()
        self.redis.start()

    def _pause(self) -> None:
        time.sleep(self.chance.uniform(0, 3))


def _kill_one_child(parent: Child, chance: random.Random) -> None:
    """Kill one process that `parent` has started; it starts another by itself."""
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
    if children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(chance.choice(children)), signal.SIGKILL)
