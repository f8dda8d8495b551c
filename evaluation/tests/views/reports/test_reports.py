"""Pages of reports: progress and cancel, national reports, differences, data, letters and schedules."""

from __future__ import annotations

import io
import subprocess
from datetime import date, time
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from challenges.models import Challenge, Letter, Placement
from challenges.tests import factories as when
from councils.errors import DomainError, NotAllowed
from councils.runs.models import RunState
from councils.runs.services import RunRefused, claim, perform
from evaluation.models import EvaluationReport, FindingsRun, Survey
from evaluation.reports.chapters import report_of
from evaluation.reports.data import attachments
from evaluation.reports.dates import FIXED
from evaluation.reports.nation import build_national_snapshot
from evaluation.reports.packs import letter_of, pack_pdf, schedule_of, timetable_of
from evaluation.reports.render import as_pdf
from evaluation.reports.snapshot import checksum
from evaluation.services.reports.making import cancel_report, do_report, moment_of, request_report
from evaluation.tests import factories as what
from evaluation.tests.nation import nation
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
CHECKER = Path(settings.BASE_DIR).parent / "shared" / "pdfua" / "check.sh"


@pytest.fixture
def world() -> World:
    """The world with a survey that nobody has answered yet."""
    world = build_world()
    what.survey(world.round)
    return world


def asked(world: World) -> EvaluationReport:
    return request_report(round=world.round, audience="staff", actor=world.actors["national"])


def test_a_report_in_the_making_is_cancelled(world: World) -> None:
    report = asked(world)
    address = reverse("evaluation:report_detail", args=[report.pk])
    client = world.clients["evaluator"]
    assert "Cancel it" in client.get(address).content.decode()
    assert "Cancel it" not in world.clients["own"].get(address).content.decode()
    client.post(reverse("evaluation:report_cancel", args=[report.pk]))
    assert "Cancelled by Eva Evaluator" in client.get(address).content.decode()
    with pytest.raises(DomainError, match="not being made"):
        cancel_report(report=report, actor=world.actors["national"])
    with pytest.raises(NotAllowed):
        cancel_report(report=report, actor=world.actors["own"])


def test_a_cancelled_attempt_stores_nothing_even_after_a_new_start(world: World) -> None:
    report = asked(world)
    old = claim(EvaluationReport, report.pk)
    cancel_report(report=report, actor=world.actors["national"])
    do_report(old)
    report.refresh_from_db()
    assert (report.state, report.snapshot) == (RunState.FAILED, None)
    again = asked(world)
    assert (again.pk, again.state, again.cancelled_by) == (report.pk, RunState.QUEUED, "")
    new = claim(EvaluationReport, report.pk)
    assert new.attempt > old.attempt


