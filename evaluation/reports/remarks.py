"""What a reader should look at in words that staff wrote: quantity words without a number, numbers without a source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evaluation.reports.sentences import Figures

QUANTITY = re.compile(
    r"\b(almost all|nearly all|most|about half|half|some|a few|many|several|majority|minority)\b",
    re.IGNORECASE,
)
OF = re.compile(r"\b(\d+) of (?:the |these |those )?(\d+)\b")
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def remarks_on(text: str, figures: Figures, claims: Iterable[dict[str, str]]) -> list[str]:
    """Sentences for the writer and the signatory. Sentences that were made from figures need no look."""
    for claim in claims:
        text = text.replace(claim["text"], "")
    known = {number for number in figures.values() if isinstance(number, int)}
    found = []
    for sentence in (match.group().strip() for match in SENTENCE.finditer(text)):
        found += _without_number(sentence) + _without_source(sentence, known)
    return found


def _without_number(sentence: str) -> list[str]:
    word = QUANTITY.search(sentence)
    if word is None or re.search(r"\d", sentence):
        return []
    return [f"“{word.group()}” stands without its number in: {sentence}"]


def _without_source(sentence: str, known: set[int]) -> list[str]:
    return [
        f"{match.group()} is not among the figures of this report, in: {sentence}"
        for match in OF.finditer(sentence)
        if not {int(match[1]), int(match[2])} <= known
    ]
