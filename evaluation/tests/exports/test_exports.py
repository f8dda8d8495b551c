"""What is taken away from the desk: whole, harmless in a spreadsheet, and with every position right elsewhere."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree import ElementTree as ET  # noqa: N817 - its usual name

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from councils.audit.models import AuditEvent
from evaluation.exports.refi import place, plain
from evaluation.models import Answer
from evaluation.selectors.coding.effective import Said
from evaluation.services.coding import desk
from evaluation.tests.desk import PACK, SUNNY, answered, coder, counted
from evaluation.tests.exports.schema import NAMESPACE, breaches
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
TRICKY = "Ŵyl y glêr, diolch yn fawr 🙂 👩‍👩‍👧!\r\nNaïve café:\r\nthe pack came late\rand 𝔬ld. Cost was no problem."


@pytest.fixture
def world() -> World:
    return build_world()


def taken(world: World, format: str) -> bytes:
    """The file of the round's coded answers."""
    reply = world.clients["evaluator"].get(reverse(f"evaluation:answers_{format}", args=[world.round.pk]))
    assert reply.status_code == 200
    assert f'.{format}"' in reply["Content-Disposition"]
    return bytes(reply.content)


def decided(answer: Answer, *words: tuple[str, bool, str]) -> None:
    """A person's coding of the answer, each theme by the words it stands on."""
    codes = [
        Said(theme, denied, at := answer.text.index(said), at + len(said)) for theme, denied, said in words
    ]
    desk.decide(answer=answer, outcome="coded", codes=codes, seen=None, actor=coder("Ann"))


def test_a_spreadsheet_holds_every_answer_and_accounts_for_them(world: World) -> None:
    answered(world, [PACK, SUNNY, "n/a", "=1+1"])
    counted(world)
    rows = list(csv.reader(io.StringIO(taken(world, "csv").decode("utf-8-sig"))))
    header, answers, account = rows[0], rows[1:5], rows[6:]
    assert header[6:8] == ["Words", "Coding"]
    told = {row[6]: (row[7], row[8], row[9], row[10]) for row in answers}
    assert told[PACK] == ("Coded", "D2", "R1", "D2: pack came late; R1 denied: cost was no problem")
    assert told["'=1+1"][0] == "No theme"
    assert dict(account) == {"Received": "4", "Coded": "1", "No theme": "2", "Unusable": "1", "Waiting": "0"}


