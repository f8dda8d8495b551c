"""Coding a round's open answers by the engine: what is uncoded is coded once, however often and wherever this runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from challenges.models import ChallengeRound
from evaluation.instrument.rules_v1 import CODEBOOK_V1
from evaluation.models import Answer, CodeAssignment, CodebookVersion, Coding, Question, Theme, ThemeCard
from evaluation.selectors.coding.codebook import Fates, SplitTheme, fates_until, newest_codebook
from evaluation.selectors.coding.engines import RULES_FROM, engine_of, model_of
from evaluation.selectors.coding.outside import outside_of
from evaluation.services.coding.acceptance import accept_codings
from evaluation.services.coding.learning import learn
from evaluation.services.coding.outside import OutsideCoder
from evaluation.services.coding.standing import refresh_standing
from evaluation.theming.codes import Code, Codebook, CodebookFault, ThemeRule
from evaluation.theming.engine import code, code_by_rules, is_unusable
from evaluation.theming.model import Model

# Few enough that a batch by the learning coder ends well within a run's lease.
BATCH = 100
Tell = Callable[[int, int], bool]
Seeds = tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Engine:
    """What codes a round under a codebook: the rules, the learning coder where there is one, or an outside model."""

    name: str
    rules: Codebook
    model: Model | None
    outside: OutsideCoder | None = None

    @property
    def at_once(self) -> int:
        """How many answers are coded between two signs of life: an outside model may take its time."""
        return 1 if self.outside else BATCH

    def codes(self, text: str, question: str) -> tuple[Code, ...]:
        """The codes of one answer."""
        if self.outside is not None:
            return self.outside.codes(text, question)
        if self.model is None:
            return code_by_rules(text, question, self.rules)
        return code(text, question, self.rules, self.model)


def engine_for(round: ChallengeRound, codebook: CodebookVersion) -> Engine:
    """The engine that counts for the round now."""
    outside = outside_of(round.pk)
    return Engine(
        engine_of(round.pk, codebook),
        rules_of(codebook),
        None if outside else model_of(round, codebook),
        OutsideCoder(outside, codebook) if outside else None,
    )


def open_answers(round: ChallengeRound) -> QuerySet[Answer]:
    """The round's current open answers."""
    return Answer.objects.filter(
        response__survey__round=round, question__kind=Question.Kind.OPEN, superseded_by__isnull=True
    )


def code_answers_of(round: ChallengeRound, codebook: CodebookVersion, tell: Tell) -> bool:
    """Learn from what people decided, then code every current open answer that this engine has not coded under
    `codebook`, batch by batch.

    `tell(done, all)` is called after each batch; where it says False (another worker has taken over, somebody stopped
    the run) this stops and returns False. Each batch is one transaction."""
    if not learn(round, codebook, rules_of(codebook), lambda: tell(0, 0)):
        return False
    engine = engine_for(round, codebook)
    waiting = list(_uncoded(round, codebook, engine.name).values_list("pk", flat=True))
    for done, batch in _batches(waiting, engine.at_once):
        _code_batch(batch, codebook, engine)
        if not tell(done, len(waiting)):
            return False
    _recount(round, codebook, engine.name)
    accept_codings(round, codebook, engine.name)
    return True


def _recount(round: ChallengeRound, codebook: CodebookVersion, engine: str) -> None:
    """Where the coder has gone back to what it was (decisions were taken back), its earlier codings count again."""
    standing = open_answers(round).filter(standing__coding__purpose=Coding.Purpose.ENGINE)
    others = standing.exclude(standing__coding__engine=engine)
    keys = list(others.values_list("pk", flat=True))
    if keys:
        refresh_standing(keys, newest_codebook(), engine_of(round.pk, newest_codebook()))


def _uncoded(round: ChallengeRound, codebook: CodebookVersion, engine: str) -> QuerySet[Answer]:
    by_engine = Coding.objects.filter(
        answer=OuterRef("pk"), purpose=Coding.Purpose.ENGINE, engine=engine, codebook=codebook
    )
    return open_answers(round).filter(~Exists(by_engine)).order_by("pk")


def _batches(keys: list[UUID], size: int) -> Iterator[tuple[int, list[UUID]]]:
    for start in range(0, len(keys), size):
        batch = keys[start : start + size]
        yield start + len(batch), batch


def _code_batch(keys: list[UUID], codebook: CodebookVersion, engine: Engine) -> None:
    """Code these answers. Where another worker was first, its codings stand and ours are left out."""
    answers = list(
        Answer.objects.filter(pk__in=keys).select_related("question", "response__survey").order_by("pk")
    )
    codes = {answer.pk: engine.codes(answer.text, answer.question.about) for answer in answers}
    _write(answers, codes, codebook, engine.name)


@transaction.atomic
def _write(
    answers: list[Answer], codes: dict[UUID, tuple[Code, ...]], codebook: CodebookVersion, engine: str
) -> None:
    themes = {theme.code: theme for theme in Theme.objects.all()}
    Coding.objects.bulk_create(
        [_coding(answer, codebook, engine, codes[answer.pk]) for answer in answers], ignore_conflicts=True
    )
    mine = Coding.objects.filter(
        answer__in=list(codes), purpose=Coding.Purpose.ENGINE, engine=engine, codebook=codebook
    )
    CodeAssignment.objects.bulk_create(
        [
            CodeAssignment(
                coding_id=coding,
                theme=themes[found.theme],
                denied=found.denied,
                start=found.start,
                end=found.end,
                score=found.score,
                source=found.source[:120],
            )
            for coding, answer in mine.values_list("pk", "answer")
            for found in codes[answer]
        ],
        ignore_conflicts=True,
    )
    # Of two versions at work at once, the newest says what counts.
    newest = newest_codebook()
    rounds = {answer.response.survey.round_id for answer in answers}
    for round in sorted(rounds):
        keys = [answer.pk for answer in answers if answer.response.survey.round_id == round]
        refresh_standing(keys, newest, engine_of(round, newest))


def _coding(answer: Answer, codebook: CodebookVersion, engine: str, codes: tuple[Code, ...]) -> Coding:
    return Coding(
        answer=answer,
        codebook=codebook,
        purpose=Coding.Purpose.ENGINE,
        engine=engine,
        outcome=outcome_of(answer.text, codes),
        score=min((found.score for found in codes), default=None),
    )


def outcome_of(text: str, codes: tuple[Code, ...]) -> str:
    """What an answer in which the engine found these codes is: coded, none or unusable."""
    if codes:
        return Coding.Outcome.CODED
    return Coding.Outcome.UNUSABLE if is_unusable(text) else Coding.Outcome.NONE


def codes_of(answer: Answer, rules: Codebook) -> tuple[Code, ...]:
    """What these rules alone find in an answer."""
    return code_by_rules(answer.text, answer.question.about, rules)


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
        code_by_rules("A sentence.", "open", _compiled(0, Fates(()), sown))
    except CodebookFault as fault:
        return str(fault)
    return ""
