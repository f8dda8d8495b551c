"""What people answered, as rows for a spreadsheet, and the codebook that explains its columns. For the coding desk."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from openpyxl import Workbook

from challenges.models import ChallengeRound
from councils.imports.cells import neutralised
from councils.roles import PostKind, RoleGroup
from evaluation.models import Answer, Question, Response, ResponseRevision

ABOUT_PEOPLE = (
    ("response", "Which response: letters and digits without a meaning"),
    ("date", "Day of the latest submission, as 2026-10-05; empty where the round is anonymous"),
    ("role_group", "Role group"),
    ("post", "Post; empty where the round is anonymous"),
    ("region", "Region"),
    ("council", "Council; empty for a region, and where the round is anonymous"),
    ("consent", "How the words may be quoted"),
    ("by_phone", "yes where staff took the answers down by phone"),
)
MARK = "\ufeff"
MOST_IN_CELL = 32_767


def answer_rows(round: ChallengeRound) -> list[list[str]]:
    """A row of headings, and one for each response with what counts now: three queries, whatever the number."""
    questions = list(Question.objects.filter(version__surveys__round=round).order_by("position"))
    responses = Response.objects.filter(survey__round=round).select_related("region", "council")
    given = _given(round)
    days = _days(round)
    rows = [[*(name for name, _ in ABOUT_PEOPLE), *(question.key for question in questions)]]
    for response in responses:
        answers = (given.get((response.pk, question.pk), "") for question in questions)
        rows.append([*_about(response, days.get(response.pk, "")), *answers])
    return rows


def _given(round: ChallengeRound) -> dict[tuple[object, object], str]:
    current = Answer.objects.filter(response__survey__round=round, superseded_by__isnull=True)
    rows = current.values_list("response", "question", "text", "value")
    return {(response, question): text or value for response, question, text, value in rows}


def _days(round: ChallengeRound) -> dict[object, str]:
    revisions = ResponseRevision.objects.filter(response__survey__round=round, submitted_at__isnull=False)
    rows = revisions.order_by("number").values_list("response", "submitted_at")
    return {response: at.date().isoformat() for response, at in rows if at}


def _about(response: Response, day: str) -> list[str]:
    return [
        str(response.pk)[:8],
        day,
        RoleGroup(response.role_group).label,
        PostKind(response.post).label if response.post else "",
        response.region.name,
        response.council.name if response.council else "",
        response.get_consent_display(),
        "yes" if response.entered_by_id else "",
    ]


def codebook_rows(round: ChallengeRound) -> list[list[str]]:
    """What each column holds: its name, question, kind, the values with their labels, who is asked."""
    rows = [["column", "question", "kind", "values", "asked"]]
    rows += [[name, meaning, "", "", ""] for name, meaning in ABOUT_PEOPLE]
    for question in Question.objects.filter(version__surveys__round=round).order_by("position"):
        values = "; ".join(f"{value} = {label}" for value, label in question.options)
        posts = ", ".join(PostKind(post).label for post in question.posts) or "everybody"
        before = ", involved last time" if question.involved_before_only else ""
        rows.append([question.key, question.text, question.get_kind_display(), values, posts + before])
    return rows


def as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """The rows as CSV (RFC 4180) in UTF-8 with its mark; nothing in it runs as a formula."""
    out = io.StringIO()
    out.write(MARK)
    csv.writer(out).writerows([neutralised(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def as_workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    """The sheets as a workbook of text cells; nothing in it runs as a formula, and what XML cannot hold is left out."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_cell(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(text: str) -> str:
    shown = (
        letter
        for letter in text
        if letter in "\t\n\r" or (ord(letter) >= 32 and letter not in "\ufffe\uffff")
    )
    return neutralised("".join(shown))[:MOST_IN_CELL]
