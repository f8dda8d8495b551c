"""`manage.py benchmark`: how fast the product is on this machine, as figures of one run."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from peerchallenge.benchmark import planning, sending
from peerchallenge.local.redis import RedisServer
from peerchallenge.testing.installation import Installation
from peerchallenge.testing.postgres import PostgresServer


class Command(BaseCommand):
    """Starts a server of its own on a temporary database, measures, and throws it away."""

    help = (
        "Measure planning, submissions, coding, aggregation and the PDF in one run, on a temporary database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """How many submissions a round; what to leave out; another database for them."""
        parser.add_argument("--submissions", type=int, default=400)
        parser.add_argument("--only-planning", action="store_true", help="leave out all that needs a server")
        parser.add_argument("--only-sending", action="store_true", help="only how fast answers are sent")
        parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL started for it")
        parser.add_argument(
            "--database", help="the address of an EMPTY database to use instead of a new SQLite file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print, each figure with what we aim at."""
        if not options["only_sending"]:
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
                servers = [postgres.child.pid] if postgres else []
                self._submissions(site, options["submissions"], servers)
                if not options["only_sending"]:
                    self._pieces(site)
            finally:
                site.stop()
                broker.stop()
                if postgres:
                    postgres.remove()

    def _submissions(self, site: Installation, number: int, servers: list[int]) -> None:
        tokens = inside(site, f"drafts({sending.tokens_needed(number)})")["tokens"]
        site.start_web()
        for what, figure in sending.measured(site.port, tokens, number, [site.web.pid, *servers]):
            self._say(what, figure)
        taken = inside(site, "taking_in_speed()")
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
