"""What staff see moves on only in steps that give nobody's answers away; the desk sees the newest count."""

from __future__ import annotations

import pytest
from django.urls import reverse

from councils.runs.models import RunState
from councils.runs.services import perform
from councils.tests import factories as who
from evaluation.findings.documents import from_json
from evaluation.models import CodebookVersion, EvaluationReport, FindingsRun
from evaluation.selectors.findings.runs import done_runs, shown_run
from evaluation.services.findings.runs import KEPT, do_findings, request_findings
from evaluation.services.reports.making import do_report, request_report
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
PACK = "the pack came late"
HELD_BACK = "More answers have come in since"


@pytest.fixture
def world() -> World:
    return build_world()


def counted(world: World, more: int) -> FindingsRun:
    """The round counted after `more` directors have answered."""
    survey = getattr(world.round, "survey", None) or what.survey(world.round)
    for _ in range(more):
        what.response(what.invitation(survey, who.person(at=who.council("Kent"))), {"changed": PACK})
    run = request_findings(world.round)
    perform(FindingsRun, run.pk, do_findings)
    run.refresh_from_db()
    return run


def page(world: World, name: str = "findings") -> str:
    return world.clients["own"].get(reverse(f"evaluation:{name}", args=[world.round.pk])).content.decode()


def test_one_more_answer_changes_neither_page_nor_file(world: World) -> None:
    counted(world, 9)
    before, file_before = page(world), page(world, "findings_csv")
    counted(world, 1)
    assert HELD_BACK not in before
    assert HELD_BACK in page(world)
    assert page(world, "findings_csv") == file_before
    counted(world, 4)
    assert HELD_BACK not in page(world)
    assert page(world, "findings_csv") != file_before


def test_the_desk_sees_the_newest_count(world: World) -> None:
    counted(world, 9)
    newest = counted(world, 1)
    desk = world.clients["national"].get(reverse("evaluation:answers", args=[world.round.pk]))
    assert desk.context["accounted"].endswith("= 10 received")
    assert shown_run(world.round.pk, "desk") == newest


def test_what_is_shown_outlives_many_small_steps(world: World) -> None:
    first = counted(world, 9)
    steps = [counted(world, 1) for _ in range(4)]
    assert shown_run(world.round.pk, "staff") == first
    assert shown_run(world.round.pk, "staff") not in steps
    fifth = counted(world, 1)
    assert shown_run(world.round.pk, "staff") == fifth
    assert [run.pk for run in done_runs(world.round.pk)] == [fifth.pk]


def test_no_more_runs_are_kept_than_needed(world: World) -> None:
    first = counted(world, 9)
    for n in range(KEPT + 3):
        version = f"same answers {n}"
        FindingsRun.objects.create(
            round=world.round,
            input_version=version,
            codebook=CodebookVersion.objects.get(),
            engine="rules",
            state=RunState.DONE,
            result=first.result,
            finished_at=first.finished_at,
        )
    last = counted(world, 1)
    kept = list(done_runs(world.round.pk))
    assert kept[0] == last
    assert len(kept) <= KEPT + 1


def test_a_run_from_before_an_upgrade_is_counted_by_the_engine_that_runs(world: World) -> None:
    survey = what.survey(world.round)
    what.response(what.invitation(survey, who.person(at=who.council("Kent"))), {"changed": PACK})
    run = request_findings(world.round)
    FindingsRun.objects.update(engine="rules-0.old")
    perform(FindingsRun, run.pk, do_findings)
    run.refresh_from_db()
    sums = from_json(run.result).reconciliation
    assert (sums.coded, sums.waiting, run.engine) == (1, 0, request_findings(world.round).engine)
    assert run.engine != "rules-0.old"


def reported(world: World, audience: str) -> EvaluationReport:
    """A report of the round as it is now."""
    asked = request_report(round=world.round, audience=audience, actor=world.actors["national"])
    perform(EvaluationReport, asked.pk, do_report)
    asked.refresh_from_db()
    return asked


@pytest.mark.pdf
def test_a_report_prints_no_more_than_staff_see(world: World) -> None:
    first = counted(world, 9)
    counted(world, 1)
    assert reported(world, "staff").findings == first
    assert reported(world, "published").findings == first


@pytest.mark.pdf
def test_a_published_report_follows_the_last_published_one(world: World) -> None:
    first = counted(world, 12)
    assert reported(world, "published").findings == first
    second = counted(world, 6)
    assert reported(world, "staff").findings == second
    assert reported(world, "published").findings == first
    third = counted(world, 6)
    assert reported(world, "published").findings == third
    assert {run.pk for run in done_runs(world.round.pk)} == {first.pk, second.pk, third.pk}
