"""Reads about declared conflicts."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from challenges.models import ChallengeRound, DeclaredConflict, PeerOffer
from councils.models import Council, Person, Post


def conflicts_of(round: ChallengeRound) -> QuerySet[DeclaredConflict]:
    """The conflicts that touch this round: both sides are in it, whichever round they were written down for."""
    councils = round.participations.values("council")
    people = people_of(round).values("pk")
    touching = Q(against__in=councils) & (Q(person__in=people) | Q(council__in=councils))
    return DeclaredConflict.objects.filter(touching).select_related("person", "council", "against__region")


def people_of(round: ChallengeRound) -> QuerySet[Person]:
    """Everybody offered to the round, and whoever is in post today in one of its councils."""
    councils = round.participations.values("council")
    in_post = Post.objects.on(timezone.localdate()).filter(council__in=councils).values("person")
    offered = PeerOffer.objects.filter(participation__round=round).values("person")
    return Person.objects.current().filter(Q(pk__in=in_post) | Q(pk__in=offered))


def councils_of(round: ChallengeRound) -> QuerySet[Council]:
    """The councils in the round."""
    return Council.objects.filter(participations__round=round).select_related("region").order_by("name")
