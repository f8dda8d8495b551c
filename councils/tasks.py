"""Background work of this app, thin: each calls one service."""

from celery import shared_task

from councils.outbox.sending import send_due
from councils.runs.registry import sweep


@shared_task(name="councils.send_outbox")
def send_outbox() -> int:
    """Send the mail that is due."""
    return send_due()


@shared_task(name="councils.sweep_runs")
def sweep_runs() -> int:
    """Publish again what a dead worker or a silent broker left behind."""
    return sweep()
