"""Keeping what counts for each answer (`Standing`) true to its codings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from evaluation.models import CodebookVersion, Coding, Standing, StandingCode, Theme
from evaluation.selectors.coding.effective import NOTHING, Effective, effective_codings

BATCH = 500


def lot_of(answer: UUID) -> int:
    """A number by chance for an answer, the same each time: an order without a pattern."""
    return int.from_bytes(hashlib.sha256(answer.bytes).digest()[:4]) >> 1


@transaction.atomic
def refresh_standing(answers: Iterable[UUID], codebook: CodebookVersion, engine: str) -> None:
    """Work out anew what counts for these answers, after their codings were written in the same transaction.

    The rows are locked before the codings are read, so that of two workers the later one has read both's codings."""
    keys = sorted(set(answers))
    for start in range(0, len(keys), BATCH):
        _refresh(keys[start : start + BATCH], codebook, engine)


def _refresh(keys: list[UUID], codebook: CodebookVersion, engine: str) -> None:
    Standing.objects.bulk_create((_row(key, NOTHING) for key in keys), ignore_conflicts=True)
    list(Standing.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    found = effective_codings(Coding.objects.filter(answer__in=keys), codebook, engine)
    Standing.objects.bulk_create(
        (_row(key, found.get(key, NOTHING)) for key in keys),
        update_conflicts=True,
        unique_fields=["answer"],
        update_fields=["coding", "outcome", "by_person", "accepted", "disputed", "score", "lot"],
    )
    StandingCode.objects.filter(standing__in=keys).delete()
    themes = dict(Theme.objects.values_list("code", "pk"))
    StandingCode.objects.bulk_create(
        StandingCode(standing_id=key, theme_id=themes[said.theme], denied=said.denied, start=said.start, end=said.end)
        for key in keys
        for said in found.get(key, NOTHING).codes
    )  # fmt: skip


def _row(key: UUID, effective: Effective) -> Standing:
    return Standing(
        answer_id=key,
        coding_id=effective.coding,
        outcome=effective.outcome,
        by_person=effective.by_person,
        accepted=effective.accepted,
        disputed=effective.disputed,
        score=effective.score,
        lot=lot_of(key),
    )
