"""Which answer a coder gets next, and what the engine suggests for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Case, F, Min, Q, QuerySet, Value, When

from challenges.models import ChallengeRound
from councils.models import User
from evaluation.models import Answer, Coding, CodingSample, SampleItem, StandingCode
from evaluation.selectors.coding.desk import coded_blind_by
from evaluation.services.coding.runs import open_answers


class QueueKind(models.TextChoices):
    """What a coder works through."""

    UNDECIDED = "undecided", "Waiting and without a theme first"
    UNSURE = "unsure", "What the engine is least sure of"
    DISPUTED = "disputed", "Where coders or engines differ"
    SAMPLES = "samples", "Random samples"


@dataclass(frozen=True)
class Queue:
    """What a coder asked for: a kind, narrowed by question and theme."""

    kind: QueueKind = QueueKind.UNDECIDED
    question: str = ""
    theme: str = ""

    @classmethod
    def asked(cls, values: Mapping[str, str]) -> Queue:
        """From the address; nonsense is as if it were not there."""
        kind = values.get("queue", "")
        known = QueueKind(kind) if kind in QueueKind.values else QueueKind.UNDECIDED
        return cls(known, values.get("question", ""), values.get("theme", ""))

    @property
    def address(self) -> dict[str, str]:
        """For an address: only what was asked for."""
        asked = {"queue": str(self.kind), "question": self.question, "theme": self.theme}
        return {name: value for name, value in asked.items() if value}


def queued(round: ChallengeRound, queue: Queue, coder: User) -> QuerySet[Answer]:
    """The answers of the queue for this coder, the next one first, whoever has them on the screen."""
    answers = open_answers(round).exclude(pk__in=coded_blind_by(coder).values("answer"))
    if queue.question:
        answers = answers.filter(question__key=queue.question)
    if queue.theme:
        answers = answers.filter(
            pk__in=StandingCode.objects.filter(theme__code=queue.theme).values("standing")
        )
    return _ORDERS[queue.kind](answers, round, coder)  # fmt: skip


def _undecided(answers: QuerySet[Answer], *_: Any) -> QuerySet[Answer]:
    rank = Case(
        When(Q(standing__isnull=True) | Q(standing__outcome="waiting"), then=Value(0)),
        When(standing__outcome="none", then=Value(1)),
        When(standing__outcome="coded", then=Value(2)),
        default=Value(3),
        output_field=models.IntegerField(),
    )
    return _unsettled(answers).order_by(
        rank, F("standing__score").asc(nulls_last=True), "standing__lot", "pk"
    )


def _unsure(answers: QuerySet[Answer], *_: Any) -> QuerySet[Answer]:
    coded = _unsettled(answers).filter(standing__outcome="coded")
    return coded.order_by(F("standing__score").asc(nulls_last=True), "standing__lot", "pk")


def _disputed(answers: QuerySet[Answer], round: ChallengeRound, coder: User) -> QuerySet[Answer]:
    # Who has decided once need not decide again: somebody else looks.
    mine = Coding.objects.filter(coder=coder, purpose=Coding.Purpose.DESK, withdrawn_at__isnull=True)
    others = answers.filter(standing__disputed=True).exclude(pk__in=mine.values("answer"))
    return others.order_by("standing__lot", "pk")


def _drawn(answers: QuerySet[Answer], round: ChallengeRound, coder: User) -> QuerySet[Answer]:
    items = SampleItem.objects.filter(sample__round=round, sample__frozen_at__isnull=True)
    drawn = _by_nobody(answers).filter(pk__in=items.values("answer"))
    place = Min("sample_items__place", filter=Q(sample_items__sample__frozen_at__isnull=True))
    return drawn.annotate(place=place).order_by("place", "pk")


def _by_nobody(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    return answers.filter(Q(standing__isnull=True) | Q(standing__by_person=False))


def _unsettled(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    # What an audit lets stand needs nobody.
    return _by_nobody(answers).filter(Q(standing__isnull=True) | Q(standing__accepted=False))


_ORDERS = {
    QueueKind.UNDECIDED: _undecided,
    QueueKind.UNSURE: _unsure,
    QueueKind.DISPUTED: _disputed,
    QueueKind.SAMPLES: _drawn,
}


def newest_audit(round: ChallengeRound) -> CodingSample | None:
    """The audit sample that was drawn last."""
    return CodingSample.objects.filter(round=round, kind=CodingSample.Kind.AUDIT).order_by("-pk").first()


def free(answers: QuerySet[Answer], coder: User, now: datetime) -> QuerySet[Answer]:
    """Those that nobody else has on the screen."""
    mine = Q(lease__isnull=True) | Q(lease__until__lte=now) | Q(lease__coder=coder)
    return answers.filter(mine)


def human_codings(answer: UUID) -> QuerySet[Coding]:
    """What people decided at the desk or in adjudication on an answer, latest first."""
    return Coding.objects.filter(
        answer=answer,
        purpose__in=(Coding.Purpose.DESK, Coding.Purpose.ADJUDICATION),
        withdrawn_at__isnull=True,
    ).order_by("-pk")
