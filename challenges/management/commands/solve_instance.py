"""`manage.py solve_instance`: plan an instance from a file, so that the search can be measured apart from the pages."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from challenges.planning.baselines import careful, spreadsheet
from challenges.planning.check import violations
from challenges.planning.instances import document_of, problem_from
from challenges.planning.points import points
from challenges.planning.problem import Plan, Problem
from challenges.planning.solve.search import Effort, Found, NotFound, NothingFits, search


class Command(BaseCommand):
    """Reads an instance, searches, writes the plan."""

    help = "Search a plan for an instance (JSON) and write it; prints each better plan, its cost and the proved gap."

    def add_arguments(self, parser: CommandParser) -> None:
        """Files, time and seed."""
        parser.add_argument("instance", type=Path)
        parser.add_argument("plan", type=Path)
        parser.add_argument("--seconds", type=float, default=30)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--reproducible", action="store_true", help="the same seed gives the same plan")
        parser.add_argument(
            "--baselines", action="store_true", help="print the spreadsheet method and a careful greedy"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Search and write. CommandError where nothing fits or the file is no instance."""
        problem = read_instance(options["instance"])
        effort = Effort(options["seconds"], options["seed"], options["reproducible"])
        began = time.monotonic()

        def tell(found: Found) -> None:
            self.stdout.write(f"{time.monotonic() - began:7.1f} s  {found.phase:<7} {found.total}")

        try:
            found = search(problem, effort, tell=tell)
        except NothingFits as error:
            raise CommandError("No plan keeps every rule. Try explain_instance.") from error
        except NotFound as error:
            raise CommandError(
                "No plan was found in this time. Try explain_instance, or more seconds."
            ) from error
        options["plan"].write_text(json.dumps(document_of(found.plan), indent=1, sort_keys=True))
        gap = f"at most {found.gap:.1f} % from the best possible" if found.bound else "no bound is known"
        self.stdout.write(f"{found.total} points, {gap}")
        if options["baselines"]:
            self._say("spreadsheet method", problem, spreadsheet(problem))
            self._say("careful greedy", problem, careful(problem))

    def _say(self, name: str, problem: Problem, plan: Plan) -> None:
        left = len(problem.hosts) - len(plan)
        broken = [each for each in violations(problem, plan) if each.rule != "every-council-visited"]
        total = points(problem, plan)["total"]
        self.stdout.write(f"{name}: {total} points, {len(broken)} rules broken, {left} hosts without a visit")


def read_instance(path: Path) -> Problem:
    """The problem in a file. Raises CommandError where it cannot be read."""
    try:
        return problem_from(json.loads(path.read_text()))
    except (OSError, ValueError, KeyError) as error:
        raise CommandError(f"{path} cannot be read as an instance: {error}.") from error
