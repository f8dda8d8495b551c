"""The one door to the coder: which themes an answer affirms, and which it denies or says are gone.

The rules are those of the coding frame. The learning coder weighs what the rules find against what the answer sounds
like, and sees what they miss; where its package is missing, the rules code alone. The same answer always gets the
same codes. Nothing is loaded before the first answer is coded."""

from __future__ import annotations

from functools import lru_cache

from evaluation.instrument.rules_v1 import CODEBOOK_V1
from evaluation.theming.codes import Code, Codebook
from evaluation.theming.embedding import MODEL, Embedder, installed, runs_here
from evaluation.theming.model import Model, code_by_model
from evaluation.theming.rules import is_unusable, read_by_rules, says_nothing

__all__ = [
    "GENERATION",
    "code",
    "code_by_rules",
    "engine_version",
    "is_unusable",
    "rules_version",
    "usual_model",
]

# Raise the number when the reading itself changes; the rest follows the rules and the model.
GENERATION = 4


@lru_cache(maxsize=1)
def usual_model() -> Model | None:
    """The learning coder that is shipped, or None where its package does not run on this platform."""
    from evaluation.instrument.learned_v1 import LEARNED_V1  # noqa: PLC0415 - read only where it is used

    return Model.from_json(LEARNED_V1) if LEARNED_V1 and runs_here() else None


def code(
    text: str, question: str, codebook: Codebook = CODEBOOK_V1, model: Model | None = None
) -> tuple[Code, ...]:
    """The themes of one answer, sorted by theme, affirmed before denied, at most one of each.

    `question` is what the question asks about: benefit, development, barrier or open. Each code's `text[start:end]` is
    its evidence, its `score` how likely it is to be right. `model` is the learning coder, the shipped one by default;
    where its embedder does not run, or it has themes that the codebook lacks, the rules code alone. Raises ValueError
    for another question."""
    reading = read_by_rules(text, question, codebook)
    model = model or usual_model()
    embedder = _embedder_of(model)
    if model is None or embedder is None or says_nothing(text):
        return reading.codes
    if not codebook.headings.keys() >= set(model.themes):
        return reading.codes
    return code_by_model(text, question, reading, codebook, model, embedder)


def code_by_rules(text: str, question: str, codebook: Codebook = CODEBOOK_V1) -> tuple[Code, ...]:
    """The themes of one answer by the rules alone, as `code` gives them."""
    return read_by_rules(text, question, codebook).codes


def engine_version(model: Model | None = None) -> str:
    """The name of what codes with this model (the shipped one by default) on this machine: it changes whenever a code
    could. A machine that runs no embedder codes by the rules alone, and its engine is called so."""
    model = model or usual_model()
    if model is None or not _can_embed(model):
        return rules_version()
    return f"learned-{_rules()}.{model.digest[:8]}"


def rules_version() -> str:
    """The name of the rules alone as an engine."""
    return f"rules-{_rules()}"


@lru_cache(maxsize=1)
def _rules() -> str:
    return f"{GENERATION}.{CODEBOOK_V1.digest[:8]}"


def _can_embed(model: Model) -> bool:
    return model.embedder == MODEL and runs_here()


def _embedder_of(model: Model | None) -> Embedder | None:
    return installed() if model is not None and _can_embed(model) else None
