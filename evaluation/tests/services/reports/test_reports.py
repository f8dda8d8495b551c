"""The report: frozen figures, the same in page and PDF, the same bytes when made again, nothing fetched."""

from __future__ import annotations

import functools
import io
import operator
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from pypdf import PdfReader

from councils.errors import NotAllowed
from councils.roles import PostKind
from councils.runs.models import RunState
from councils.runs.services import RunRefused, perform
from councils.tests import factories as who
from evaluation.findings.documents import disclosed_from_json
from evaluation.models import Answer, EvaluationReport, FindingsRun, Quote, Response, Theme
from evaluation.reports.chapters import report_of
from evaluation.reports.pieces import Report, Table
from evaluation.reports.render import as_html, as_pdf, render
from evaluation.reports.snapshot import build_snapshot, checksum, quotes_for
from evaluation.selectors.reports.contents import quotes_of
from evaluation.services.coding.desk import decide
from evaluation.services.findings.runs import do_findings, request_findings
from evaluation.services.reports.making import do_report, request_report
from evaluation.tests import factories as what
from evaluation.tests.desk import coder
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
CHECKER = Path(settings.BASE_DIR).parent / "shared" / "pdfua" / "check.sh"
PLANTED = (
    '<img src="http://127.0.0.1:9/x.png"><style>body{display:none}</style>@import url(file:///etc/passwd)'
)


# Fields of a snapshot that hold somebody's words even where these are one word.
WRITTEN = ("text", "by", "title", "host", "name", "national_body")


@pytest.fixture
def world() -> World:
    """The world with 24 people who answered, and one quote."""
    world = build_world()
    survey = what.survey(world.round)
    for n in range(24):
        post = PostKind.DIRECTOR if n % 2 else PostKind.CHIEF_EXECUTIVE
        invited = what.invitation(survey, who.person(post=post, at=who.council("Kent")))
        given = {"changed": f"We borrowed their audit form. {PLANTED}", "B6": "great" if n % 3 else "small"}
        what.response(invited, given, consent="role_only")
    answer = Answer.objects.filter(question__key="changed").first()
    Quote.objects.create(
        answer=answer,
        theme=Theme.objects.get(code="B6"),
        start=0,
        end=len(answer.text),
        approved_by=who.national_staff().user,
    )
    run = request_findings(world.round)
    perform(FindingsRun, run.pk, do_findings)
    return world


def made(world: World, audience: str = "staff") -> tuple[dict, Report]:
    run = FindingsRun.objects.get(round=world.round)
    snapshot = build_snapshot(world.round, audience, run)
    return snapshot, report_of(snapshot, checksum(snapshot))


def bare(text: str) -> str:
    """The text without blanks and hyphens, which line ends move about."""
    return re.sub(r"[\s\u00ad-]", "", text)


def tables(report: Report) -> list[Table]:
    return list(report.every_table)


def read(world: World, report: Report) -> str:
    """The address of the stored report."""
    asked = request_report(round=world.round, audience="staff", actor=world.actors["national"])
    perform(EvaluationReport, asked.pk, do_report)
    return reverse("evaluation:report_detail", args=[asked.pk])


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.pdf
def test_page_and_pdf_hold_the_same_numbers(world: World) -> None:
    _, report = made(world)
    printed = bare(text_of(as_pdf(report).data))
    page = bare(world.clients["national"].get(read(world, report)).content.decode())
    cells = [
        cell for table in tables(report) for row in table.rows for cell in row[1:] if re.search(r"\d", cell)
    ]
    assert len(cells) > 50
    assert [cell for cell in cells if bare(cell) not in printed] == []
    assert [cell for cell in cells if bare(escape(cell)) not in page] == []
    assert report.checksum in printed


@pytest.mark.pdf
@pytest.mark.once
def test_the_same_snapshot_gives_the_same_bytes(world: World) -> None:
    _, report = made(world)
    assert as_pdf(report).data == as_pdf(report).data


@pytest.mark.pdf
@pytest.mark.once
def test_nothing_from_an_answer_is_fetched_or_applied(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "urllib.request.OpenerDirector.open", lambda self, url, *a, **k: opened.append(str(url))
    )
    _, report = made(world)
    assert PLANTED not in as_html(report)
    printed = text_of(as_pdf(report).data)
    assert "We borrowed their audit form" in printed
    raw = render(
        f'<html lang="en"><title>t</title><h1>Kept</h1><p>{PLANTED}</p><img alt="x" src="file:///etc/passwd">'
        '<link rel="stylesheet" href="http://127.0.0.1:9/a.css"></html>'
    )
    assert "root:" not in text_of(raw.data)
    assert opened == []


def test_every_text_of_a_snapshot_is_printed_as_text(world: World) -> None:
    """A remote picture, a file and a style planted in each text field: words on the page, and nothing else."""
    snapshot, _ = made(world)
    snapshot.pop("sentences")
    before = as_html(report_of(snapshot, "0"))
    for *way, last in list(texts_in(snapshot)):
        holder = functools.reduce(operator.getitem, way, snapshot)
        holder[last] = f"{holder[last]}{PLANTED}"
    html = as_html(report_of(snapshot, "0"))
    assert html.count(escape(PLANTED)) > 200
    assert PLANTED not in html
    for tag in ("<img", "<link", "<style", "<script"):
        assert html.count(tag) == before.count(tag) == 0


