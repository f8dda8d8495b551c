"""The rule-based coder: which themes an answer affirms, and which it denies or says are gone.

The rules are those of the coding frame: a benefit counts where the writer says that it happened, a development area
where a need is stated, a barrier where it is present; what is denied or has gone is coded as denied; wishes, plans and
thanks are nothing. Each answer is read clause by clause with the question it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from evaluation.theming.clauses import Sentence, sentences
from evaluation.theming.codes import QUESTIONS, Code, Codebook, ThemeRule
from evaluation.theming.found import Found
from evaluation.theming.phrases import PhraseBook, lexicon_for
from evaluation.theming.polarity import polarity
from evaluation.theming.reading import Context, read
from evaluation.theming.stock import is_stock

Decided = tuple[int, Code]
FALLBACK = 2
_RANK = {"said": 0, "fixed": 0, "opposite": 0, "topic": 1, "fallback": FALLBACK}
# How often each rank was right when the rules first met answers that they were not written from.
_SCORES = (0.86, 0.86, 0.64)

LONGEST_READ = 20_000
_NOT_USABLE = re.compile(
    r"[\W_]*(?:n\W?a|not applicable|amh?|x+|no comment|(?:see|as) (?:my |the )?(?:answers? )?(?:above|before|below)"
    r"|(?:see|as) (?:my |the )?(?:previous|earlier|last) (?:answer|one|comment)s?)?[\W_]*",
    re.IGNORECASE,
)


def is_unusable(text: str) -> bool:
    """Whether an answer says nothing that could be coded: blank, a dash, "n/a", "see above"."""
    return len(text) < 200 and _NOT_USABLE.fullmatch(text) is not None or not text.strip()


@dataclass(frozen=True)
class Reading:
    """What the rules make of an answer: its codes, sorted, and the names of the cues that stand anywhere in it."""

    codes: tuple[Code, ...]
    cues: frozenset[str]


NOTHING = Reading((), frozenset())


def read_by_rules(text: str, question: str, codebook: Codebook) -> Reading:
    """The themes of one answer by the rules alone, sorted by theme, affirmed before denied, at most one of each.

    `question` is what the question asks about: benefit, development, barrier or open. Each code's `text[start:end]` is
    its evidence. Raises ValueError for another question. Only the first 20,000 characters are read."""
    if question not in QUESTIONS:
        raise ValueError(f"The question must be one of {', '.join(QUESTIONS)}, not {question!r}.")
    if says_nothing(text):
        return NOTHING
    return _coder(codebook).reading(text[:LONGEST_READ], question)


def says_nothing(text: str) -> bool:
    """Whether an answer is unusable or a mere "none", "ok", "don't know"."""
    return is_unusable(text) or is_stock(text)


class _Coder:
    """A codebook compiled."""

    def __init__(self, codebook: Codebook) -> None:
        self._lexicon = lexicon_for(codebook.words)
        self._rules: PhraseBook[ThemeRule] = PhraseBook(self._lexicon)
        self._cues: PhraseBook[str] = PhraseBook(self._lexicon)
        self._guards: PhraseBook[str] = PhraseBook(self._lexicon)
        for rule in codebook.rules:
            for phrase in rule.phrases:
                self._rules.add(rule, phrase)
            for phrase in rule.unless:
                self._guards.add(phrase, phrase)
        for cue in codebook.cues:
            for phrase in cue.phrases:
                self._cues.add(cue.name, phrase)

    def reading(self, text: str, question: str) -> Reading:
        """The codes of an answer, the earliest of each theme and polarity, and its cues."""
        parts = sentences(self._lexicon.tokens(text))
        context = Context(question, read(parts, self._cues))
        best: dict[tuple[str, bool], Code] = {}
        for found in self._codes(parts, context):
            key = (found.theme, found.denied)
            if key not in best or found.start < best[key].start:
                best[key] = found
        cues = frozenset(name for sentence in context.cues for cues in sentence for name in cues)
        return Reading(tuple(best[key] for key in sorted(best)), cues)

    def _codes(self, parts: tuple[Sentence, ...], context: Context) -> Iterator[Code]:
        # Every code of every clause; the same theme may come more than once.
        decided = [
            choices
            for number, sentence in enumerate(parts)
            for choices in self._of_sentence(number, sentence, context)
        ]
        stated = [choices for choices in decided if any(rank < FALLBACK for rank, _ in choices)]
        yield from map(_of_one_clause, stated) if stated else _likeliest(decided)

    def _of_sentence(self, number: int, sentence: Sentence, context: Context) -> Iterator[list[Decided]]:
        guards = [
            frozenset(match.owner for match in self._guards.find(clause)) for clause in sentence.clauses
        ]
        anywhere = frozenset[str]().union(*guards)
        decided: dict[tuple[str, int], list[Decided]] = {}
        for place, clause in enumerate(sentence.clauses):
            for match in self._rules.find(clause):
                rule = match.owner
                if (anywhere if rule.sentence_wide else guards[place]).isdisjoint(rule.unless):
                    verdict = polarity(found := Found(match, clause, place, number), context)
                    if verdict:
                        decided.setdefault((rule.theme, place), []).append(
                            (_RANK[rule.kind], found.code(verdict))
                        )
        yield from decided.values()


def _likeliest(decided: list[list[Decided]]) -> Iterator[Code]:
    # Nothing is stated outright: of what is hinted at, the theme with the most hints, and it alone.
    hints: dict[str, list[Code]] = {}
    for _, hint in (choice for choices in decided for choice in choices):
        hints.setdefault(hint.theme, []).append(hint)
    if hints:
        most = max(hints.values(), key=lambda codes: (len({each.source for each in codes}), -codes[0].start))
        yield _of_one_clause([(FALLBACK, each) for each in most])


def _of_one_clause(choices: list[Decided]) -> Code:
    # A clause says one thing of a theme: what it states goes before what it names, a denial before an affirmation.
    rank, best = min(
        choices, key=lambda each: (each[0], not each[1].denied, each[1].start, -each[1].end, each[1].source)
    )
    return replace(best, score=_SCORES[rank])


@lru_cache(maxsize=8)
def _coder(codebook: Codebook) -> _Coder:
    return _Coder(codebook)
