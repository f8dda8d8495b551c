"""An answer cut into sentences, and these into clauses: how far a negation or a "but" reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.theming.words import Mark, Token

# Words that begin a clause of their own.
_TURNS = frozenset({
    "but", "although", "though", "however", "yet", "whereas", "whilst", "while", "because", "except",
    "despite", "unless",
})  # fmt: skip
_NEGATIONS = frozenset({"no", "not", "never", "nobody", "nothing", "none", "have", "has", "as"})
_GOES_ON = frozenset(
    {"is", "are", "was", "were", "isn't", "aren't", "wasn't", "weren't", "has", "have", "had"}
)
_JOINS = frozenset({"and", "or", "so", "then"})
_AUXILIARY = frozenset({
    "am", "is", "are", "was", "were", "be", "been", "isn't", "aren't", "wasn't", "weren't", "isnt", "wasnt", "arent",
    "werent", "has", "have", "had", "hasn't", "haven't", "hadn't", "do", "does", "did", "don't", "doesn't", "didn't",
    "dont", "doesnt", "didnt", "can", "can't", "cannot", "cant", "will", "won't", "wont", "would", "could", "it's",
    "that's", "they're", "we're", "i'm", "i've", "we've", "they've", "there's",
})  # fmt: skip

Clause = tuple[Token, ...]


@dataclass(frozen=True)
class Sentence:
    """The clauses of one sentence, in order, none empty."""

    clauses: tuple[Clause, ...]


def sentences(pieces: Iterable[Token | Mark]) -> tuple[Sentence, ...]:
    """Cut words and marks into sentences (at full stops, semicolons, lines) and clauses (at commas, turns, joins)."""
    whole: list[Sentence] = []
    clauses: list[list[Token]] = [[]]
    for piece in pieces:
        if isinstance(piece, Token):
            if piece.word in _TURNS and not _only_seems_to_turn(piece.word, clauses[-1]):
                clauses.append([])
            clauses[-1].append(piece)
        elif piece.hard:
            whole.append(_sentence(clauses))
            clauses = [[]]
        else:
            clauses.append([])
    whole.append(_sentence(clauses))
    return tuple(each for each in whole if each.clauses)


def has_verb(clause: Sequence[Token]) -> bool:
    """Whether an auxiliary shows that the clause is a statement, not a mere heading."""
    return any(token.word in _AUXILIARY for token in clause)


def _only_seems_to_turn(word: str, clause: Sequence[Token]) -> bool:
    """Whether it is "a while", or the "yet" of "no proof yet"."""
    if word == "yet":
        return any(token.word in _NEGATIONS or token.word.endswith("n't") for token in clause[-6:])
    return bool(clause) and clause[-1].word in ("a", "worth", "the", "all", "nothing", "anything")


def _sentence(clauses: Iterable[Sequence[Token]]) -> Sentence:
    whole = _asides_taken_in(clauses)
    return Sentence(tuple(tuple(part) for clause in whole for part in _parted_at_joins(clause)))


def _asides_taken_in(clauses: Iterable[Sequence[Token]]) -> list[list[Token]]:
    # "Money, oddly, was not the problem" is one clause.
    whole: list[list[Token]] = []
    for clause in filter(None, clauses):
        aside = len(clause) == 1 and clause[0].word.endswith(("ly", "though", "however"))
        if whole and (aside or clause[0].word in _GOES_ON):
            whole[-1].extend(clause)
        else:
            whole.append(list(clause))
    return whole


def _parted_at_joins(clause: Sequence[Token]) -> list[Sequence[Token]]:
    # "Time was fine and money was not" is two statements; "time and money were fine" is one.
    parts: list[Sequence[Token]] = []
    begin, verb_before = 0, False
    last_verb = max((at for at, token in enumerate(clause) if token.word in _AUXILIARY), default=-1)
    for at, token in enumerate(clause):
        if token.word in _JOINS and verb_before and at < last_verb:
            parts.append(clause[begin:at])
            begin, verb_before = at, False
        verb_before = verb_before or token.word in _AUXILIARY
    parts.append(clause[begin:])
    return [part for part in parts if part]
