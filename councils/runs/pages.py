"""What pages that follow a run read."""

from __future__ import annotations

from django.http import JsonResponse

from councils.runs.models import Run


def progress_json(run: Run) -> JsonResponse:
    """How far a run is, as the page's script reads it."""
    label = run.step or run.get_state_display()
    answer = {"state": run.state, "label": label, "percent": run.progress, "message": run.error}
    return JsonResponse({**answer, "finished": not run.active})
