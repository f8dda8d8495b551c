"""Teaching the learning coder what people decided in a round: the same decisions give the same coder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from django.utils import timezone

from challenges.models import ChallengeRound
from evaluation.instrument.seeds import seed_decisions
from evaluation.models import CodebookVersion, LearnedCoder
from evaluation.selectors.coding.engines import decided, learns, themes_now, usual_under
from evaluation.theming.codes import Codebook
from evaluation.theming.embedding import installed, pieces
from evaluation.theming.engine import engine_version
from evaluation.theming.training import Decision, train

# It learns anew after every fifty decisions, so that an answer more does not change every code.
STEP = 50
AT_ONCE = 50
Going = Callable[[], bool]


def learn(round: ChallengeRound, codebook: CodebookVersion, rules: Codebook, going: Going) -> bool:
    """Train the round's coder where fifty more decisions have come since; else leave it. False where `going` says stop.

    The first fifty, hundred, … decisions teach it, beside the seed sentences; `going` is asked every second or so."""
    if not learns():
        return True
    taught = [each.decision for each in decided(round, codebook)]
    taught = taught[: len(taught) // STEP * STEP]
    if not taught:
        LearnedCoder.objects.filter(round=round, codebook=codebook).delete()
        return True
    version = _input_version(taught, rules)
    known = LearnedCoder.objects.filter(round=round, codebook=codebook, input_version=version)
    if known.update(used_at=timezone.now()):
        return True
    return _train(round, codebook, rules, taught, version, going)


def _input_version(taught: Sequence[Decision], rules: Codebook) -> str:
    told = [[each.text, each.question, sorted(each.affirmed), sorted(each.denied)] for each in taught]
    return hashlib.sha256(json.dumps([engine_version(), rules.digest, told]).encode()).hexdigest()


def _train(
    round: ChallengeRound, codebook: CodebookVersion, rules: Codebook, taught: Sequence[Decision], version: str,
    going: Going,
) -> bool:  # fmt: skip
    all_of_it = [*_seeds(codebook), *taught]
    embedder = installed()
    if embedder is None:
        return True
    for start in range(0, len(all_of_it), AT_ONCE):
        embedder([each.text[slice(*pieces(each.text)[0])] for each in all_of_it[start : start + AT_ONCE]])
        if not going():
            return False
    model = train(all_of_it, rules, embedder, before=usual_under(codebook))
    LearnedCoder.objects.get_or_create(
        round=round,
        codebook=codebook,
        input_version=version,
        defaults={"engine": engine_version(model), "decisions": len(taught), "model": model.to_json()},
    )
    return going()


def _seeds(codebook: CodebookVersion) -> list[Decision]:
    now = themes_now(codebook)

    def followed(themes: frozenset[str]) -> frozenset[str]:
        return frozenset(cast(str, now[theme]) for theme in themes if now.get(theme))

    return [
        replace(each, affirmed=followed(each.affirmed), denied=followed(each.denied))
        for each in seed_decisions()
        if all(now.get(theme) for theme in each.affirmed)
    ]
