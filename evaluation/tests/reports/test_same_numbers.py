"""One snapshot, four forms: the same numbers in page, PDF, workbook and text; and recomputed from the database."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from html import unescape

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from challenges.models import ChallengeRound, Placement
from councils.imports.cells import as_written, cell_text
from evaluation.models import Answer, CodeAssignment, Coding, FindingsRun, Invitation, Receipt, Response
from evaluation.reports.chapters import report_of
from evaluation.reports.data import as_csv, as_workbook, attachments
from evaluation.reports.nation import build_national_snapshot
from evaluation.reports.pieces import Report, Table
from evaluation.reports.render import Pdf, as_pdf
from evaluation.reports.snapshot import Snapshot, build_snapshot, checksum
from evaluation.services.reports.making import moment_of
from evaluation.tests.nation import nation
from evaluation.tests.reports import tags
from evaluation.tests.reports.recounted import compare

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]
Rows = list[tuple[str, ...]]


@pytest.fixture
def rounds() -> list[ChallengeRound]:
    """Three regions' rounds, counted."""
    return nation(regions=3, people=21, hosts=6)


def made(rounds: list[ChallengeRound]) -> tuple[Snapshot, Report]:
    runs = {round: FindingsRun.objects.get(round=round) for round in rounds}
    snapshot = build_national_snapshot(2026, "staff", runs)
    return snapshot, report_of(snapshot, checksum(snapshot))


def cells(report: Report) -> list[str]:
    return [cell for table in report.every_table for row in table.rows for cell in row[1:]]


def bare(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)


def in_csv(data: bytes) -> list[str]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    return [as_written(row[4]) for row in rows[1:]]


def in_workbook(data: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(data))
    found = []
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows(min_row=3, min_col=2, values_only=True):
            found += [as_written(cell_text(value)) for value in row]
    return found


def printed(pdf: Pdf) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages)


def test_the_same_numbers_in_every_form(rounds: list[ChallengeRound]) -> None:
    snapshot, report = made(rounds)
    pdf = as_pdf(report, attached=attachments(report, moment_of(snapshot)))
    files = PdfReader(io.BytesIO(pdf.data)).attachments
    text, book = files["tables.csv"][0], files["tables.xlsx"][0]
    assert (text, book) == (as_csv(report), as_workbook(report, moment_of(snapshot)))
    assert in_csv(text) == cells(report)
    assert in_workbook(book) == cells(report)
    page = bare(unescape(render_to_string("reports/body.html", {"report": report, "printed": False})))
    shown = bare(printed(pdf))
    numbers = [bare(cell) for cell in cells(report) if re.search(r"\d", cell)]
    assert len(numbers) > 300
    assert [number for number in numbers if number not in shown] == []
    assert [number for number in numbers if f">{number}<" not in page] == []
    assert report.checksum in bare(PdfReader(io.BytesIO(pdf.data)).pages[-1].extract_text())


def test_the_files_are_the_same_bytes_when_made_again(rounds: list[ChallengeRound]) -> None:
    snapshot, report = made(rounds)
    again = report_of(snapshot, checksum(snapshot))
    first, second = (attachments(each, moment_of(snapshot)) for each in (report, again))
    assert [each.data for each in first] == [each.data for each in second]
    assert as_pdf(report, attached=first).data == as_pdf(again, attached=second).data


def test_what_a_listener_hears(rounds: list[ChallengeRound]) -> None:
    _, report = made(rounds)
    pdf = as_pdf(report, draft=True).data
    levels = tags.headings(pdf)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [b for a, b in zip(levels, levels[1:], strict=False) if b > a + 1] == []
    assert tags.cells_without_headers(pdf) == 0
    said = tags.alternatives(pdf)
    assert len(said) >= 20
    assert [alternative for alternative in said if not re.search(r"[a-z]{3}.*[.;\d]", alternative)] == []
    assert sorted(set(tags.link_names(pdf))) == sorted({f"Go to {name}" for name in report.anchors.values()})


