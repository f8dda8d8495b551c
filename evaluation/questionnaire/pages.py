"""Which questions a person is asked, and on which pages. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

STATEMENTS_A_PAGE = 3
Q = TypeVar("Q", bound=Any)


@dataclass(frozen=True)
class Page(Generic[Q]):
    """One page of the form: its number from 1, its heading and the questions on it."""

    number: int
    heading: str
    questions: tuple[Q, ...]


@dataclass(frozen=True)
class Asked:
    """Whom a form is for. `posts` holds their post or, in an anonymous round, every post of their role group: there a
    question is asked only where all of them are asked it, since an answer to it would else say who wrote it."""

    posts: frozenset[str]
    involved_before: bool

    @classmethod
    def one(cls, post: str, *, involved_before: bool) -> Asked:
        """Somebody in this post, where the round is confidential."""
        return cls(frozenset({post}), involved_before)


def questions_for(questions: Iterable[Q], asked: Asked) -> list[Q]:
    """The questions, in their order, of this form.

    A question has `posts` (empty: everyone) and `involved_before_only`."""
    mine = (question for question in questions if not question.posts or asked.posts <= set(question.posts))
    return [question for question in mine if asked.involved_before or not question.involved_before_only]


def pages_for(questions: Iterable[Q], asked: Asked) -> list[Page[Q]]:
    """The pages of somebody's form: each open question alone, at most three statements together, never two headings."""
    theirs = questions_for(questions, asked)
    parts: list[tuple[str, tuple[Q, ...]]] = []
    for (heading, kind), group in groupby(theirs, key=lambda question: (question.page, question.kind)):
        together = list(group)
        size = 1 if kind == "open" else _even_size(len(together))
        parts += [(heading, tuple(together[n : n + size])) for n in range(0, len(together), size)]
    return [Page(number, heading, part) for number, (heading, part) in enumerate(parts, start=1)]


def _even_size(count: int) -> int:
    """How many to a page, so that pages are as even as three at most allows: four make two and two."""
    pages = -(-count // STATEMENTS_A_PAGE)
    return -(-count // pages)
