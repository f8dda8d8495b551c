"""Downloads of answers: whole, readable by spreadsheets, and running nothing."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from councils.imports.cells import as_written
from councils.models import AuditEvent
from evaluation.models import Answer, Response
from evaluation.tests import factories as what
from evaluation.tests.hostile import FORMULAS, WORDS
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def download(world: World, kind: str) -> bytes:
    return (
        world.clients["national"].get(reverse(f"evaluation:responses_{kind}", args=[world.round.pk])).content
    )


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_one_row_a_response_with_its_day_and_answers(world):
    survey = what.survey(world.round)
    what.response(
        what.invitation(survey), {"changed": 'Trust, "more"\r\nof it', "B1": "great"}, consent="role_only"
    )
    row = rows_of(download(world, "csv"))[0]
    assert (row["date"], row["council"], row["consent"]) == (
        timezone.now().date().isoformat(), "Kent", "Quote me with my role only",
    )  # fmt: skip
    assert (row["changed"], row["B1"], row["improve"]) == ('Trust, "more"\r\nof it', "great", "")
    assert AuditEvent.objects.get(verb="downloaded the answers").after == {"kind": "csv", "responses": 1}


@pytest.mark.parametrize("text", [*FORMULAS, "\x01=1+1", *(word for word in WORDS if "\x00" not in word)])
def test_no_cell_runs_as_a_formula_and_every_word_is_there(world, text):
    what.response(what.invitation(what.survey(world.round)), {"changed": text})
    cell = rows_of(download(world, "csv"))[0]["changed"]
    assert as_written(cell) == text
    assert cell[:1] not in tuple("=+-@\t\r")
    book = load_workbook(io.BytesIO(download(world, "xlsx")))
    assert book.sheetnames == ["Answers", "Codebook"]
    headings = [each.value for each in book["Answers"][1]]
    held = book["Answers"].cell(2, headings.index("changed") + 1)
    assert held.data_type != "f"
    assert not str(held.value or "").startswith(("=", "+", "-", "@"))


def test_the_codebook_names_every_column(world):
    what.response(what.invitation(what.survey(world.round)), {"changed": "Trust."})
    book = load_workbook(io.BytesIO(download(world, "xlsx")))
    columns = [each.value for each in book["Answers"][1]]
    described = {row[0].value: [cell.value for cell in row] for row in book["Codebook"].iter_rows(min_row=2)}
    assert list(described) == columns
    assert described["B1"][3].startswith("great = To a great extent; moderate = ")
    assert described["dcs_scope"][4] == "Director of children's services"


def test_an_anonymous_response_has_no_day_council_or_post(world):
    survey = what.survey(world.round)
    made = Response.objects.create(
        survey=survey, anonymous=True, role_group="childrens_services", region=world.challenge.region
    )
    revision = made.revisions.create(idempotency_key=made.pk)
    question = survey.version.questions.get(key="changed")
    Answer.objects.create(response=made, question=question, text="Trust.", first_revision=revision)
    row = rows_of(download(world, "csv"))[0]
    assert (row["date"], row["council"], row["post"], row["changed"]) == ("", "", "", "Trust.")


def test_a_download_costs_the_same_at_one_and_thirty(world):
    survey, counts = what.survey(world.round), []
    for number in (1, 29):
        for _ in range(number):
            what.response(what.invitation(survey), {"changed": "Trust.", "B1": "great"})
        with CaptureQueriesContext(connection) as queries:
            download(world, "csv")
        counts.append(len(queries))
    assert counts[0] == counts[1]