@pytest.mark.pdf
def test_the_worker_leaves_off_in_the_middle_of_the_pages(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evaluation.services.reports.making.OFTEN", 0.0)
    report = asked(world)
    steps: list[str] = []

    def cancelled_at_page_three(run: EvaluationReport, *, progress: int, step: str) -> bool:
        steps.append(step)
        return step != "Setting page 3"

    monkeypatch.setattr("evaluation.services.reports.making.keep_alive", cancelled_at_page_three)
    perform(EvaluationReport, report.pk, do_report)
    report.refresh_from_db()
    assert steps[-1] == "Setting page 3"
    assert report.snapshot is None


def test_the_national_page_asks_for_a_report_and_its_chapters(world: World) -> None:
    client = world.clients["national"]
    page = client.get(reverse("evaluation:national_reports")).content.decode()
    assert "2026/27" in page
    address = reverse("evaluation:national_request", args=[2026])
    assert "Choose at least one chapter" in client.post(address, {"audience": "staff"}).content.decode()
    client.post(address, {"audience": "published", "chapters": ["regions", "benefits"]})
    report = EvaluationReport.objects.get()
    assert (report.round, report.start_year, report.audience) == (None, 2026, "published")
    assert report.left_out == [
        "barriers", "change", "conclusions", "cross-regional", "delivery", "development",
    ]  # fmt: skip
    assert client.get(reverse("evaluation:national_request", args=[2019])).status_code == 404


def test_managers_read_a_national_report_once_its_facts_are_out(world: World) -> None:
    report = request_report(start_year=2026, audience="staff", actor=world.actors["national"])
    address = reverse("evaluation:report_detail", args=[report.pk])
    assert world.clients["other"].get(address).status_code == 404
    EvaluationReport.objects.update(stage="fact_check")
    assert world.clients["other"].get(address).status_code == 200
    assert world.clients["host"].get(address).status_code == 404


def test_what_a_request_refuses(world: World) -> None:
    with pytest.raises(DomainError, match="chapters that a report has"):
        request_report(
            round=world.round, audience="staff", actor=world.actors["national"], left_out=["weather"]
        )
    with pytest.raises(DomainError, match="No round of this year"):
        request_report(start_year=2019, audience="staff", actor=world.actors["national"])


@pytest.mark.pdf
def test_a_national_report_is_made_whole() -> None:
    rounds = nation(regions=3, people=14, hosts=4)
    world = build_world()
    report = request_report(start_year=2026, audience="staff", actor=world.actors["national"])
    perform(EvaluationReport, report.pk, do_report)
    report.refresh_from_db()
    assert (report.state, report.error) == (RunState.DONE, "")
    assert [run.round in rounds for run in report.national_findings.all()].count(True) == 3
    page = world.clients["national"].get(reverse("evaluation:report_detail", args=[report.pk]))
    told = page.content.decode()
    assert "Regions side by side" in told
    assert "Yorkshire and The Humber" in told


def test_a_year_without_findings_is_refused_in_words(world: World) -> None:
    report = request_report(start_year=2026, audience="staff", actor=world.actors["national"])
    Survey.objects.all().delete()
    with pytest.raises(RunRefused, match="No round of this year"):
        do_report(claim(EvaluationReport, report.pk))


def test_what_changed_since_another_version(world: World) -> None:
    old = what.frozen_report(world.round, "1")
    world.challenge.theme = "Front door"
    world.challenge.save()
    new = what.frozen_report(world.round, "2")
    page = world.clients["own"].get(reverse("evaluation:report_changes", args=[new.pk, old.pk]))
    kinds = {passage.kind: " ".join(passage.lines) for passage in page.context["passages"]}
    assert "Kent, Theme Neglect" in kinds["gone"]
    assert "Kent, Theme Front door" in kinds["new"]


def test_the_tables_as_data(world: World) -> None:
    report = what.frozen_report(world.round, "1")
    client = world.clients["own"]
    book = client.get(reverse("evaluation:report_data", args=[report.pk, "xlsx"]))
    assert 'filename="south-east-2026-27-evaluation-staff.xlsx"' in book["Content-Disposition"]
    assert load_workbook(io.BytesIO(book.content)).sheetnames[0] == "Tables"
    text = client.get(reverse("evaluation:report_data", args=[report.pk, "csv"])).content.decode("utf-8-sig")
    assert text.startswith("Table,Caption,Row,Column,Value\r\n")
    assert client.get(reverse("evaluation:report_data", args=[report.pk, "exe"])).status_code == 404


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def letter(world: World, sent_on: date | None) -> Letter:
    made = Letter.objects.create(challenge=world.challenge, sent_on=sent_on)
    made.strengths.create(position=1, text="Steady leadership")
    made.areas.create(position=1, text="Decisions at the front door <b>")
    return made


@pytest.mark.pdf
def test_the_letter_as_pdf(world: World) -> None:
    letter(world, date(2027, 2, 1))
    reply = world.clients["peer"].get(reverse("evaluation:letter_pdf", args=[world.challenge.pk]))
    assert 'filename="letter-kent-south-east-2026-27.pdf"' in reply["Content-Disposition"]
    told = words_of(reply.content)
    assert "Steady leadership" in told
    assert "Decisions at the front door <b>" in told
    assert "Pike Peer, lead challenger, Surrey" in told
    assert "Sent on 1 February 2027." in told


def test_a_draft_letter_is_for_its_writers_alone(world: World) -> None:
    letter(world, None)
    address = reverse("evaluation:letter_pdf", args=[world.challenge.pk])
    assert world.clients["host"].get(address).status_code == 404
    assert letter_of(world.challenge).draft
    page = reverse("challenges:challenge_detail", args=[world.challenge.pk])
    assert "Download the letter" not in world.clients["host"].get(page).content.decode()
    assert "Download the letter" in world.clients["own"].get(page).content.decode()


@pytest.mark.pdf
def test_the_schedule_as_pdf(world: World) -> None:
    pack = schedule_of(world.round)
    assert pack.tables[0].rows == (
        ("Kent", "12\u00a0to\u00a014\u00a0Jan\u00a02027", "Neglect", "Pike Peer, Surrey", "Agreed"),
    )
    assert pack_pdf(pack).data == pack_pdf(pack).data
    assert "Pike Peer, Surrey" in words_of(pack_pdf(pack).data)
    link = world.clients["own"].get(reverse("challenges:round_calendar", args=[world.round.pk]))
    assert "Download the schedule of visits" in link.content.decode()


def published_session(challenge: Challenge) -> Challenge:
    """The challenge with one session of its first peer published."""
    row = when.timetable(challenge).published.create(
        title="Head of service",
        kind="interview",
        day=0,
        start=time(9, 30),
        minutes=45,
        room="Blue",
        people=["Ann Smith"],
        changed_at=timezone.now(),
    )
    row.places.create(person=challenge.placements.all()[0].person)
    return challenge


def test_a_timetable_to_print_has_the_day_and_each_peers_own(world: World) -> None:
    pack = timetable_of(published_session(world.challenge))
    assert [table.caption for table in pack.tables] == ["Tuesday 12 January", "Pike Peer: own sessions"]
    fixed = "09:30 to 10:15".replace(" ", FIXED)
    assert pack.tables[0].rows == ((fixed, "Head of service", "Ann Smith", "Pike Peer", "Blue"),)
    assert pack.tables[1].rows == (("Tuesday 12 January, 09:30 to 10:15", "Head of service", "Blue"),)


def test_a_timetable_that_is_not_published_says_so(world: World) -> None:
    address = reverse("evaluation:timetable_pdf", args=[world.challenge.pk])
    page = world.clients["peer"].get(address, follow=True)
    assert "The timetable of this visit has not been published yet." in page.content.decode()


@pytest.mark.pdf
@pytest.mark.once
@pytest.mark.skipif(not CHECKER.exists(), reason="the validator is not beside the project")
def test_letter_schedule_and_national_report_conform(tmp_path: Path) -> None:
    rounds = nation(regions=2, people=14, hosts=4)
    runs = {round: FindingsRun.objects.get(round=round) for round in rounds}
    snapshot = build_national_snapshot(2026, "published", runs)
    words = report_of(snapshot, checksum(snapshot))
    challenge = rounds[0].challenges.first()
    Letter.objects.create(challenge=challenge).areas.create(position=1, text="Decisions at the front door")
    made = {
        "national": as_pdf(words, draft=True, attached=attachments(words, moment_of(snapshot))),
        "letter": pack_pdf(letter_of(challenge)),
        "schedule": pack_pdf(schedule_of(rounds[0])),
        "timetable": pack_pdf(timetable_of(published_session(challenge))),
    }
    files = [tmp_path / f"{name}.pdf" for name in made]
    for file, pdf in zip(files, made.values(), strict=True):
        file.write_bytes(pdf.data)
    for profile in ("ua1", "3a"):
        checked = subprocess.run(
            [str(CHECKER), profile, *map(str, files)], capture_output=True, text=True, check=False
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_an_empty_schedule_says_so(world: World) -> None:
    Placement.objects.all().delete()
    world.challenge.delete()
    page = world.clients["own"].get(reverse("evaluation:schedule_pdf", args=[world.round.pk]), follow=True)
    assert "No visit of this round is planned yet." in page.content.decode()
