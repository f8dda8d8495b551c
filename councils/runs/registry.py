"""Which task carries which kind of run: an app registers its own, so that one sweep serves all."""

from __future__ import annotations

from councils.runs.models import Run
from councils.runs.services import lapsed, publish

_tasks: dict[type[Run], str] = {}


def register(model: type[Run], task: str) -> None:
    """Let the sweep publish the task of this name with the id of every lapsed run of `model`."""
    _tasks[model] = task


def sweep() -> int:
    """Publish every lapsed run again; how many there were."""
    found = [(task, run) for model, task in _tasks.items() for run in lapsed(model)]
    for task, run in found:
        publish(task, str(run.pk))
    return len(found)
