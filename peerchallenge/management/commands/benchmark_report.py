"""`manage.py benchmark_report`: what the evaluation report costs on this machine, as figures of one run."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from peerchallenge.benchmark.printers import Printed, by_chromium, by_typst, by_us
from peerchallenge.testing.installation import Installation

PATIENCE = 1800  # seconds: three hundred pages on a machine that does other work too
NO_BROKER = "redis://127.0.0.1:1/0"


class Command(BaseCommand):
    """Measures in processes of their own, on temporary databases, and throws them away."""

    help = (
        "Measure the evaluation report: processor time, size, memory, same bytes; other programs beside it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which other programs to set beside it."""
        parser.add_argument("--chromium", action="store_true", help="print the same HTML with Chromium too")
        parser.add_argument("--typst", metavar="PYTHON", help="a Python that has the package typst")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print, each figure with what we aim at."""
        with tempfile.TemporaryDirectory(prefix="benchmark-report-") as name:
            sample, empty = (_installation(Path(name) / each) for each in ("sample", "empty"))
            sample.manage("load_sample")
            self._regional(sample)
            self._national(empty)
            self._side_by_side(sample, Path(name), options)

    def _regional(self, site: Installation) -> None:
        made = inside(site, "regional()")
        self._say(
            f"regional report, {made['pages']} pages, processor",
            f"{made['ours']:.2f} s, warm, least of three",
        )
        self._say("the same, untuned", f"{made['untuned']:.2f} s, {made['untuned_kilobytes']:.0f} KB")
        self._say("ratio (aim 0.7 or less)", f"{made['ours'] / made['untuned']:.2f}")
        self._say("size without attachments (aim 250 KB)", f"{made['kilobytes']:.0f} KB")
        grown = inside(site, "growth()")
        short, long = (f"{1000 * grown[n]:.0f} ms of {grown[n + '_pages']}" for n in ("short", "long"))
        self._say("a page", f"{short}, {long}")
        self._say("growth (aim 1.15 or less)", f"{grown['long'] / grown['short']:.2f}")
        counted = inside(site, "recounted()")
        same_numbers = (
            f"{counted['cells']} cells and {counted['pairs']} pairs, {counted['wrong']} of them differ"
        )
        self._say("recounted from the database", same_numbers)
        same = {inside(site, "digest()", PYTHONHASHSEED=seed)["sha256"] for seed in ("1", "2")}
        self._say("same bytes from two processes", "yes" if len(same) == 1 else "NO")

    def _national(self, site: Installation) -> None:
        made = inside(site, "national()")
        what = f"national, {made['regions']} regions, {made['councils']} councils, {made['pages']} pages"
        self._say(what, f"{made['seconds']:.1f} s processor (aim 25), {made['kilobytes']:.0f} KB")
        self._say(
            "memory (aim: under 500 MB at most)",
            f"{made['before_mb']:.0f} MB before, {made['peak_mb']:.0f} at most, {made['after_mb']:.0f} after",
        )

    def _side_by_side(self, site: Installation, folder: Path, options: dict[str, Any]) -> None:
        if not (options["chromium"] or options["typst"]):
            return
        page, kept = folder / "report.html", folder / "report.json"
        inside(site, f"write({str(page)!r}, {str(kept)!r})")
        from peerchallenge.benchmark.reports import read  # noqa: PLC0415 - after the report is written

        os.environ.update(site.environment)
        made = [by_us(page, folder / "ours.pdf")]
        if options["chromium"]:
            made.append(by_chromium(page, folder / "chromium.pdf"))
        if options["typst"]:
            made.append(by_typst(options["typst"], read(kept), folder / "typst.pdf"))
        for printed in made:
            self._printed(printed)

    def _printed(self, made: Printed) -> None:
        cost = f"{made.wall:.1f} s, processor {made.cpu:.1f} s, {len(made.data) / 1024:.0f} KB"
        lacks = ", ".join(made.lacks)
        self._say(made.by, f"{cost}; lacks {lacks or 'nothing that we look for'}")

    def _say(self, what: str, figure: str) -> None:
        self.stdout.write(f"{what + ':':<58} {figure}")


def _installation(folder: Path) -> Installation:
    """A database of its own, without processes and without a broker."""
    folder.mkdir()
    site = Installation(folder, f"sqlite:///{folder / 'db.sqlite3'}", NO_BROKER)
    site.manage("migrate", "-v", "0")
    return site


def inside(site: Installation, call: str, **environment: str) -> dict[str, Any]:
    """What a function of `benchmark.reports` says, run in a process of its own in the installation."""
    site.environment.update(environment)
    code = f"from peerchallenge.benchmark.reports import *; {call}"
    printed = site.manage("shell", "-v", "0", "-c", code, seconds=PATIENCE)
    return dict(json.loads(next(line for line in printed.splitlines() if line.startswith("{"))))
