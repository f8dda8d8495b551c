"""Taking in answers that another survey tool collected: upload, meaning of columns, dry run, and taking in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.imports.reading import FileFault, read_lines
from councils.numbers import whole_number
from evaluation.access import can_keep_questionnaire
from evaluation.imports.tools import LONGEST, NoExport, is_unfinished, read_export
from evaluation.models import ColumnMeaning, Draft, Invitation, KeptFile, Question, Survey
from evaluation.models.responses import Consent
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.responses import has_answered, typed_so_far
from evaluation.services.feedback.sending import announce

ADDRESSES = ("email", "email address", "e-mail", "recipientemail", "recipient email")
LIKE = 12  # letters
REFERENCE, EMAIL, NOTHING = "(reference)", "(email)", ""
WHO = ((REFERENCE, "Who: the person’s reference"), (EMAIL, "Who: email address"))


@dataclass(frozen=True)
class PlannedAnswers:
    """One row of the file: whose it is, what it holds, and why it is left out (empty where it is taken in)."""

    number: int
    who: str
    invitation: Invitation | None
    given: dict[str, str]
    left_out: str = ""


def _require(actor: Actor) -> None:
    if not can_keep_questionnaire(actor):
        raise NotAllowed("Only national staff take in answers from another tool.")


@transaction.atomic
def start_answer_file(*, survey: Survey, file: BinaryIO, file_name: str, actor: Actor) -> KeptFile:
    """Read an export and keep its rows, with what its columns seem to hold; nothing is taken in yet.

    Raises NotAllowed, or DomainError with what is wrong with the file as a whole, or in an anonymous round."""
    _require(actor)
    if actor.user is None:
        raise NotAllowed("A file is kept for an account: sign in first.")
    if survey.anonymous:
        raise DomainError("This round is anonymous, so no answers can be taken in from elsewhere.")
    try:
        export = read_export(list(read_lines(file)))
    except (FileFault, NoExport) as fault:
        raise DomainError(str(fault), {"file": str(fault)}) from fault
    return KeptFile.objects.create(
        user=actor.user,
        survey=survey,
        purpose=KeptFile.Purpose.ANSWERS,
        file_name=f"{export.tool}: {file_name}"[:200],
        columns=list(export.headings),
        rows=[[number, *cells] for number, cells in export.rows],
        mapping=_suggested(export.headings, survey),
    )


def _suggested(headings: Sequence[str], survey: Survey) -> dict[str, str]:
    """By place of the column: what was chosen for its heading before, else the question that reads like it."""
    kept = dict(
        ColumnMeaning.objects.filter(heading__in=[_plain(each) for each in headings]).values_list(
            "heading", "holds"
        )
    )
    questions = {_plain(q.text): q.key for q in survey.version.questions.all()}
    questions |= {_plain(q.key): q.key for q in survey.version.questions.all()}
    known = questions | {"reference": REFERENCE} | dict.fromkeys(ADDRESSES, EMAIL)
    free = {*questions.values(), REFERENCE, EMAIL}
    suggested: dict[str, str] = {}
    for n, each in enumerate(headings):
        plain = _plain(each)
        holds = kept.get(plain, known.get(plain, _reads_like(plain, questions)))
        suggested[str(n)] = holds if holds in free else NOTHING
        free.discard(holds)
    return suggested


def _reads_like(heading: str, questions: Mapping[str, str]) -> str:
    """The question whose text a heading ends with, as tools put a number, a page or a code before it; the longest."""
    ends = [text for text in questions if len(text) >= LIKE and heading.rstrip("]) ").endswith(text)]
    return questions[max(ends, key=len)] if ends else NOTHING


def _plain(heading: str) -> str:
    return " ".join(heading.lower().split()).rstrip(".:? ")[:300]


@transaction.atomic
def choose_meanings(kept: KeptFile, *, holds: Sequence[str], actor: Actor) -> None:
    """Write down what each column holds, for this file and for the next one with such headings.

    Raises DomainError where two columns hold the same, or none says who answered."""
    _require(actor)
    chosen = [each for each in holds if each]
    names = dict(WHO) | {question.key: question.text for question in kept.survey.version.questions.all()}
    twice = [f"“{names.get(each, each)}”" for each, times in Counter(chosen).items() if times > 1]
    if twice:
        raise DomainError(f"Two columns are said to hold {', '.join(twice)}. Choose one.")
    if not {REFERENCE, EMAIL} & set(chosen):
        raise DomainError("Say which column tells who answered: their reference or their email address.")
    kept.mapping = {str(n): each for n, each in enumerate(holds)}
    kept.save(update_fields=["mapping"])
    for heading, each in zip(kept.columns, holds, strict=True):
        ColumnMeaning.objects.update_or_create(heading=_plain(heading), defaults={"holds": each})


def plan_answers(kept: KeptFile) -> list[PlannedAnswers]:
    """What each row of the file would do now. Every row is there, taken in or left out with its reason."""
    questions = {question.key: question for question in kept.survey.version.questions.all()}
    asked = list(kept.survey.invitations.standing().select_related("person", "survey", "draft", "receipt"))
    by_reference = {invitation.person.reference.upper(): [invitation] for invitation in asked}
    by_email: dict[str, list[Invitation]] = {}
    for invitation in asked:
        by_email.setdefault(invitation.recipient.email.lower(), []).append(invitation)
    planned: list[PlannedAnswers] = []
    seen: set[object] = set()
    for number, *cells in kept.rows:
        held = {kept.mapping.get(str(n), ""): cell for n, cell in enumerate(cells)}
        row = _planned(number, held, questions, by_reference, by_email)
        if is_unfinished(kept.columns, cells):
            row = _left(row, "It was begun and never sent there.")
        if row.invitation is not None and not row.left_out:
            row = (
                row
                if row.invitation.pk not in seen
                else _left(row, "The file has another row of this person.")
            )
            seen.add(row.invitation.pk if row.invitation else None)
        planned.append(row)
    return planned


def _left(row: PlannedAnswers, why: str) -> PlannedAnswers:
    return PlannedAnswers(row.number, row.who, row.invitation, row.given, why)


def _planned(
    number: int,
    held: Mapping[str, str],
    questions: Mapping[str, Question],
    by_reference: Mapping[str, list[Invitation]],
    by_email: Mapping[str, list[Invitation]],
) -> PlannedAnswers:
    who = held.get(REFERENCE, "").strip() or held.get(EMAIL, "").strip()
    found = by_reference.get(held.get(REFERENCE, "").strip().upper(), [])
    found = found or by_email.get(held.get(EMAIL, "").strip().lower() or "-", [])
    invitation = found[0] if len(found) == 1 else None
    given, faults = _given(held, questions)
    reasons = (
        (not who, "It does not say who answered."),
        (len(found) > 1, "Several people who are asked share this address."),
        (not found, "Nobody who is asked has this reference or address."),
        (invitation is not None and has_answered(invitation), "This person has answered already."),
        (
            invitation is not None and typed_so_far(invitation) is not None,
            "This person has begun to answer by their own link.",
        ),
        (bool(faults), " ".join(faults)),
        (not given, "It holds no answer."),
    )
    return PlannedAnswers(number, who, invitation, given, next((why for wrong, why in reasons if wrong), ""))


def _given(held: Mapping[str, str], questions: Mapping[str, Question]) -> tuple[dict[str, str], list[str]]:
    given: dict[str, str] = {}
    faults: list[str] = []
    for key, cell in held.items():
        question = questions.get(key)
        if question is None or not cell.strip():
            continue
        answer = answer_in(question, cell)
        if answer is None:
            faults.append(f"“{cell.strip()[:40]}” is no answer to “{question.text}”.")
        else:
            given[key] = answer
    return given, faults


def answer_in(question: Question, cell: str) -> str | None:
    """The cell as this question keeps it: words as they stand, a scale's value, digits, a day as 2026-05-03; None
    where it is no answer to it."""
    text = cell.replace("\x00", "")
    if question.kind == Question.Kind.OPEN:
        return text if len(text) <= min(LONGEST, question.limit) else None
    labels = {_plain(label).replace("’", "'"): value for value, label in question.options}
    plain = _plain(text).replace("’", "'")
    if question.options:
        return labels.get(plain) or next((value for value, _ in question.options if value == plain), None)
    return _day(text.strip()) if question.kind == Question.Kind.DATE else _number(plain)


def _number(text: str) -> str | None:
    """Digits, also where a spreadsheet has put a point behind them."""
    digits = text.removesuffix(".0")
    return digits if digits.isascii() and whole_number(digits) is not None else None


def _day(text: str) -> str | None:
    """A day as the four tools and Excel write it in England."""
    for written in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"):
        with suppress(ValueError):
            return datetime.strptime(text[:30], written).date().isoformat()  # noqa: DTZ007 - a day has no zone
    return None


@transaction.atomic
def take_answer_file(kept: KeptFile, *, seen: int, actor: Actor) -> tuple[int, int]:
    """Take in every row that can be; how many, and how many were left out. `seen` is how many the dry run showed.

    Raises DomainError where the file has been taken already, or another number can be taken by now."""
    _require(actor)
    locked = KeptFile.objects.select_for_update().visible_to(actor).filter(pk=kept.pk).first()
    if locked is None:
        raise DomainError("This file has been taken in already, or given up.")
    plan = plan_answers(locked)
    good = [row for row in plan if not row.left_out]
    if len(good) != seen:
        raise DomainError("Another number of rows can be taken in by now. Look again.")
    before = set(
        locked.survey.version.questions.filter(involved_before_only=True).values_list("key", flat=True)
    )
    Draft.objects.bulk_create(
        Draft(
            invitation=row.invitation,
            answers=Typed(involved_before=bool(before & row.given.keys()), given=row.given).as_json(),
            sent_key=uuid4(),
            sent_at=timezone.now(),
            consent=Consent.NONE,
        )
        for row in good
    )
    reasons = Counter(row.left_out for row in plan if row.left_out)
    after = {"rows": len(plan), "taken": len(good), "left_out": sum(reasons.values())}
    record(actor, "took in answers from a file", locked.survey, after=after)
    announce()
    locked.delete()
    return len(good), len(plan) - len(good)
