"""`manage.py benchmark_desk`: how long a coder waits between a decision and the next answer, in real Chromium."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from peerchallenge.benchmark.desk import code_by_keyboard, narrow
from peerchallenge.testing.installation import Installation

NO_BROKER = "redis://127.0.0.1:1/0"
AIM_MS = 150


class Command(BaseCommand):
    """Starts a server of its own on a temporary database, codes by keyboard, and throws it away."""

    help = "Measure the time from a coder's decision to the next answer, by keyboard in Chromium."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many answers the round gets, and how many of them are decided."""
        parser.add_argument("--answers", type=int, default=5000)
        parser.add_argument("--decisions", type=int, default=60)

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print, each figure with what we aim at."""
        with tempfile.TemporaryDirectory(prefix="benchmark-desk-") as name:
            site = _installation(Path(name))
            made = _inside(site, f"prepare({options['answers']})")
            site.start_web()
            try:
                taken = code_by_keyboard(site.url, made["round"], options["decisions"])
                narrowed = narrow(site.url, made["round"])
            finally:
                site.stop()
        self._say("open answers in the round", f"{made['answers']}")
        self._say("decisions by keyboard", f"{len(taken)}")
        self._say(f"decision to next answer, median (aim {AIM_MS} ms)", f"{median(taken):.0f} ms")
        self._say("the same, p95", f"{quantiles(taken, n=20)[-1]:.0f} ms")
        for asked, milliseconds in narrowed.items():
            self._say(f"{asked} (aim 1,000 ms)", f"{milliseconds:.0f} ms")

    def _say(self, what: str, figure: str) -> None:
        self.stdout.write(f"{what + ':':<58} {figure}")


def _installation(folder: Path) -> Installation:
    """The sample on a database of its own, without a worker and without a broker."""
    site = Installation(folder, f"sqlite:///{folder / 'db.sqlite3'}", NO_BROKER)
    site.manage("collectstatic", "--noinput", "-v", "0")
    site.manage("migrate", "-v", "0")
    site.manage("load_sample")
    return site


def _inside(site: Installation, call: str) -> dict[str, Any]:
    """What a function of `benchmark.desk` says, run in a process of its own in the installation."""
    code = f"from peerchallenge.benchmark.desk import *; {call}"
    printed = site.manage("shell", "-v", "0", "-c", code, seconds=1800)
    return dict(json.loads(next(line for line in printed.splitlines() if line.startswith("{"))))
