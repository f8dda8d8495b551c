"""Background work of this app, thin: each calls one service."""

from celery import shared_task

from councils.runs.services import perform
from evaluation.models import EvaluationReport, FindingsRun
from evaluation.services.feedback.intake import take_in_all
from evaluation.services.feedback.reminders import write_due_reminders
from evaluation.services.feedback.sealing import shuffle_due
from evaluation.services.findings.runs import do_findings, refresh_stale_rounds
from evaluation.services.reports.making import do_report


@shared_task(name="evaluation.make_findings")
def make_findings(run_id: str) -> None:
    """Code what is uncoded and tally the round."""
    perform(FindingsRun, run_id, do_findings)


@shared_task(name="evaluation.make_report")
def make_report(report_id: str) -> None:
    """Freeze the snapshot and render the PDF."""
    perform(EvaluationReport, report_id, do_report)


@shared_task(name="evaluation.sweep_findings")
def sweep_findings() -> int:
    """Take in what was sent, rewrite and open what is sealed, and request findings of rounds that have moved on."""
    take_in_all()
    shuffle_due()
    return refresh_stale_rounds()


@shared_task(name="evaluation.send_due_reminders")
def send_due_reminders() -> int:
    """Write the reminders of the chosen days that have come; the outbox sends them."""
    return write_due_reminders()