def table(report: Report, caption: str) -> Table:
    return next(each for each in report.every_table if each.caption == caption)


def test_every_count_recomputed_from_the_database(rounds: list[ChallengeRound]) -> None:
    """By other code than the report's own: plain loops over the rows."""
    _, report = made(rounds)
    said, of = said_by_people()
    benefits = {row[0][:2]: row[1:] for row in table(report, "Benefits: who raised what").rows}
    for code, row in benefits.items():
        assert (row[0], row[-1], row[1]) == (
            str(len(said[code, False])),
            str(len(said[code, True])),
            str(of),
        ), code
    everyone = table(report, "Asked and answered, by role group").rows[0]
    assert everyone == ("Everyone", str(Invitation.objects.count()), str(Receipt.objects.count()))
    assert table(report, "Open answers").rows[-1][1] == str(Answer.objects.filter(value="").count())
    for row in table(report, "What each region did").rows:
        assert row[1:7] == deeds_of(row[0])
    spread_as_counted(report)


def test_every_number_of_a_regions_report_recounted(rounds: list[ChallengeRound]) -> None:
    """All tables and all sentences; a number that no recount knows is a difference too."""
    round = rounds[0]
    found = compare(regional(round), round, timezone.localdate())
    assert found.wrong == []
    assert (found.cells > 150, found.pairs > 30) == (True, True)
    report = regional(round)
    CodeAssignment.objects.filter(theme__code="B5", coding__answer__response__survey__round=round).delete()
    changed = compare(report, round, timezone.localdate()).wrong
    assert ("Benefits: who raised what", "B5 Professional development", "People") in {w[:3] for w in changed}


def regional(round: ChallengeRound) -> Report:
    snapshot = build_snapshot(round, "staff", FindingsRun.objects.get(round=round))
    return report_of(snapshot, checksum(snapshot))


def said_by_people() -> tuple[dict[tuple[str, bool], set[object]], int]:
    """Who said each theme, affirmed or denied, and how many people gave a usable open answer."""
    writer = dict(Answer.objects.values_list("pk", "response"))
    outcomes = {coding.pk: coding for coding in Coding.objects.all()}
    said: dict[tuple[str, bool], set[object]] = defaultdict(set)
    for given in CodeAssignment.objects.select_related("theme"):
        said[given.theme.code, given.denied].add(writer[outcomes[given.coding_id].answer_id])
    usable = {writer[c.answer_id] for c in outcomes.values() if c.outcome in ("coded", "none")}
    return said, len(usable)


def deeds_of(region: str) -> tuple[str, ...]:
    """Planned, held, moved, places, places from outside, days given."""
    round = ChallengeRound.objects.get(regions__name=region)
    challenges = list(round.challenges.all())
    held = [challenge for challenge in challenges if challenge.state == "letter_sent"]
    places = list(
        Placement.objects.filter(challenge__in=held).select_related("challenge", "home_council__region")
    )
    outside = [place for place in places if place.home_council.region.name != region]
    numbers = (len(challenges), len(held), 0, len(places), len(outside), 3 * len(places))
    return tuple(map(str, numbers))


def spread_as_counted(report: Report) -> None:
    """Every closed question's distribution, value by value."""
    captions = [each for each in report.every_table if each.caption.startswith("Answers of everyone")]
    rows = [(each.columns, row) for each in captions for row in each.rows]
    checked = 0
    for columns, row in rows:
        counted: dict[str, int] = defaultdict(int)
        answers = Answer.objects.filter(question__text=row[0]).exclude(value="").select_related("question")
        for answer in answers:
            counted[dict(answer.question.options)[answer.value]] += 1
        if "hidden" in row[0] or not counted:
            continue
        shown = dict(zip(columns[1:], row[1:], strict=True))
        outside = sum(counted[label] for label in ("Don't know", "Not applicable", "Don’t know"))
        assert shown.pop("Answers") == str(sum(counted.values()) - outside)
        assert shown == {label: str(counted[label]) for label in shown}
        checked += 1
    assert checked == 9
    assert Response.objects.count() == 54
