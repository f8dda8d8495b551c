"""The one door to the coder: which themes an answer affirms, and which it denies or says are gone.

The rules are those of the coding frame. The learning coder weighs what the rules find against what the answer sounds
like, and sees what they miss; where its package is missing, the rules code alone. The same answer always gets the
same codes."""

from __future__ import annotations

from evaluation.instrument.learned_v1 import LEARNED_V1
from evaluation.instrument.rules_v1 import CODEBOOK_V1
from evaluation.theming.codes import Code, Codebook
from evaluation.theming.embedding import Embedder, installed
from evaluation.theming.model import Model, code_by_model
from evaluation.theming.rules import is_unusable, read_by_rules, says_nothing

__all__ = ["ENGINE_VERSION", "GENERATION", "code", "code_by_rules", "engine_version", "is_unusable"]

# Raise the number when the reading itself changes; the rest follows the rules and the model.
GENERATION = 2
MODEL_V1 = Model.from_json(LEARNED_V1) if LEARNED_V1 else None


def code(
    text: str,
    question: str,
    codebook: Codebook = CODEBOOK_V1,
    model: Model | None = MODEL_V1,
) -> tuple[Code, ...]:
    """The themes of one answer, sorted by theme, affirmed before denied, at most one of each.

    `question` is what the question asks about: benefit, development, barrier or open. Each code's `text[start:end]` is
    its evidence, its `score` how likely it is to be right. A model of another codebook version or embedder is left out,
    and the rules code alone. Raises ValueError for another question."""
    reading = read_by_rules(text, question, codebook)
    embedder = _embedder_for(codebook, model)
    if model is None or embedder is None or says_nothing(text):
        return reading.codes
    return code_by_model(text, question, reading, codebook, model, embedder)


def code_by_rules(text: str, question: str, codebook: Codebook = CODEBOOK_V1) -> tuple[Code, ...]:
    """The themes of one answer by the rules alone, as `code` gives them."""
    return read_by_rules(text, question, codebook).codes


def engine_version(codebook: Codebook = CODEBOOK_V1, model: Model | None = MODEL_V1) -> str:
    """The name of what codes on this machine: it changes whenever a code could."""
    rules = f"{GENERATION}.{codebook.digest[:8]}"
    if model is None or _embedder_for(codebook, model) is None:
        return f"rules-{rules}"
    return f"learned-{rules}.{model.digest[:8]}"


def _embedder_for(codebook: Codebook, model: Model | None) -> Embedder | None:
    if model is None or model.codebook != codebook.version:
        return None
    embedder = installed()
    return embedder if embedder and embedder.name == model.embedder else None


ENGINE_VERSION: str = engine_version()
