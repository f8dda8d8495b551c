"""Reads for an evaluation report: quotes, questions and codebook, as plain JSON values."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count

from challenges.models import ChallengeRound
from evaluation.models import CodebookVersion, Coding, Question, Quote, Response, Survey
from evaluation.models.responses import Consent
from evaluation.selectors.coding.agreement import Agreement, by_kind, pairs_of

# Who wants to be asked first has not agreed yet.
QUOTABLE = (Consent.ROLE_ONLY, Consent.REGION_ONLY)


def quotes_of(round: ChallengeRound) -> list[Quote]:
    """Approved quotes of the round's current answers, in the order of their themes."""
    quotes = Quote.objects.filter(answer__response__survey__round=round, answer__superseded_by__isnull=True)
    return list(quotes.select_related("answer__response__region", "theme").order_by("theme__code", "pk"))


def responses_by_region(round: ChallengeRound) -> dict[int, int]:
    """How many people answered, by the region they belong to."""
    counted = Response.objects.filter(survey__round=round).values("region").annotate(n=Count("pk"))
    return dict(counted.order_by("region").values_list("region", "n"))


def instrument_of(survey: Survey) -> list[dict[str, Any]]:
    """The questions as they were asked."""
    questions = Question.objects.filter(version=survey.version_id).order_by("position")
    return [{"page": q.page, "text": q.text, "options": [label for _, label in q.options]} for q in questions]


def cards_of(codebook: CodebookVersion) -> list[dict[str, str]]:
    """The codebook's cards."""
    cards = codebook.cards.select_related("theme").order_by("theme__code")
    return [
        {
            "code": card.theme.code,
            "title": card.title,
            "definition": card.definition,
            "include": card.include,
            "exclude": card.exclude,
        }
        for card in cards
    ]


def agreement_of(round: ChallengeRound, codebook: CodebookVersion) -> dict[str, Any]:
    """Answers that two people coded without seeing each other's codes, and of how many they said the same.

    `pairs` has a row for each kind of two coders of the random samples: its name, the answers, and how often a theme
    was given by both, by the first alone, by the second alone."""
    blind = Coding.objects.filter(
        answer__response__survey__round=round, codebook=codebook, purpose=Coding.Purpose.BLIND
    )
    said: dict[Any, list[frozenset[tuple[str, bool]]]] = {}
    for coding in blind.prefetch_related("assignments__theme"):
        codes = frozenset((each.theme.code, each.denied) for each in coding.assignments.all())
        said.setdefault(coding.answer_id, []).append(codes)
    twice = [codes for codes in said.values() if len(codes) > 1]
    return {
        "coded_twice": len(twice),
        "agreed": sum(len(Counter(codes)) == 1 for codes in twice),
        "pairs": [_pooled(kind, measured[0]) for kind, measured in by_kind(pairs_of(round))],
    }


def _pooled(kind: str, all_themes: Agreement) -> list[Any]:
    return [kind, all_themes.units, all_themes.both, all_themes.first_only, all_themes.second_only]
