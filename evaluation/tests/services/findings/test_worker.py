"""Findings, a report and a timetable made by a real Celery worker."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse

from challenges.services.timetables.drafts import request_draft
from challenges.tests import factories as when
from councils.runs.models import Run, RunState
from councils.tests import factories as who
from evaluation.services.findings.runs import request_findings
from evaluation.services.reports.making import request_report
from evaluation.tests import factories as what
from peerchallenge.local.processes import Child
from peerchallenge.testing.world import build_world

pytestmark = [pytest.mark.celery, pytest.mark.django_db(transaction=True)]
PATIENCE = 60


def ended(run: Run) -> str:
    """The run's state once it has ended, or as it is when patience does."""
    until = time.monotonic() + PATIENCE
    while run.active and time.monotonic() < until:
        time.sleep(0.2)
        run.refresh_from_db()
    return run.state


def test_a_real_worker_counts_prints_and_drafts_a_timetable(celery_worker_process: Child) -> None:
    world = build_world()
    survey = what.survey(world.round)
    for _ in range(12):
        invited = what.invitation(survey, who.person(at=who.council("Kent")))
        what.response(invited, {"changed": "the pack came late, cost was no problem"})
    assert ended(request_findings(world.round)) == RunState.DONE
    report = request_report(round=world.round, audience="staff", actor=world.actors["national"])
    assert ended(report) == RunState.DONE
    pdf = world.clients["own"].get(reverse("evaluation:report_pdf", args=[report.pk]))
    assert pdf.content.startswith(b"%PDF-1.7")
    when.session(world.challenge, peers_needed=1)
    run = request_draft(challenge=world.challenge, actor=world.actors["own"])
    assert (ended(run), run.found["placed"]) == (RunState.DONE, 1)
