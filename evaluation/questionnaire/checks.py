"""What is looked at before a questionnaire is published: plain language, and the direction of scales. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

LONGEST_SENTENCE = 25
LONGEST_WORD = 14
JARGON = (
    "leverag",
    "synerg",
    "holistic",
    "granular",
    "actionable",
    "impactful",
    "stakeholder",
    "deliverable",
    "learnings",
    "robust",
    "operationalis",
    "incentivis",
    "utilis",
    "facilitat",
    "paradigm",
    "multifaceted",
)  # fmt: skip - beginnings of words
NEGATIVES = re.compile(r"\b(?:not|never|no|without|unable|unwilling\w*|un\w+ed|n't)\b", re.IGNORECASE)
TWO_THINGS = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
MOST_ITEMS, MOST_ITEMS_BEFORE = 16, 20


@dataclass(frozen=True)
class Remark:
    """One thing that was seen. A `fault` must be put right before publication; the rest is advice."""

    key: str
    sentence: str
    fault: bool = False


def remarks_on(questions: Iterable[Any]) -> list[Remark]:
    """Everything seen in a questionnaire, by question and then for the whole.

    A question has `key`, `page`, `kind`, `text`, `hint`, `options` and `outside`."""
    asked = list(questions)
    return [
        *(remark for question in asked for remark in _language(question)),
        *_directions(asked),
        *_options(asked),
    ]


def too_many_items(number: int, *, involved_before: bool) -> bool:
    """Whether somebody is asked more than product.md allows: 16, or 20 who were involved last time."""
    return number > (MOST_ITEMS_BEFORE if involved_before else MOST_ITEMS)


def _language(question: Any) -> list[Remark]:
    words = re.findall(r"[\w’'-]+", question.text)
    sentences = [re.findall(r"[\w’'-]+", part) for part in re.split(r"[.?!;:]\s", question.text)]
    long_words = [word for word in words if len(word) > LONGEST_WORD]
    jargon = [word for word in words if word.lower().startswith(JARGON)]
    closed = question.kind != "open"
    seen = (
        (max(map(len, sentences), default=0) > LONGEST_SENTENCE, "A sentence has more than 25 words."),
        (bool(jargon), f"Say it in plain words: {', '.join(jargon)}."),
        (bool(long_words), f"A long word: {', '.join(long_words)}."),
        (closed and bool(TWO_THINGS.search(question.text)), "It may ask two things at once."),
        (closed and len(NEGATIVES.findall(question.text)) > 1, "It has two negatives."),
    )
    return [Remark(question.key, sentence) for wrong, sentence in seen if wrong]


def _directions(questions: list[Any]) -> list[Remark]:
    """One block of scales runs one way: the same answers in another order on one page is a fault."""
    found = []
    for page, block in groupby(questions, key=lambda question: question.page):
        scales = [
            [value for value, _ in each.options if value not in each.outside]
            for each in block
            if each.options
        ]
        mixed = any(sorted(scale) == sorted(scales[0]) and scale != scales[0] for scale in scales)
        if mixed:
            found.append(Remark("", f"On “{page}” the scales run in different directions.", fault=True))
    return found


def _options(questions: list[Any]) -> list[Remark]:
    return [
        Remark(question.key, "It offers no answers.", fault=True)
        for question in questions
        if question.kind in ("scale", "yes_no") and len(question.options) < 2
    ]
