"""The cues of an answer: what turns a theme's words into an affirmation, a denial or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.theming.clauses import Clause, Sentence
from evaluation.theming.phrases import Match, PhraseBook

Cues = dict[str, tuple[Match[str], ...]]


@dataclass(frozen=True)
class Context:
    """The question answered, and the cues of each clause of each sentence."""

    question: str
    cues: tuple[tuple[Cues, ...], ...]

    @property
    def sarcastic(self) -> bool:
        """Whether anything in the answer shows that it is meant the other way about."""
        return any("sarcasm" in cues for sentence in self.cues for cues in sentence)


def read(parts: Sequence[Sentence], book: PhraseBook[str]) -> tuple[tuple[Cues, ...], ...]:
    """The cues of every clause."""
    return tuple(tuple(_cues(book, clause) for clause in sentence.clauses) for sentence in parts)


def _cues(book: PhraseBook[str], clause: Clause) -> Cues:
    gathered: dict[str, list[Match[str]]] = {}
    for match in book.find(clause):
        gathered.setdefault(match.owner, []).append(match)
    return {name: tuple(matches) for name, matches in gathered.items()}
