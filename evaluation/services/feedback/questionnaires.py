"""Making a new version of the questionnaire: a draft, its questions, and publication, which freezes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from councils.actor import Actor
from councils.audit.services import changes, record
from councils.errors import DomainError, NotAllowed
from councils.roles import PostKind
from evaluation.access import can_keep_questionnaire
from evaluation.instrument.scales import SCALES
from evaluation.models import Question, QuestionnaireVersion
from evaluation.questionnaire.checks import MOST_ITEMS, MOST_ITEMS_BEFORE, remarks_on, too_many_items
from evaluation.questionnaire.pages import Asked, questions_for

EDITED = ("text", "hint", "page", "kind", "about", "theme_id", "options", "outside", "posts", "limit",
          "involved_before_only", "comparable")  # fmt: skip
AWAY = 10_000


def _require_keeper(actor: Actor) -> None:
    if not can_keep_questionnaire(actor):
        raise NotAllowed("Only national staff keep the questionnaire.")


@transaction.atomic
def start_draft(*, actor: Actor) -> QuestionnaireVersion:
    """The draft of the next version, made from the newest published one where there is none yet."""
    _require_keeper(actor)
    draft = QuestionnaireVersion.objects.filter(published_on__isnull=True).first()
    if draft is not None:
        return draft
    newest = QuestionnaireVersion.objects.published().first()
    draft = QuestionnaireVersion.objects.create(number=newest.number + 1 if newest else 1)
    for question in newest.questions.all() if newest else ():
        question.pk, question.version, question.comparable = None, draft, True
        question.save(force_insert=True)
    record(actor, "began a draft", draft)
    return draft


@transaction.atomic
def drop_draft(*, draft: QuestionnaireVersion, actor: Actor) -> None:
    """Give a draft up. Raises DomainError for a published version."""
    _require_draft(draft, actor)
    record(actor, "dropped the draft", draft)
    draft.delete()


@transaction.atomic
def save_question(
    *, draft: QuestionnaireVersion, question: Question | None, details: Mapping[str, Any], actor: Actor
) -> Question:
    """Add a question at the end of its page, or change one. `details` are the form's: text, hint, page, kind, about,
    theme, scale, posts, limit, involved_before_only, comparable.

    Raises DomainError for a published version, or where a scale is not chosen."""
    _require_draft(draft, actor)
    made = question or Question(
        version=draft, key=_new_key(draft, details["text"]), position=_last(draft) + 1
    )
    before = {name: getattr(made, name) for name in EDITED} if question else {}
    for name in (
        "text",
        "hint",
        "page",
        "kind",
        "about",
        "theme",
        "limit",
        "involved_before_only",
        "comparable",
    ):
        setattr(made, name, details[name])
    made.posts = list(details["posts"])
    made.options, made.outside = _answers(details, made)
    made.save()
    was, now = changes(before, {name: getattr(made, name) for name in EDITED})
    record(actor, "changed a question" if question else "added a question", made, before=was, after=now)
    return made


def _answers(details: Mapping[str, Any], question: Question) -> tuple[list[list[str]], list[str]]:
    if details["kind"] not in (Question.Kind.SCALE, Question.Kind.YES_NO):
        return [], []
    name = "yes_no" if details["kind"] == Question.Kind.YES_NO else details.get("scale", "")
    if name == "" and question.options and details["kind"] == Question.Kind.SCALE:
        return question.options, question.outside
    if name not in SCALES:
        raise DomainError("Choose a scale.", {"scale": "Choose a scale."})
    scale = SCALES[name]
    return [list(option) for option in scale.options], list(scale.outside)


def _new_key(draft: QuestionnaireVersion, text: str) -> str:
    stem = slugify(text)[:24].strip("-").replace("-", "_") or "question"
    taken = set(Question.objects.values_list("key", flat=True))
    return next(key for n in range(1, AWAY) if (key := f"{stem}_{n}" if n > 1 else stem) not in taken)


def _last(draft: QuestionnaireVersion) -> int:
    return draft.questions.order_by("-position").values_list("position", flat=True).first() or 0


@transaction.atomic
def remove_question(*, question: Question, actor: Actor) -> None:
    """Leave a question out of a draft. Raises DomainError for a published version."""
    _require_draft(question.version, actor)
    record(actor, "left a question out", question, before={"key": question.key})
    question.delete()


@transaction.atomic
def move_question(*, question: Question, up: bool, actor: Actor) -> None:
    """Swap a question with the one before it (or after it); nothing where there is none.

    Raises DomainError for a published version."""
    _require_draft(question.version, actor)
    others = question.version.questions
    beside = (
        others.filter(position__lt=question.position).order_by("-position").first()
        if up
        else others.filter(position__gt=question.position).order_by("position").first()
    )
    if beside is None:
        return
    mine, theirs = question.position, beside.position
    Question.objects.filter(pk=question.pk).update(position=AWAY)
    Question.objects.filter(pk=beside.pk).update(position=mine)
    Question.objects.filter(pk=question.pk).update(position=theirs)
    record(actor, "moved a question", question, before={"position": mine}, after={"position": theirs})


@transaction.atomic
def publish(*, draft: QuestionnaireVersion, note: str, actor: Actor) -> QuestionnaireVersion:
    """Freeze the draft; rounds opened from now on ask it. A question that no longer compares gets a new key, so that
    findings never lay it beside the old one.

    Raises DomainError where there is a fault, no question, or a role is asked too much."""
    _require_draft(draft, actor)
    questions = list(draft.questions.all())
    faults = [remark.sentence for remark in remarks_on(questions) if remark.fault] + too_much(questions)
    if not questions:
        faults.append("There is no question.")
    if faults:
        raise DomainError(" ".join(faults))
    for question in questions:
        if not question.comparable:
            question.key = _key_of(question.key, draft.number)
            question.save(update_fields=["key"])
    draft.published_on, draft.note = timezone.localdate(), note.strip()[:300]
    draft.save(update_fields=["published_on", "note"])
    record(actor, "published", draft, after={"questions": len(questions)})
    return draft


def too_much(questions: list[Question]) -> list[str]:
    """The first role that would be asked more than it may, in words; empty where none is."""
    sentences = []
    for post in PostKind:
        for before in (False, True):
            number = len(questions_for(questions, Asked.one(post, involved_before=before)))
            if too_many_items(number, involved_before=before):
                most = MOST_ITEMS_BEFORE if before else MOST_ITEMS
                who = f"{post.label}{' involved last time' if before else ''}"
                sentences.append(
                    f"{who} would be asked {number} questions: leave out {number - most} or more."
                )
    return sentences[:1]


def _key_of(key: str, number: int) -> str:
    return f"{re.sub(r'_v[0-9]+$', '', key)[:34]}_v{number}"


def _require_draft(draft: QuestionnaireVersion, actor: Actor) -> None:
    _require_keeper(actor)
    locked = QuestionnaireVersion.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None or not locked.is_draft:
        raise DomainError("This version is published, so it never changes. Begin a new draft.")
