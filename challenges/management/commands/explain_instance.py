"""`manage.py explain_instance`: why nothing fits an instance, and the cheapest changes after which a plan exists."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from challenges.management.commands.solve_instance import read_instance
from challenges.planning.explain.changes import cheapest_changes
from challenges.planning.explain.clash import causes


class Command(BaseCommand):
    """Reads an instance and prints the clash."""

    help = "Print why nothing fits an instance (JSON) and the cheapest changes that would free it."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("instance", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print causes, then changes."""
        problem = read_instance(options["instance"])
        began = time.monotonic()
        for cause in causes(problem):
            self.stdout.write(f"{time.monotonic() - began:.2f} s  {cause.text} [{', '.join(cause.rules)}]")
        began = time.monotonic()
        freed = cheapest_changes(problem)
        self.stdout.write(f"{time.monotonic() - began:.2f} s  looking for changes")
        if freed is None:
            self.stdout.write("No changes were found in the time.")
        elif not freed.changes:
            self.stdout.write("Every rule can be kept: a plan exists.")
        else:
            self.stdout.write(
                "The cheapest changes:" if freed.proven else "Changes that would do (there may be fewer):"
            )
            for change in freed.changes:
                self.stdout.write(f"  {change.text} [{change.rule}]")