def test_agreement_is_told_by_kind_of_coders(world: World) -> None:
    snapshot, _ = made(world)
    snapshot["agreement"] = {
        "coded_twice": 4,
        "agreed": 3,
        "pairs": [["Two people", 4, 6, 1, 2], ["One", 2, 0, 0, 0]],
    }
    told = next(t for t in tables(report_of(snapshot, "0")) if t.caption == "Agreement on themes")
    assert told.rows == (("Two people", "4", "6", "1", "2", "0.80"), ("One", "2", "0", "0", "0", "–"))


def test_it_says_on_whose_word_the_codes_rest(world: World) -> None:
    _, report = made(world)
    assert "people decided on 0 answers; on 0 answers the engine" in as_html(report)
    assert "on 24 answers they are the engine" in as_html(report)
    answer = Answer.objects.filter(question__key="changed").order_by("pk").last()
    decide(answer=answer, outcome="none", codes=[], seen=None, actor=coder("Ann"))
    snapshot, report = made(world)
    assert snapshot["rests_on"] == {"people": 1, "accepted": 0, "suggested": 23}
    assert "people decided on 1 answer; on 0 answers the engine" in as_html(report)


def texts_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where in a snapshot words stand that somebody wrote: no days, codes, keys or numbers."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        if isinstance(each, str):
            if " " in each or key in WRITTEN:
                yield (*path, key)
        else:
            yield from texts_in(each, (*path, key))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"end": 9999}, "no longer part of its answer"),
        ({"approved_by": None}, "nobody has approved"),
    ],
)
def test_a_quote_that_is_not_borne_out_is_refused(world: World, change: dict[str, Any], refusal: str) -> None:
    quote = quotes_of(world.round)[0]
    for name, value in change.items():
        setattr(quote, name, value)
    findings = disclosed_from_json(made(world)[0]["findings"])
    with pytest.raises(RunRefused, match=refusal):
        quotes_for([quote], findings, {})


@pytest.mark.pdf
@pytest.mark.once
@pytest.mark.skipif(not CHECKER.exists(), reason="the validator is not beside the project")
@pytest.mark.parametrize("audience", ["staff", "published"])
def test_the_pdf_conforms_to_pdf_ua(world: World, tmp_path: Path, audience: str) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(as_pdf(made(world, audience)[1]).data)
    for profile in ("ua1", "3a"):
        ran = subprocess.run([str(CHECKER), profile, str(file)], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_published_report_names_no_council_and_no_reason(world: World) -> None:
    snapshot, report = made(world, "published")
    assert snapshot["delivery"]["challenges"] == []
    assert "Kent" not in as_html(report)
    assert "Kent" in as_html(made(world, "staff")[1])


def test_a_quote_without_consent_refuses_the_report(world: World) -> None:
    Response.objects.update(consent="none")
    with pytest.raises(RunRefused, match="does not want to be quoted"):
        made(world)


def test_asking_twice_is_one_report_and_it_is_made_once(world: World) -> None:
    ask = {"round": world.round, "audience": "staff", "actor": world.actors["national"]}
    first, second = request_report(**ask), request_report(**ask)
    assert first.pk == second.pk
    perform(EvaluationReport, first.pk, do_report)
    first.refresh_from_db()
    assert (first.state, first.sha256) == (RunState.DONE, checksum(first.snapshot))
    assert [(file.draft, file.pages > 5) for file in first.files.order_by("draft")] == [
        (False, True),
        (True, True),
    ]


def test_managers_do_not_make_reports(world: World) -> None:
    with pytest.raises(NotAllowed):
        request_report(round=world.round, audience="staff", actor=world.actors["own"])


def test_the_report_is_read_and_downloaded(world: World) -> None:
    client = world.clients["national"]
    asked = client.post(
        reverse("evaluation:report_request", args=[world.round.pk]),
        {"audience": "staff", "chapters": ["benefits"]},
    )
    waiting = client.get(asked["Location"]).content.decode()
    assert "Waiting for its turn" in waiting
    perform(EvaluationReport, EvaluationReport.objects.get().pk, do_report)
    page = client.get(asked["Location"]).content.decode()
    assert "Raised unprompted by 24 of 24" in page
    assert "Evidence of change" not in page
    pdf = client.get(reverse("evaluation:report_pdf", args=[EvaluationReport.objects.get().pk]))
    assert pdf["Content-Disposition"] == 'attachment; filename="south-east-2026-27-evaluation-staff.pdf"'
    assert pdf.content.startswith(b"%PDF-1.7")
    assert (
        "Choose for whom"
        in client.post(reverse("evaluation:report_request", args=[world.round.pk])).content.decode()
    )
