"""Exports of four survey tools, taken in: every row accounted for, the meaning of columns kept."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import Workbook

from councils.models import AuditEvent
from councils.tests import factories as who
from evaluation.imports.tools import NoExport, read_export
from evaluation.models import Answer, ColumnMeaning, Draft, Invitation, KeptFile, Response
from evaluation.services.feedback.answer_files import plan_answers
from evaluation.services.feedback.intake import take_in_all
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
CHANGED = "What has changed because of this round, and how do you know?"
B1 = "Services or practice here have improved"
GREAT = "To a great extent"


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def invitation(world) -> Invitation:
    person = who.person("Dora Director", at=who.council("Kent"))
    person.email = "dora@example.org"
    person.save()
    return what.invitation(what.survey(world.round), person)


def lines(tool: str) -> list[list[str]]:
    words = "Mae’n well 🙂\nA second line"
    return {
        "Microsoft Forms": [
            ["ID", "Start time", "Completion time", "Email", "Name", CHANGED, B1],
            ["1", "1/2/26 10:00", "1/2/26 10:09", "dora@example.org", "Dora", words, GREAT],
        ],
        "SmartSurvey": [
            ["UserID", "UserNo", "Email", "IP Address", CHANGED, B1],
            ["", "", "", "", "Response", "Response"],
            ["123", "1", "dora@example.org", "10.0.0.1", words, GREAT],
        ],
        "Qualtrics": [
            ["StartDate", "Progress", "Finished", "ResponseId", "IPAddress", "RecipientEmail", "Q1", "Q2"],
            [
                "Start Date",
                "Progress",
                "Finished",
                "Response ID",
                "IP Address",
                "RecipientEmail",
                CHANGED,
                B1,
            ],
            ['{"ImportId":"startDate"}', "", "", "", "", "", '{"ImportId":"QID1"}', '{"ImportId":"QID2"}'],
            ["2026-02-01", "100", "True", "R_1", "10.0.0.1", "dora@example.org", words, GREAT],
        ],
        "LimeSurvey": [
            ["id", "submitdate", "lastpage", "startlanguage", "email", CHANGED, B1],
            ["1", "2026-02-01", "3", "en", "dora@example.org", words, GREAT],
        ],
    }[tool]


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(rows: list[list[str]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def upload(world: World, content: bytes, name: str = "export.csv") -> KeptFile:
    file = io.BytesIO(content)
    file.name = name
    address = reverse("evaluation:answers_import", args=[world.round.pk])
    reply = world.clients["national"].post(address, {"file": file})
    assert reply.status_code == 302, reply.content.decode()
    return KeptFile.objects.get()


def choose(world: World, kept: KeptFile) -> None:
    """Say yes to what is suggested."""
    columns = {f"column_{n}": holds for n, holds in kept.mapping.items()}
    address = reverse("evaluation:answers_import_columns", args=[kept.pk])
    assert world.clients["national"].post(address, columns).status_code == 302
    kept.refresh_from_db()


@pytest.mark.parametrize("made", [as_csv, as_xlsx])
@pytest.mark.parametrize("tool", ["Microsoft Forms", "SmartSurvey", "Qualtrics", "LimeSurvey"])
def test_the_export_of_each_tool_is_taken_in(world, invitation, tool, made):
    kept = upload(world, made(lines(tool)))
    assert kept.file_name == f"{tool}: export.csv"
    assert "10.0.0.1" not in str(kept.rows)
    choose(world, kept)
    check = reverse("evaluation:answers_import_check", args=[kept.pk])
    assert "1 row = 1 to take in + 0 to leave out" in world.clients["national"].get(check).content.decode()
    world.clients["national"].post(check, {"seen": "1"})
    take_in_all()
    assert Response.objects.get().invitation == invitation
    held = {answer.question.key: answer.text or answer.value for answer in Answer.objects.all()}
    assert held == {"changed": "Mae’n well 🙂\nA second line", "B1": "great"}
    assert AuditEvent.objects.get(verb="took in answers from a file").after == {
        "rows": 1, "taken": 1, "left_out": 0,
    }  # fmt: skip


def test_every_row_is_accounted_for(world, invitation):
    begun = what.invitation(invitation.survey)
    Draft.objects.create(invitation=begun, answers={"parts": [], "involved_before": False, "given": {}})
    done = what.invitation(invitation.survey)
    what.response(done, {"changed": "Trust."})
    heading = ["reference", "email", CHANGED, B1]
    rows = [
        [invitation.person.reference, "", "Words", GREAT],
        ["", "DORA@example.org", "Again", ""],
        ["", "", "Nobody", ""],
        ["", "stranger@example.org", "Words", ""],
        [done.person.reference, "", "Words", ""],
        [begun.person.reference, "", "Words", ""],
    ]
    kept = upload(world, as_csv([heading, *rows]))
    choose(world, kept)
    assert [(row.number, row.left_out) for row in plan_answers(kept)] == [
        (2, ""),
        (3, "The file has another row of this person."),
        (4, "It does not say who answered."),
        (5, "Nobody who is asked has this reference or address."),
        (6, "This person has answered already."),
        (7, "This person has begun to answer by their own link."),
    ]
    check = reverse("evaluation:answers_import_check", args=[kept.pk])
    world.clients["national"].post(check, {"seen": "5"})
    assert KeptFile.objects.count() == 1
    world.clients["national"].post(check, {"seen": "1"})
    take_in_all()
    assert Response.objects.filter(invitation=invitation).count() == 1


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["Words", "Marvellous"], f"“Marvellous” is no answer to “{B1}”."),
        (["x" * 10_001, ""], f"“{'x' * 40}” is no answer to “{CHANGED}”."),
        (["", " "], "It holds no answer."),
        (["=1+1", "great"], ""),
        (["'=1+1", "TO A GREAT EXTENT"], ""),
    ],
)
def test_answers_that_do_not_fit_are_said(world, invitation, cells, why):
    kept = upload(world, as_csv([["reference", CHANGED, B1], [invitation.person.reference, *cells]]))
    choose(world, kept)
    assert [row.left_out for row in plan_answers(kept)] == [why]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["id", "submitdate", "lastpage", "email", f"G1Q1. {CHANGED}", f"Led to [{B1}]"], None),
        (["Response ID", "Date submitted", "Last page", "Email address", f"[1] {CHANGED}", f"2. {B1}"], None),
        (["ResponseId", "Finished", "Progress", "RecipientEmail", "Q1", "Q2_1"],
         ["Response ID", "Finished", "Progress", "Recipient Email", CHANGED, f"This round led to - {B1}"]),
    ],
)  # fmt: skip
def test_headings_with_codes_are_understood_and_what_was_never_sent_is_left_out(
    world, invitation, first, second
):
    other = what.invitation(invitation.survey)
    tool, sent, never = ("Qualtrics", "True", "False") if second else ("LimeSurvey", "2026-02-01 10:00", "")
    rows = [
        ["1", sent, "3", "dora@example.org", "Words", GREAT],
        ["2", never, "1", other.person.email, "Half", ""],
    ]
    kept = upload(world, as_csv([first, *([second] if second else []), *rows]))
    assert kept.file_name == f"{tool}: export.csv"
    assert [kept.mapping[place] for place in "345"] == ["(email)", "changed", "B1"]
    assert [row.left_out for row in plan_answers(kept)] == ["", "It was begun and never sent there."]


def test_a_question_is_suggested_for_one_column_alone(world, invitation):
    rows = [["reference", CHANGED, f"Part 2: {CHANGED}"], [invitation.person.reference, "a", "b"]]
    assert upload(world, as_csv(rows)).mapping == {"0": "(reference)", "1": "changed", "2": ""}


def test_what_columns_hold_is_kept_for_next_time(world, invitation):
    kept = upload(world, as_csv([["Wer", "Was"], [invitation.person.reference, "Words"]]))
    assert kept.mapping == {"0": "", "1": ""}
    address = reverse("evaluation:answers_import_columns", args=[kept.pk])
    browser = world.clients["national"]
    for columns, sentence in (
        ({"column_0": "", "column_1": "changed"}, "which column tells who answered"),
        ({"column_0": "(email)", "column_1": "(email)"}, "Two columns are said to hold “Who: email address”"),
    ):
        assert browser.post(address, columns).content.decode().count(sentence) == 1
    browser.post(address, {"column_0": "(reference)", "column_1": "changed"})
    assert dict(ColumnMeaning.objects.values_list("heading", "holds")) == {
        "wer": "(reference)",
        "was": "changed",
    }
    kept.delete()
    again = upload(world, as_csv([["WER", "Was?"], [invitation.person.reference, "Words"]]))
    assert again.mapping == {"0": "(reference)", "1": "changed"}


def test_people_who_share_an_address_are_told_apart_by_reference_alone(world, invitation):
    other = what.invitation(invitation.survey)
    other.person.email = "dora@example.org"
    other.person.save()
    rows = [["email", "reference", CHANGED], ["dora@example.org", "", "a"], ["", other.person.reference, "b"]]
    kept = upload(world, as_csv(rows))
    choose(world, kept)
    assert [row.left_out for row in plan_answers(kept)] == [
        "Several people who are asked share this address.",
        "",
    ]


def test_an_anonymous_round_takes_no_file(world, invitation):
    invitation.survey.promise = "anonymous"
    invitation.survey.save()
    file = io.BytesIO(as_csv(lines("LimeSurvey")))
    file.name = "x.csv"
    address = reverse("evaluation:answers_import", args=[world.round.pk])
    assert (
        "This round is anonymous" in world.clients["national"].post(address, {"file": file}).content.decode()
    )


@pytest.mark.parametrize("given", [[], [[""]], [["a", "b"]], [["a"], ["", ""]], [["ID"], *[["x"]] * 5001]])
def test_what_is_no_export_is_refused_in_words(given):
    with pytest.raises(NoExport):
        read_export(given)
