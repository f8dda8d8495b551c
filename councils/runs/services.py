"""How a run is queued, claimed, kept alive, finished and picked up again.

The recipe (docs/decisions/0005): the row is written first; the broker only carries news of it. A worker claims it by
one conditional UPDATE, works outside any transaction, and its last write counts only if no other attempt has
started since. What a dead worker or a silent broker left behind is queued again by the sweep.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from celery import current_app
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from councils.runs.models import Run, RunState

LEASE = timedelta(seconds=20)
STALE_QUEUE = timedelta(seconds=10)
MAX_ATTEMPTS = 5

R = TypeVar("R", bound=Run)
log = logging.getLogger(__name__)


def publish(task: str, *args: Any, countdown: float = 0) -> None:
    """Tell the workers after commit to do the task of this name, as services know no task (tasks know them). A broker
    that is away is logged and left to the sweep; never raises."""

    def send() -> None:
        try:
            current_app.send_task(task, args=args, countdown=countdown)
        except Exception as error:  # noqa: BLE001 - whatever the broker client raises, the work is already written down
            log.warning("Could not publish %s (%s): the sweep will pick it up.", task, type(error).__name__)

    transaction.on_commit(send, robust=True)


def claim(model: type[R], run_id: object) -> R | None:
    """Make this worker the one that does the run: one conditional UPDATE. None where another has it or it is over."""
    now = timezone.now()
    free = Q(state=RunState.QUEUED) | Q(state=RunState.RUNNING, lease_until__lt=now)
    claimed = model._default_manager.filter(free, pk=run_id).update(
        state=RunState.RUNNING,
        attempt=F("attempt") + 1,
        lease_until=now + LEASE,
        started_at=now,
        finished_at=None,
        error="",
    )
    return model._default_manager.get(pk=run_id) if claimed else None


def keep_alive(run: Run, *, progress: int, step: str) -> bool:
    """Extend the lease and say how far the work is. False where another attempt has taken over: stop then."""
    return _update_own(run, progress=progress, step=step, lease_until=timezone.now() + LEASE)


def finish(run: Run, **results: Any) -> bool:
    """Store `results` and `done` together, in the caller's transaction. False where this attempt no longer counts."""
    return _update_own(
        run,
        state=RunState.DONE,
        progress=100,
        step="",
        finished_at=timezone.now(),
        lease_until=None,
        **results,
    )


def fail(run: Run, message: str) -> bool:
    """Store what went wrong, in words for people."""
    return _update_own(
        run, state=RunState.FAILED, error=message[:300], step="", finished_at=timezone.now(), lease_until=None
    )


def _update_own(run: Run, **values: Any) -> bool:
    own = type(run)._default_manager.filter(pk=run.pk, state=RunState.RUNNING, attempt=run.attempt)
    return bool(own.update(**values))


def perform(model: type[R], run_id: object, work: Callable[[R], None]) -> None:
    """Claim the run and do `work`, which ends by `finish`. An exception becomes a failure that people can read."""
    run = claim(model, run_id)
    if run is None:
        return
    try:
        work(run)
    except RunRefused as refusal:
        fail(run, str(refusal))
    except Exception:
        log.exception("%s %s failed", model.__name__, run.pk)
        fail(run, "Something went wrong on our side. Try again; if it happens twice, tell an administrator.")


class RunRefused(Exception):
    """The work cannot be done, for a reason that people can read."""


def lapsed(model: type[R]) -> list[R]:
    """Runs that a sweep should publish again: their lease has run out, or they have waited unclaimed too long.

    A run that has been tried `MAX_ATTEMPTS` times is failed instead."""
    now = timezone.now()
    dead = Q(state=RunState.RUNNING, lease_until__lt=now)
    model._default_manager.filter(dead, attempt__gte=MAX_ATTEMPTS).update(
        state=RunState.FAILED, error="The work was interrupted too often. Try again.", finished_at=now
    )
    waiting = Q(state=RunState.QUEUED, created_at__lt=now - STALE_QUEUE)
    return list(model._default_manager.filter(dead | waiting))
