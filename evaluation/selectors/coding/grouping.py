"""Groups at the desk: subjects that no theme covers, answers that are nearly the same, signs of one child's data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from challenges.models import ChallengeRound
from councils.models import User
from evaluation.models import Answer
from evaluation.questionnaire.child_data import signs_in
from evaluation.selectors.coding.desk import DeskAnswer, desk_answers, with_codes
from evaluation.theming.duplicates import duplicate_groups
from evaluation.theming.emerging import MOST_ANSWERS, proposals
from evaluation.theming.rules import says_nothing

MOST_COMPARED = 10_000
SHOWN_OF_GROUP = 10


@dataclass(frozen=True)
class Emerging:
    """A subject that no theme covers: telling words, how many answers, the most typical of them."""

    words: str
    size: int
    examples: list[Answer]


@dataclass(frozen=True)
class Alike:
    """Answers that are nearly the same, or share a passage: how many, how many are decided, the keys of some."""

    pasted: bool
    size: int
    decided: int
    keys: tuple[UUID, ...]


def emerging_of(round: ChallengeRound, coder: User | None) -> tuple[list[Emerging], int]:
    """Subjects among the answers that fit no theme, and how many answers were read: two queries.

    By the words that they share, which needs no model and no wait; the first 1,000 answers that are no mere "none"."""
    fitting_none = desk_answers(round, {"outcome": "none"}, coder)
    every = fitting_none.values_list("pk", "text").iterator()
    read = list(islice((row for row in every if not says_nothing(row[1])), MOST_ANSWERS))
    groups = proposals([text for _, text in read], None)
    keys = {read[place][0] for group in groups for place in group.examples}
    answers = fitting_none.in_bulk(list(keys))
    found = [
        Emerging(
            ", ".join(group.words), len(group.members), [answers[read[place][0]] for place in group.examples]
        )
        for group in groups
    ]
    return found, len(read)


def alike_of(round: ChallengeRound, coder: User | None) -> list[Alike]:
    """Groups of nearly the same and of pasted answers, the largest first: two queries."""
    answers = desk_answers(round, {}, coder).values_list("pk", "text", "standing__by_person")
    read = list(answers[:MOST_COMPARED])
    found = [
        Alike(
            pasted=group.kind == "pasted",
            size=len(group.members),
            decided=sum(bool(read[place][2]) for place in group.members),
            keys=tuple(read[place][0] for place in group.members[:SHOWN_OF_GROUP]),
        )
        for group in duplicate_groups([text for _, text, _ in read])
    ]
    return sorted(found, key=lambda group: -group.size)


def answers_of(
    round: ChallengeRound, coder: User | None, groups: Iterable[Alike]
) -> list[tuple[Alike, list[DeskAnswer]]]:
    """Each group with its answers: three queries, however many groups."""
    groups = list(groups)
    keys = [key for group in groups for key in group.keys]
    rows = {row.answer.pk: row for row in with_codes(desk_answers(round, {}, coder).filter(pk__in=keys))}
    return [(group, [rows[key] for key in group.keys if key in rows]) for group in groups]


def signs_of(text: str) -> list[str]:
    """What an answer seems to hold about one child, in words, each once."""
    return list(dict.fromkeys(str(found.sign) for found in signs_in(text)))
