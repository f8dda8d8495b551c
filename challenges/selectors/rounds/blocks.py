"""Reads about the days that a manager has blocked."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from challenges.models import BlockedPeriod, ChallengeRound


def blocks_of(round: ChallengeRound) -> QuerySet[BlockedPeriod]:
    """The days blocked for the round, a region of it or one of its councils; not those that councils gave."""
    of_councils = Q(participation__round=round) & ~Q(kind="")
    blocks = BlockedPeriod.objects.filter(Q(round=round) | of_councils)
    return blocks.select_related("region", "participation__council__region").order_by("first_day", "pk")
