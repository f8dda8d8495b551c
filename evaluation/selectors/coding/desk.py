"""Reads for the coding desk: answers with what counts for them and the words that justify it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from challenges.models import ChallengeRound
from councils.models import User
from councils.numbers import whole_number
from evaluation.findings.tables import Reconciliation
from evaluation.models import Answer, Coding, CodingSample, SampleItem, Standing, StandingCode, Theme
from evaluation.services.coding.runs import open_answers
from evaluation.theming.rules import says_nothing


class Evidence(Protocol):
    """A theme and the words that say so, whatever row holds them."""

    theme: Theme
    denied: bool
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A stretch of an answer: plain, or evidence for themes (affirmed or denied)."""

    text: str
    themes: str = ""
    denied: bool = False


@dataclass(frozen=True)
class DeskAnswer:
    """One answer on the desk."""

    answer: Answer
    pieces: list[Piece]
    codes: Sequence[Evidence]
    outcome: str
    by_person: bool = False

    @property
    def outcome_label(self) -> str:
        """The outcome in words."""
        return str(Standing.Outcome(self.outcome).label)


def desk_answers(
    round: ChallengeRound, asked: Mapping[str, str], coder: User | None = None
) -> QuerySet[Answer]:
    """The round's current open answers that the filters leave, by question and id.

    Filters: those of `narrowed`, `theme` with `denied` ("yes" or "no"), `outcome`, `council` (a key, or "none"), `by`
    ("person" or "engine"). What `coder` has still to code blind is left out."""
    answers = narrowed(seen_by(open_answers(round), coder), asked)
    if asked.get("council"):
        answers = answers.filter(_council(asked["council"]))
    if asked.get("theme"):
        answers = answers.filter(pk__in=_carrying(asked))
    if asked.get("outcome"):
        answers = answers.filter(_outcome(asked["outcome"]))
    if asked.get("by"):
        answers = answers.filter(standing__by_person=asked["by"] == "person", standing__coding__isnull=False)
    related = ("question", "response__council", "response__region", "standing")
    return answers.select_related(*related).order_by("question__position", "pk")  # fmt: skip


def narrowed(answers: QuerySet[Answer], asked: Mapping[str, str]) -> QuerySet[Answer]:
    """The answers that the filters leave: `question` (a key), `group` (role group), `type` (kind of council)."""
    fields = {"question": "question__key", "group": "response__role_group", "type": "response__council__kind"}
    return answers.filter(**{field: asked[name] for name, field in fields.items() if asked.get(name)})


def seen_by(answers: QuerySet[Answer], coder: User | None) -> QuerySet[Answer]:
    """The answers without those that the coder has still to code blind: they must not see how others coded them."""
    if coder is None or not has_blind_work(coder):
        return answers
    return answers.exclude(pk__in=blind_work(coder).values("answer"))


def coded_blind_by(coder: User) -> QuerySet[SampleItem]:
    """What the coder codes blind, done or not, in samples that are not frozen: at the desk others decide on it."""
    return SampleItem.objects.filter(
        sample__coders=coder, sample__kind=CodingSample.Kind.BLIND, sample__frozen_at__isnull=True
    )


def blind_work(coder: User) -> QuerySet[SampleItem]:
    """What the coder has still to code blind."""
    done = Coding.objects.filter(
        answer=OuterRef("answer"), coder=coder, purpose=Coding.Purpose.BLIND, withdrawn_at__isnull=True,
        codebook=OuterRef("sample__codebook"),
    )  # fmt: skip
    return coded_blind_by(coder).filter(~Exists(done), answer__superseded_by__isnull=True)


def has_blind_work(coder: User) -> bool:
    """Whether the coder has anything still to code blind."""
    return blind_work(coder).exists()


def _carrying(asked: Mapping[str, str]) -> QuerySet[Any]:
    codes = StandingCode.objects.filter(theme__code=asked["theme"])
    if asked.get("denied") in ("yes", "no"):
        codes = codes.filter(denied=asked["denied"] == "yes")
    return codes.values("standing")


def _council(key: str) -> Q:
    if key == "none":
        return Q(response__council__isnull=True)
    council = whole_number(key)
    return Q(pk__isnull=True) if council is None else Q(response__council=council)


