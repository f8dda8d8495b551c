"""`manage.py benchmark`: how fast the product is on this machine, as figures of one run."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandParser

from peerchallenge.benchmark import planning
from peerchallenge.benchmark.load import Post, Taken, post_all
from peerchallenge.local.redis import RedisServer
from peerchallenge.testing.installation import Installation
from peerchallenge.testing.postgres import PostgresServer

WARM_UP, AT_ONCE = 40, 50


class Command(BaseCommand):
    """Starts a server of its own on a temporary database, measures, and throws it away."""

    help = (
        "Measure planning, submissions, coding, aggregation and the PDF in one run, on a temporary database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """How many submissions; another database for them."""
        parser.add_argument("--submissions", type=int, default=400)
        parser.add_argument("--only-planning", action="store_true", help="leave out all that needs a server")
        parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL started for it")
        parser.add_argument(
            "--database", help="the address of an EMPTY database to use instead of a new SQLite file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print, each figure with what we aim at."""
        for what, figure in planning.measured():
            self._say(what, figure)
        if options["only_planning"]:
            return
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            broker = RedisServer(Path(folder), Path(folder) / "redis.log")
            postgres = PostgresServer() if options["postgres"] else None
            broker.start()
            if postgres:
                postgres.start()
                options["database"] = postgres.create_database("benchmark")
            site = _installation(Path(folder), options["database"], broker.url)
            try:
                self._submissions(site, options["submissions"])
                self._pieces(site)
            finally:
                site.stop()
                broker.stop()
                if postgres:
                    postgres.remove()

    def _submissions(self, site: Installation, number: int) -> None:
        tokens = inside(site, f"drafts({2 * number + WARM_UP})")["tokens"]
        site.start_web()
        sends = [
            Post(f"/feedback/{token}/check/", {"consent": "none", "key": str(uuid4())}) for token in tokens
        ]
        bare = [Post("/benchmark/bare/", {"a": "b"})] * number
        post_all(site.port, sends[:WARM_UP] + bare[:WARM_UP])
        # Half before, half after the bare ones, so that a machine that gets slower does so for both.
        half = WARM_UP + number // 2
        first, beside, second = (
            post_all(site.port, part) for part in (sends[WARM_UP:half], bare, sends[half : number + WARM_UP])
        )
        crowded = post_all(site.port, sends[number + WARM_UP :], AT_ONCE)
        ours = Taken((first.per_second + second.per_second) / 2, max(first.p95_ms, second.p95_ms))
        taken = inside(site, "taking_in_speed()")
        self._say("submissions a second", f"{ours.per_second:.0f}, p95 {ours.p95_ms:.0f} ms")
        self._say("bare view, one INSERT, a second", f"{beside.per_second:.0f}, p95 {beside.p95_ms:.0f} ms")
        self._say("ratio (aim 0.6 or more)", f"{ours.per_second / beside.per_second:.2f}")
        self._say(
            f"p95 with {AT_ONCE} at once, without a pause (aim 100 ms)",
            f"{crowded.p95_ms:.0f} ms, at {crowded.per_second:.0f} submissions a second",
        )
        self._say(
            "made into responses by a worker, a second", f"{taken['per_second']:.0f} of {taken['taken']}"
        )

    def _pieces(self, site: Installation) -> None:
        self._say(
            "answers coded a second (aim 1,000 or more)",
            f"{inside(site, 'coding_speed()')['per_second']:.0f}",
        )
        learnt = inside(site, "learner_speed(1_000)")
        self._say(
            "10,000 answers by the best engine (aim < 300 s)",
            f"{10 * learnt['seconds']:.0f} s of processor time (ten times that of 1,000), "
            f"{learnt['peak_mb']:.0f} MB, {learnt['engine']}",
        )
        counted = inside(site, "aggregate(10_000)")
        self._say(
            "aggregate (aim under 5 s)", f"{counted['seconds']:.2f} s for {counted['answers']} open answers"
        )
        drafted = inside(site, "timetable()")
        self._say(
            "timetable, 45 sessions, 125 people (aim 10 s)",
            f"{drafted['seconds']:.1f} s at most of {drafted['drafts']}, {drafted['clashes']} clashes, "
            f"{drafted['unplaced']} without a place",
        )
        made = inside(site, "pdf()")
        size = f"{made['pages']} pages, {made['kilobytes']:.0f} KB"
        self._say("sample PDF", f"{made['seconds']:.1f} s, {made['peak_mb']:.0f} MB at most, {size}")

    def _say(self, what: str, figure: str) -> None:
        self.stdout.write(f"{what + ':':<52} {figure}")


def _installation(folder: Path, database: str | None, broker: str) -> Installation:
    """An installation with the sample; no worker runs, so that only the web server is measured."""
    url = database or f"sqlite:///{folder / 'db.sqlite3'}"
    site = Installation(folder, url, broker, "peerchallenge.benchmark.settings")
    site.manage("collectstatic", "--noinput", "-v", "0")
    site.manage("migrate", "-v", "0")
    site.manage("load_sample")
    return site


def inside(site: Installation, call: str) -> dict[str, Any]:
    """What a function of `benchmark.inside` says, run in a process of its own in the installation."""
    printed = site.manage("shell", "-v", "0", "-c", f"from peerchallenge.benchmark.inside import *; {call}")
    return dict(json.loads(next(line for line in printed.splitlines() if line.startswith("{"))))
