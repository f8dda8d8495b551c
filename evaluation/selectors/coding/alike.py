"""Answers to the same question that say the same as one that a person has decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from challenges.models import ChallengeRound
from councils.models import User
from evaluation.models import Answer, Coding
from evaluation.selectors.coding.desk import coded_blind_by
from evaluation.services.coding.runs import open_answers
from evaluation.theming.duplicates import nearly_same, words_of

# Answers are looked for by these many of the longest words: whoever shares none of them is not alike.
TELLING = 6
LENGTHS = (0.5, 2)


@dataclass(frozen=True)
class Twin:
    """An answer that is word for word the same as another but for punctuation and capitals, or nearly."""

    answer: UUID
    same: bool
    by_person: bool


@dataclass(frozen=True)
class Offer:
    """A decision that may be given to other answers too: those that nobody has decided on yet."""

    coding: Coding
    twins: Sequence[Twin]

    @property
    def same(self) -> int:
        """How many are word for word the same."""
        return sum(twin.same for twin in self.twins)

    @property
    def words(self) -> str:
        """How many there are, for a sentence: "3 answers are word for word, 1 is nearly"."""
        told = ((self.same, "word for word"), (len(self.twins) - self.same, "nearly"))
        parts = [
            f"{number} {'answer is' if number == 1 else 'answers are'} {how}"
            for number, how in told
            if number
        ]
        return " and ".join(parts)


def twins_of(answer: Answer, round: ChallengeRound, coder: User) -> list[Twin]:
    """The answers alike, those that are the same first; without what the coder codes blind: one query.

    Nearly the same is the rule of `duplicate_groups`: five words and more, 0.7 of the three-word shingles shared."""
    words = words_of(answer.text)
    if not words:
        return []
    found = [
        Twin(key, words_of(text) == words, bool(by_person))
        for key, text, by_person in _candidates(answer, words, round, coder)
        if nearly_same(words, words_of(text))
    ]
    return sorted(found, key=lambda twin: (not twin.same, twin.answer))


def _candidates(
    answer: Answer, words: Sequence[str], round: ChallengeRound, coder: User
) -> QuerySet[Any, Any]:
    telling = sorted(set(words), key=lambda word: (-len(word), word))[:TELLING]
    least, most = (int(len(answer.text) * times) for times in LENGTHS)
    others = open_answers(round).filter(question=answer.question_id).exclude(pk=answer.pk)
    likely = others.annotate(length=Length("text")).filter(
        reduce(or_, (Q(text__icontains=word) for word in telling)), length__gte=least, length__lte=most
    )
    unseen = coded_blind_by(coder).values("answer")
    return likely.exclude(pk__in=unseen).order_by().values_list("pk", "text", "standing__by_person")


def offer_after(round: ChallengeRound, coder: User) -> Offer | None:
    """The coder's last decision in the round, where it may be given to others alike: two queries."""
    mine = Coding.objects.filter(
        coder=coder,
        purpose=Coding.Purpose.DESK,
        answer__response__survey__round=round,
        withdrawn_at__isnull=True,
    )
    last = mine.select_related("answer").order_by("-pk").first()
    return offer_of(last, round, coder) if last is not None and last.alike_to_id is None else None


def offer_of(coding: Coding, round: ChallengeRound, coder: User) -> Offer | None:
    """The decision with the answers alike that nobody has decided on; None where there are none: one query."""
    free = [twin for twin in twins_of(coding.answer, round, coder) if not twin.by_person]
    return Offer(coding, free) if free else None
