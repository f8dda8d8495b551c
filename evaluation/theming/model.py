"""What the learning coder has learnt, and what it makes of an answer; written as JSON, byte for byte alike."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from evaluation.theming.codes import QUESTIONS, Code, Codebook
from evaluation.theming.embedding import Embedder, pieces, sentence_spans
from evaluation.theming.features import features
from evaluation.theming.logistic import Array, sigmoid
from evaluation.theming.rules import Reading

LEARNED = "learned"
# What the rules state stands unless the model is nearly sure that it is wrong.
KEPT = 0.15
# Log-odds of "no theme at all" above which nothing counts that no rule finds.
SAYS_NOTHING = 1.0
_FORMAT = 2
_FINEST = 32_000
_DECIMALS = 4
_MOST_SENTENCES = 12
_LONGEST_EVIDENCE = 600


class ModelFault(ValueError):
    """A written model that cannot be read."""


@dataclass(frozen=True, eq=False)
class Model:
    """A direction per theme in the embedder's space, what each question adds, and how leanings and rules are weighed.

    `weights` has shape (themes + 1, size), `asked` (themes + 1, questions), `intercepts` (themes + 1,): the last row
    is that of answers without a theme. `blend` has one weight for each of `features.NAMES`, then the intercept; from a
    score of `threshold` a theme is coded that no rule states."""

    codebook: str
    embedder: str
    themes: tuple[str, ...]
    weights: Array
    asked: Array
    intercepts: Array
    blend: Array
    threshold: float
    answers: int
    independent: int

    def leanings(self, vectors: Array, question: str) -> tuple[Array, float]:
        """The log-odds of each theme by the learner alone, and of none: the best over an answer's pieces' vectors."""
        asked = self.asked[:, QUESTIONS.index(question)]
        each = vectors @ self.weights.T + asked + self.intercepts
        best = np.round(each[:, :-1].max(axis=0), _DECIMALS)
        return np.asarray(best), float(np.round(each[:, -1].min(), _DECIMALS))

    def scores(self, reading: Reading, leanings: Array, question: str, codebook: Codebook) -> Array:
        """How likely each theme is to be affirmed, from 0 to 1, rounded to four places."""
        rows = features(reading, leanings, question, self.themes, codebook.headings)
        return np.asarray(np.round(sigmoid(rows @ self.blend[:-1] + self.blend[-1]), _DECIMALS))

    def following(self, now: Callable[[str], str | None], codebook: str) -> Model:
        """This model under another codebook: `now` says by which code a theme goes there, None where it is gone.

        Themes that became one keep their rows, of which the likeliest counts."""
        kept = [(place, code) for place, theme in enumerate(self.themes) if (code := now(theme))]
        places = [*(place for place, _ in kept), len(self.themes)]
        return replace(
            self,
            codebook=codebook,
            themes=tuple(code for _, code in kept),
            weights=self.weights[places],
            asked=self.asked[places],
            intercepts=self.intercepts[places],
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the written model, as hexadecimal."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """The model in one line of JSON, keys sorted."""
        written = {
            "format": _FORMAT,
            "codebook": self.codebook,
            "embedder": self.embedder,
            "themes": list(self.themes),
            "weights": [_packed(row) for row in self.weights],
            "asked": _rounded(self.asked),
            "intercepts": _rounded(self.intercepts),
            "blend": _rounded(self.blend),
            "threshold": self.threshold,
            "answers": self.answers,
            "independent": self.independent,
        }
        return json.dumps(written, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, written: str) -> Model:
        """The model that was written. Raises ModelFault where it is none, or of another format."""
        try:
            read = json.loads(written)
            if read["format"] != _FORMAT:
                raise ModelFault(f"The model is of format {read['format']}, not {_FORMAT}.")
            return cls(
                read["codebook"],
                read["embedder"],
                tuple(read["themes"]),
                np.array([_unpacked(row) for row in read["weights"]]),
                np.array(read["asked"], dtype=float),
                np.array(read["intercepts"], dtype=float),
                np.array(read["blend"], dtype=float),
                float(read["threshold"]),
                int(read["answers"]),
                int(read["independent"]),
            )
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ModelFault("The model cannot be read.") from error


def packed(weights: Array) -> Array:
    """Weights as they will be read again: whole numbers to ±32,000 times a step, one step a row."""
    return np.array([_unpacked(_packed(row)) for row in weights])


def _packed(row: Array) -> list[str | float]:
    step = float(f"{max(float(np.abs(row).max()), 1e-9) / _FINEST:.6g}")
    whole = np.round(row / step).astype("<i2")
    return [step, base64.b85encode(whole.tobytes()).decode()]


def _unpacked(written: Sequence[str | float]) -> Array:
    step, whole = written
    return np.frombuffer(base64.b85decode(str(whole)), dtype="<i2").astype(float) * float(step)


def _rounded(values: Array) -> object:
    return np.round(values, _DECIMALS).tolist()


def code_by_model(
    text: str, question: str, reading: Reading, codebook: Codebook, model: Model, embedder: Embedder
) -> tuple[Code, ...]:
    """The rules' codes as the model weighs them, and what it sees beside them; sorted as the rules' are.

    What the rules find denied stays denied, with the rules' score; a theme that is affirmed scores as the model says.
    """
    spans = pieces(text)
    leanings, nothing = model.leanings(embedder([text[start:end] for start, end in spans]), question)
    threshold = model.threshold if nothing <= SAYS_NOTHING else np.inf
    scores = model.scores(reading, leanings, question, codebook)
    denied = {code.theme: code for code in reading.codes if code.denied}
    stated = {code.theme: code for code in reading.codes if not code.denied}
    found = list(denied.values())
    # Rules of themes that the model has never learnt stand as they are.
    found += [code for theme, code in stated.items() if theme not in model.themes]
    for theme, place in _likeliest(model.themes, scores).items():
        score = float(scores[place])
        if score >= (KEPT if theme in stated else threshold) and (theme in stated or theme not in denied):
            found.append(_affirmed(text, question, place, score, stated.get(theme), model, embedder))
    return tuple(sorted(found, key=lambda code: (code.theme, code.denied)))


def _likeliest(themes: Sequence[str], scores: Array) -> dict[str, int]:
    """The place of each theme, where one stands twice of the higher score."""
    best: dict[str, int] = {}
    for place, theme in enumerate(themes):
        if theme not in best or scores[place] > scores[best[theme]]:
            best[theme] = place
    return best


def _affirmed(
    text: str, question: str, place: int, score: float, stated: Code | None, model: Model, embedder: Embedder
) -> Code:
    theme = model.themes[place]
    if stated:
        return Code(theme, False, stated.start, stated.end, stated.source, score)
    start, end = _evidence(text, question, place, model, embedder)
    return Code(theme, False, start, end, LEARNED, score)


def _evidence(text: str, question: str, place: int, model: Model, embedder: Embedder) -> tuple[int, int]:
    """The sentence that leans furthest to the theme."""
    spans = list(sentence_spans(text))[:_MOST_SENTENCES]
    if len(spans) > 1:
        vectors = embedder([text[start:end] for start, end in spans])
        best = int(np.argmax([model.leanings(vector[None], question)[0][place] for vector in vectors]))
        spans = spans[best : best + 1]
    start, end = spans[0]
    end = min(end, start + _LONGEST_EVIDENCE)
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
