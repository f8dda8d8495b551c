"""Coding a round's open answers by the engine: what is uncoded is coded once, however often and wherever this runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from challenges.models import ChallengeRound
from evaluation.models import Answer, CodeAssignment, CodebookVersion, Coding, Question, Theme, ThemeCard
from evaluation.selectors.codebook import Fates, SplitTheme, fates_until, newest_codebook
from evaluation.services.standing import refresh_standing
from evaluation.theming.codebook_v1 import CODEBOOK_V1
from evaluation.theming.codes import Code, Codebook, CodebookFault, ThemeRule
from evaluation.theming.engine import ENGINE_VERSION, code, is_unusable

BATCH = 500
RULES_FROM = 1
Tell = Callable[[int, int], bool]
Seeds = tuple[tuple[str, str, tuple[str, ...]], ...]


def open_answers(round: ChallengeRound) -> QuerySet[Answer]:
    """The round's current open answers."""
    return Answer.objects.filter(
        response__survey__round=round, question__kind=Question.Kind.OPEN, superseded_by__isnull=True
    )


def code_answers_of(round: ChallengeRound, codebook: CodebookVersion, tell: Tell) -> bool:
    """Code every current open answer that this engine has not coded under `codebook`, batch by batch.

    `tell(done, all)` is called after each batch; where it says False (another worker has taken over) this stops and
    returns False. Each batch is one transaction."""
    waiting = list(_uncoded(round, codebook).values_list("pk", flat=True))
    for done, batch in _batches(waiting):
        _code_batch(batch, codebook)
        if not tell(done, len(waiting)):
            return False
    return True


def _uncoded(round: ChallengeRound, codebook: CodebookVersion) -> QuerySet[Answer]:
    by_engine = Coding.objects.filter(
        answer=OuterRef("pk"), purpose=Coding.Purpose.ENGINE, engine=ENGINE_VERSION, codebook=codebook
    )
    return open_answers(round).filter(~Exists(by_engine)).order_by("pk")


def _batches(keys: list[UUID]) -> Iterator[tuple[int, list[UUID]]]:
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        yield start + len(batch), batch


@transaction.atomic
def _code_batch(keys: list[UUID], codebook: CodebookVersion) -> None:
    """Code these answers. Where another worker was first, its codings stand and ours are left out."""
    themes = {theme.code: theme for theme in Theme.objects.all()}
    answers = Answer.objects.filter(pk__in=keys).select_related("question")
    rules = rules_of(codebook)
    codes = {answer.pk: codes_of(answer, rules) for answer in answers}
    Coding.objects.bulk_create(
        [_coding(answer, codebook, codes[answer.pk]) for answer in answers], ignore_conflicts=True
    )
    mine = Coding.objects.filter(
        answer__in=keys, purpose=Coding.Purpose.ENGINE, engine=ENGINE_VERSION, codebook=codebook
    )
    CodeAssignment.objects.bulk_create(
        [
            CodeAssignment(
                coding_id=coding,
                theme=themes[found.theme],
                denied=found.denied,
                start=found.start,
                end=found.end,
                score=getattr(found, "score", None),
                source=found.source[:120],
            )
            for coding, answer in mine.values_list("pk", "answer")
            for found in codes[answer]
        ],
        ignore_conflicts=True,
    )
    # Of two versions at work at once, the newest says what counts.
    refresh_standing(keys, newest_codebook(), ENGINE_VERSION)


def _coding(answer: Answer, codebook: CodebookVersion, codes: tuple[Code, ...]) -> Coding:
    return Coding(
        answer=answer,
        codebook=codebook,
        purpose=Coding.Purpose.ENGINE,
        engine=ENGINE_VERSION,
        outcome=outcome_of(answer.text, codes),
        score=min(
            (score for found in codes if (score := getattr(found, "score", None)) is not None), default=None
        ),
    )


def outcome_of(text: str, codes: tuple[Code, ...]) -> str:
    """What an answer in which the engine found these codes is: coded, none or unusable."""
    if codes:
        return Coding.Outcome.CODED
    return Coding.Outcome.UNUSABLE if is_unusable(text) else Coding.Outcome.NONE


def codes_of(answer: Answer, rules: Codebook) -> tuple[Code, ...]:
    """What the engine finds in an answer by these rules."""
    return code(answer.text, answer.question.about, rules)


def rules_of(codebook: CodebookVersion) -> Codebook:
    """The engine's rules under a codebook: those of the code, by what became of their themes, and its seed phrases.

    Rules of a theme that was retired or split are left out. Seed phrases count as statements of their theme."""
    return _compiled(codebook.number, fates_until(codebook), seeds_of(codebook.cards.select_related("theme")))


def seeds_of(cards: Iterable[ThemeCard]) -> Seeds:
    """The seed phrases of cards that have any: code, heading and phrases of each theme, sorted."""
    return tuple(
        sorted((card.theme.code, card.theme.heading, tuple(card.seeds)) for card in cards if card.seeds)
    )


@lru_cache(maxsize=8)
def _compiled(number: int, fates: Fates, seeds: Seeds) -> Codebook:
    rules = tuple(rule for rule in (_followed(rule, fates) for rule in CODEBOOK_V1.rules) if rule)
    if rules == CODEBOOK_V1.rules and not seeds:
        return CODEBOOK_V1
    sown = tuple(ThemeRule(theme, heading, "said", phrases) for theme, heading, phrases in seeds)  # type: ignore[arg-type]
    return replace(CODEBOOK_V1, version=str(number), rules=rules + sown)


def _followed(rule: ThemeRule, fates: Fates) -> ThemeRule | None:
    try:
        now = fates.of(rule.theme, since=RULES_FROM)
    except SplitTheme:
        return None
    return rule if now == rule.theme else replace(rule, theme=now) if now else None


def fault_in_seeds(phrases: Iterable[str]) -> str:
    """Why the engine cannot read one of these seed phrases; "" where it can."""
    sown = (("X1", "benefit", tuple(phrases)),)
    try:
        code("A sentence.", "open", _compiled(0, Fates(()), sown))
    except CodebookFault as fault:
        return str(fault)
    return ""