def test_a_workbook_holds_no_formula(world: World) -> None:
    answered(world, ["=cmd|'/c calc'!A1", "bell \x07 rings"])
    counted(world)
    book = load_workbook(io.BytesIO(taken(world, "xlsx")))
    cells = [cell for row in book["Answers"].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert {cell.value for cell in cells} >= {"'=cmd|'/c calc'!A1", "bell  rings"}
    account = {row[0].value: row[1].value for row in book["Reconciliation"].iter_rows()}
    assert account == {"Received": 2, "Coded": 0, "No theme": 2, "Unusable": 0, "Waiting": 0}


def opened(project: bytes) -> tuple[ET.Element, dict[str, str]]:
    """The project as another program reads it: its description, and its texts with line ends made one letter."""
    archive = zipfile.ZipFile(io.BytesIO(project))
    texts = {
        name.removeprefix("Sources/"): io.TextIOWrapper(archive.open(name), encoding="utf-8").read()
        for name in archive.namelist()
        if name.startswith("Sources/")
    }
    return ET.fromstring(archive.read("project.qde")), texts  # noqa: S314 - we wrote it


def test_no_text_has_line_ends_that_a_program_makes_longer_or_shorter(world: World) -> None:
    answered(world, [TRICKY, "a\r\n\r\nb", PACK])
    archive = zipfile.ZipFile(io.BytesIO(taken(world, "qdpx")))
    texts = [archive.read(name) for name in archive.namelist() if name.startswith("Sources/")]
    assert len(texts) == 3
    assert not any(b"\r" in text or text.startswith(b"\xef\xbb\xbf") for text in texts)


def test_the_project_keeps_to_the_published_schema(world: World) -> None:
    answers = answered(world, [TRICKY, PACK, SUNNY, "n/a", "low \x02 <b>&"])
    decided(answers[0], ("D2", False, "pack came late"), ("D2", True, "𝔬ld"), ("B3", False, "café"))
    counted(world)
    answered(world, [PACK])
    project, texts = opened(taken(world, "qdpx"))
    assert list(breaches(project)) == []
    guids = [each.get("guid") for each in project.iter() if each.get("guid")]
    assert len(guids) == len(set(guids))
    targets = {each.get("targetGUID") for each in project.iter() if each.get("targetGUID")}
    assert targets <= set(guids)
    assert len(texts) == 6
    description = project.find(f"{NAMESPACE}Description")
    assert description is not None
    assert str(description.text).endswith("= 6 received")


def test_every_position_is_right_whatever_the_letters(world: World) -> None:
    answers = answered(world, [TRICKY, PACK])
    words = [("D2", False, "pack came late"), ("D2", True, "𝔬ld"), ("B3", False, "👩‍👩‍👧"), ("B4", False, "late\rand"),
             ("R1", True, TRICKY)]  # fmt: skip
    decided(answers[0], *words)
    counted(world)
    project, texts = opened(taken(world, "qdpx"))
    names = {each.get("guid"): str(each.get("name")) for each in project.iter(f"{NAMESPACE}Code")}
    found = set()
    for source in project.iter(f"{NAMESPACE}TextSource"):
        text = texts[str(source.get("plainTextPath")).removeprefix("internal://")]
        for selection in source.iter(f"{NAMESPACE}PlainTextSelection"):
            start, end = int(str(selection.get("startPosition"))), int(str(selection.get("endPosition")))
            code = selection.find(f"{NAMESPACE}Coding/{NAMESPACE}CodeRef")
            assert code is not None
            name = names[code.get("targetGUID")]
            found.add((name.split()[0], name.endswith("(denied)"), text[start:end]))
    theirs = {(theme, denied, plain(said)) for theme, denied, said in words}
    assert found == theirs | {("D2", False, "pack came late"), ("R1", True, "cost was no problem")}


@pytest.mark.parametrize("text", ["", "a\r\nb", "\r\n\r\n", "a\rb\nc", "🙂\r\n🙂"])
def test_an_offset_stands_before_the_same_words_in_the_plain_text(text: str) -> None:
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert plain(text)[place(text, offset) :] == plain(text[offset:])


def test_the_same_data_makes_the_same_project(world: World) -> None:
    answered(world, [PACK, SUNNY])
    counted(world)
    assert taken(world, "qdpx") == taken(world, "qdpx")


def test_an_empty_round_can_be_taken_away(world: World) -> None:
    for format in ("csv", "xlsx"):
        assert taken(world, format)
    assert list(breaches(opened(taken(world, "qdpx"))[0])) == []
    assert AuditEvent.objects.filter(verb="exported coded answers").count() == 3


@pytest.mark.parametrize("name", ["answers_csv", "answers_xlsx", "answers_qdpx", "grid"])
def test_files_and_grid_cost_the_same_at_one_and_thirty(world: World, name: str) -> None:
    page, counts = reverse(f"evaluation:{name}", args=[world.round.pk]), []
    for more in (1, 29):
        answered(world, [PACK] * more)
        counted(world)
        world.clients["evaluator"].get(page)
        with CaptureQueriesContext(connection) as asked:
            assert world.clients["evaluator"].get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_number_of_the_grid_opens_as_many_answers(world: World) -> None:
    answered(world, [PACK, PACK, SUNNY])
    answered(world, [PACK], at="Surrey")
    counted(world)
    page = world.clients["evaluator"].get(reverse("evaluation:grid", args=[world.round.pk]))
    rows = {row.name: row for row in page.context["rows"]}
    assert [(row.name, row.answers) for row in page.context["rows"]] == [("Kent", 3), ("Surrey", 1)]
    cells = {cell.theme: (cell.affirmed, cell.denied) for cell in rows["Kent"].cells}
    assert (cells["D2"], cells["R1"], cells["B1"]) == ((2, 0), (0, 2), (0, 0))
    link = f"?theme=R1&amp;council={rows['Kent'].key}&amp;denied=yes"
    assert link in page.content.decode()
    answers = reverse("evaluation:answers", args=[world.round.pk])
    opened = world.clients["evaluator"].get(f"{answers}{link.replace('&amp;', '&')}")
    assert opened.context["paged"].page.paginator.count == 2
