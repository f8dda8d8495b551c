"""Which engine counts for a round: what it has learnt from the round's decisions, else what is shipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from challenges.models import ChallengeRound
from evaluation.models import Answer, CodebookVersion, Coding, LearnedCoder, SampleItem
from evaluation.selectors.coding.codebook import SplitTheme, fates_until
from evaluation.selectors.coding.effective import PEOPLE, effective_codings
from evaluation.selectors.coding.outside import outside_engine, outside_of
from evaluation.theming.engine import engine_version, rules_version, usual_model
from evaluation.theming.model import Model
from evaluation.theming.training import Decision

# The codebook version that the rules in the code were written from: decisions before it say nothing new of them.
RULES_FROM = 1


def usual_engine() -> str:
    """The name of the engine that is shipped, as it runs on this machine."""
    return engine_version() if learns() else rules_version()


def learns() -> bool:
    """Whether the learning coder is on and runs on this machine."""
    return bool(settings.LEARNING_CODER) and usual_model() is not None


def engine_of(round_id: UUID, codebook: CodebookVersion) -> str:
    """The name of the engine whose codings count for a round under a codebook: two queries at most."""
    outside = outside_of(round_id)
    if outside is not None:
        return outside_engine(outside)
    if not learns():
        return usual_engine()
    learnt = LearnedCoder.objects.filter(round=round_id, codebook=codebook, engine__startswith=_kind())
    return learnt.values_list("engine", flat=True).first() or usual_engine()


@lru_cache(maxsize=1)
def _kind() -> str:
    # What was learnt under older rules or an older reading is left behind.
    return engine_version().rpartition(".")[0] + "."


def model_of(round: ChallengeRound, codebook: CodebookVersion) -> Model | None:
    """The learning coder that counts for a round, in the codebook's themes; None where the rules code alone."""
    if not learns():
        return None
    learnt = LearnedCoder.objects.filter(round=round, codebook=codebook, engine__startswith=_kind()).first()
    return Model.from_json(learnt.model) if learnt else usual_under(codebook)


def usual_under(codebook: CodebookVersion) -> Model | None:
    """The shipped model in a codebook's themes: by what became of those it knows, split ones left out."""
    model = usual_model()
    if model is None:
        return None
    now = themes_now(codebook)
    return model.following(now.get, str(codebook.number))


def themes_now(codebook: CodebookVersion) -> Mapping[str, str | None]:
    """By which code each theme that the shipped model knows goes under a codebook; None where it is gone or split."""
    model = usual_model()
    fates = fates_until(codebook)
    return {theme: _now(fates, theme) for theme in (model.themes if model else ())}


def _now(fates: object, theme: str) -> str | None:
    try:
        return fates.of(theme, since=RULES_FROM)  # type: ignore[attr-defined,no-any-return]
    except SplitTheme:
        return None


@dataclass(frozen=True)
class Decided:
    """An answer that people decided on, as what the learning coder may learn from."""

    answer: UUID
    decision: Decision


def decided(round: ChallengeRound, codebook: CodebookVersion) -> list[Decided]:
    """What people decided in the round that may teach the coder, in the order in which it was first decided.

    Left out: what was drawn into a sample, which measures the coder and so must not teach it; and what has become
    unusable. Decisions count in the codebook's themes: four queries."""
    human = Coding.objects.filter(
        answer__response__survey__round=round,
        answer__superseded_by__isnull=True,
        purpose__in=PEOPLE,
        withdrawn_at__isnull=True,
        codebook__number__gte=RULES_FROM,
    ).exclude(answer__in=SampleItem.objects.filter(sample__round=round).values("answer"))
    order = dict.fromkeys(human.order_by("pk").values_list("answer", flat=True))
    counting = effective_codings(human, codebook, None)
    answers = Answer.objects.select_related("question").in_bulk(list(order))
    return [
        Decided(key, _decision(answers[key], counting[key]))
        for key in order
        if key in counting and counting[key].outcome in (Coding.Outcome.CODED, Coding.Outcome.NONE)
    ]


def _decision(answer: Answer, counts: object) -> Decision:
    said = {denied: frozenset(counts.themes(denied=denied)) for denied in (False, True)}  # type: ignore[attr-defined]
    return Decision(answer.text, answer.question.about, said[False], said[True], independent=True)


def learnt_of(round: ChallengeRound) -> LearnedCoder | None:
    """What the round's coder has learnt last, for a page."""
    return LearnedCoder.objects.filter(Q(round=round)).select_related("codebook").first()
