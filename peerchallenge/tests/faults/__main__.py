"""`python -m peerchallenge.tests.faults --minutes 30`: many people answer while everything is killed at random.

Counts what was acknowledged, then looks for each of it in the database. Ends with 1 where anything is missing, double,
or counted wrongly for longer than `CATCH_UP` after the last fault."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peerchallenge.local.redis import RedisServer
from peerchallenge.testing.installation import Installation
from peerchallenge.testing.postgres import PostgresServer
from peerchallenge.tests.faults.breaking import Breaker
from peerchallenge.tests.faults.submitting import Stakeholder

CATCH_UP = 30  # seconds
PATIENCE = 120  # seconds in which whoever had begun at the end gets through
LONGEST_PAUSE = 16.0  # seconds between two people of one writer


@dataclass
class Written:
    """What the writers were told: by link, the words acknowledged last and how often; and what never was."""

    texts: dict[str, str] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    slowest: float = 0.0
    given_up: int = 0


class Writers:
    """People who answer, change their answers and click twice, as many at once as there are threads."""

    def __init__(self, people: Iterator[Stakeholder], until: float, chance: random.Random) -> None:
        self.people, self.until, self.chance = people, until, chance
        self.written, self._lock = Written(), threading.Lock()

    def write(self) -> None:
        """One writer: person after person until the time is up."""
        while time.monotonic() < self.until:
            with self._lock:
                person = next(self.people, None)
            if person is None:
                return
            self._one(person)
            time.sleep(self.chance.uniform(0, LONGEST_PAUSE))

    def _one(self, person: Stakeholder) -> None:
        limit = self.until + PATIENCE
        person.answer(limit)
        self._note(person, person.acknowledged)
        if person.acknowledged and self.chance.random() < 0.3:
            person.send_again(person.key)
        if person.acknowledged and self.chance.random() < 0.3:
            self._note(person, person.change(f"The letter came late. {person.token[:6]}", limit))

    def _note(self, person: Stakeholder, acknowledged: bool) -> None:
        code = person.token.split("-")[0]
        with self._lock:
            if not acknowledged:
                self.written.given_up += 1
                return
            self.written.texts[code] = person.text
            self.written.times[code] = self.written.times.get(code, 0) + 1
            self.written.slowest = max(self.written.slowest, person.seconds)


def main(words: list[str]) -> int:
    """Run it, print the figures, and return 0 where all is there once and counted."""
    options = _options(words)
    with tempfile.TemporaryDirectory(prefix="peerchallenge-faults-") as folder:
        redis = RedisServer(Path(folder) / "redis", Path(folder) / "redis.log")
        postgres = PostgresServer()
        redis.start()
        postgres.start()
        site = Installation(Path(folder), postgres.create_database("faults"), redis.url)
        try:
            return _run(site, redis, postgres, options)
        finally:
            site.stop()
            postgres.remove()
            redis.stop()


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m peerchallenge.tests.faults")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--writers", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(words)


def _run(
    site: Installation, redis: RedisServer, postgres: PostgresServer, options: argparse.Namespace
) -> int:
    chance = random.Random(options.seed)
    tokens = _start(site, options)
    writers = Writers(
        iter([Stakeholder(site.url, token) for token in tokens]),
        time.monotonic() + options.minutes * 60,
        chance,
    )
    breaker = Breaker(site, redis, postgres, chance)
    with ThreadPoolExecutor(options.writers) as pool:
        work = [pool.submit(writers.write) for _ in range(options.writers)]
        breaker.go_on(writers.until)
        breaker.break_one("the whole worker")
        for each in work:
            each.result()
    held = _caught_up(site, breaker.last)
    return _report(writers.written, held, _ask(site, "print_answers()"), breaker)


def _start(site: Installation, options: argparse.Namespace) -> list[str]:
    """A migrated installation with every process running, and the links of enough people."""
    site.manage("migrate", "-v", "0")
    site.manage("collectstatic", "--noinput", "-v", "0")
    people = int(options.minutes * 60 * options.writers / (LONGEST_PAUSE / 2)) + options.writers
    printed = site.manage("shell", "-v", "0", "-c", f"{IMPORT}; print_tokens({people})")
    site.start_web()
    site.start_worker()
    site.start_beat()
    return [line for line in printed.split("\n") if "-" in line]


IMPORT = "from peerchallenge.testing.scenario import *"


def _ask(site: Installation, call: str) -> dict[str, Any]:
    printed = site.manage("shell", "-v", "0", "-c", f"{IMPORT}; {call}").split("\n")
    return dict(json.loads(next(line for line in printed if line.startswith("{"))))


def _caught_up(site: Installation, since: float) -> dict[str, Any]:
    """The state once findings equal a recount, with the seconds since the last fault; at latest after `PATIENCE`."""
    while True:
        state = _ask(site, "print_state()")
        seconds = time.monotonic() - since
        if state["equal"] or seconds > PATIENCE:
            return {**state, "seconds": seconds}


def _report(written: Written, held: dict[str, Any], answers: dict[str, Any], breaker: Breaker) -> int:
    lost = [code for code, text in written.texts.items() if answers.get(code, [0, ""])[1] != text]
    double = [code for code, times in written.times.items() if answers.get(code, [0, ""])[0] > times]
    people = len(written.texts)
    figures = {
        "faults": dict(breaker.faults),
        "people acknowledged": people,
        "submissions acknowledged": sum(written.times.values()),
        "given up by their writer": written.given_up,
        "slowest acknowledged submission, seconds": round(written.slowest, 1),
        "lost": len(lost),
        "double": len(double),
        "responses, receipts, revisions": [held["responses"], held["receipts"], held["revisions"]],
        "findings equal to a recount": held["equal"],
        "seconds after the last fault until they were": round(held["seconds"], 1),
        "respondents in the findings": held["respondents"],
    }
    for name, figure in figures.items():
        sys.stdout.write(f"{name + ':':<48} {figure}\n")
    whole = held["equal"] and held["seconds"] <= CATCH_UP and held["respondents"] == people
    whole = whole and held["responses"] == held["receipts"] == people and written.given_up == 0
    return 0 if whole and not lost and not double else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