def _outcome(outcome: str) -> Q:
    if outcome == Standing.Outcome.WAITING:
        return Q(standing__isnull=True) | Q(standing__outcome=outcome)
    return Q(standing__outcome=outcome)


def with_codes(answers: Iterable[Answer]) -> list[DeskAnswer]:
    """Answers of one page with their codes and marked evidence: one query for all of them."""
    rows = list(answers)
    codes = codes_of_answers([row.pk for row in rows])
    return [_desk_answer(row, codes.get(row.pk, [])) for row in rows]


def codes_of_answers(keys: list[UUID]) -> dict[UUID, list[StandingCode]]:
    """The codes that count now, by answer."""
    codes: dict[UUID, list[StandingCode]] = {}
    found = StandingCode.objects.filter(standing__in=keys).select_related("theme")
    for code in found.order_by("start", "theme__code"):
        codes.setdefault(code.standing_id, []).append(code)
    return codes


def _desk_answer(answer: Answer, codes: list[StandingCode]) -> DeskAnswer:
    standing = getattr(answer, "standing", None)
    outcome = standing.outcome if standing else Standing.Outcome.WAITING
    return DeskAnswer(
        answer, pieces_of(answer.text, codes), codes, outcome, bool(standing and standing.by_person)
    )


def pieces_of(text: str, codes: Sequence[Evidence]) -> list[Piece]:
    """The text cut at every edge of evidence; the pieces join to the text, overlaps name all their themes."""
    edges = sorted({0, len(text), *(code.start for code in codes), *(code.end for code in codes)})
    return [
        _piece(text, start, end, codes)
        for start, end in zip(edges, edges[1:], strict=False)
        if end <= len(text)
    ]


def _piece(text: str, start: int, end: int, codes: Sequence[Evidence]) -> Piece:
    here = [code for code in codes if code.start <= start and end <= code.end]
    names = ", ".join(f"{code.theme.code}{' denied' if code.denied else ''}" for code in here)
    return Piece(text[start:end], names, bool(here) and all(code.denied for code in here))


def reconciled(round: ChallengeRound) -> Reconciliation:
    """Every open answer of the round, received = coded + none + unusable + waiting, as they stand now: one query."""
    rows = open_answers(round).order_by().values_list("standing__outcome").annotate(n=Count("pk"))
    counts: dict[str, int] = {}
    for outcome, number in rows:
        counts[outcome or Standing.Outcome.WAITING] = counts.get(outcome or "waiting", 0) + number
    parts = {name: counts.get(name, 0) for name in ("coded", "none", "unusable", "waiting")}
    return Reconciliation(received=sum(parts.values()), **parts)


@dataclass(frozen=True)
class NoneShare:
    """How many answers people found to fit no theme, of those of one question or role group that they decided on; and,
    apart, how many the engine leaves without one. "No comment" and the like are in neither."""

    of: str
    none: int
    decided: int
    engine: int

    @property
    def percent(self) -> float:
        """The share in per cent."""
        return 100 * self.none / self.decided if self.decided else 0.0

    @property
    def alarm(self) -> bool:
        """Whether it passes 5 % (F070 of the field's list; catch-all shares of 4.5 to 14 % were measured elsewhere)."""
        return self.none * 20 > self.decided


def none_shares(round: ChallengeRound) -> tuple[list[NoneShare], list[NoneShare]]:
    """The shares of "none of these" by question and by role group: four queries."""
    return (
        _shares(round, "question__page", "question__position"),
        _shares(round, "response__role_group"),
    )


def _shares(round: ChallengeRound, *by: str) -> list[NoneShare]:
    usable = open_answers(round).order_by(*by[::-1])
    coded = usable.filter(standing__outcome="coded").values_list(*by)
    rows = coded.annotate(people=Count("pk", filter=Q(standing__by_person=True)))
    decided: dict[tuple[Any, ...], int] = {row[:-1]: row[-1] for row in rows}
    none: Counter[tuple[tuple[Any, ...], bool]] = Counter()
    for *group, by_person, text in usable.filter(standing__outcome="none").values_list(
        *by, "standing__by_person", "text"
    ):
        if not says_nothing(text):
            none[tuple(group), by_person] += 1
    groups = sorted({*decided, *(group for group, _ in none)}, key=lambda group: group[::-1])
    return [
        NoneShare(group[0], none[group, True], decided.get(group, 0) + none[group, True], none[group, False])
        for group in groups
    ]
