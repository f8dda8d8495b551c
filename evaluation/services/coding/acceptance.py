"""Letting the engine's codes stand where an audit of this round has shown that they are right."""

from __future__ import annotations

from django.db import transaction

from challenges.models import ChallengeRound
from evaluation.models import CodebookVersion, Coding
from evaluation.selectors.coding.acceptance import acceptance_of, codes_by_coding, engine_codings
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.engines import engine_of
from evaluation.services.coding.standing import refresh_standing

BATCH = 500


def accept_codings(round: ChallengeRound, codebook: CodebookVersion, engine: str) -> None:
    """Accept the engine's codings all of whose codes the round's audit allows, and take back what it no longer does.

    An answer in which the engine finds no theme is never accepted. What does not change is not written."""
    acceptance = acceptance_of(round, codebook, engine)
    codings = engine_codings(round, codebook, engine)
    before = set(codings.filter(accepted=True).values_list("pk", "answer"))
    allowed = set()
    if acceptance.rung:
        allowed = {key for key, codes in codes_by_coding(codings).items() if acceptance.takes(codes)}
    for accepted, keys in ((True, allowed - before), (False, before - allowed)):
        ordered = sorted(keys)
        for start in range(0, len(ordered), BATCH):
            batch = ordered[start : start + BATCH]
            _set(round, [coding for coding, _ in batch], [answer for _, answer in batch], accepted)


@transaction.atomic
def _set(round: ChallengeRound, codings: list[int], answers: list[object], accepted: bool) -> None:
    Coding.objects.filter(pk__in=codings).update(accepted=accepted)
    codebook = newest_codebook()
    refresh_standing(answers, codebook, engine_of(round.pk, codebook))  # type: ignore[arg-type]
