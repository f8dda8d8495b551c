"""Samples that were drawn to be coded twice: who has coded what, where they differ, and what is settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from councils.models import User
from evaluation.models import Answer, CodeAssignment, CodebookVersion, Coding, CodingSample, SampleItem
from evaluation.selectors.coding.codebook import SplitTheme, fates_until, newest_codebook
from evaluation.selectors.coding.effective import Said, followed

Codes = frozenset[tuple[str, bool]]


@dataclass(frozen=True)
class Judgement:
    """One person's coding of an answer, by the themes of the codebook now. `blind`: nothing was shown to them."""

    coding: Coding
    coder: str
    blind: bool
    said: tuple[Said, ...]

    @property
    def opinion(self) -> Codes | str:
        """What can be compared: its themes, or the outcome where there are none."""
        return frozenset((each.theme, each.denied) for each in self.said) or self.coding.outcome

    @property
    def words(self) -> str:
        """The opinion in words, e.g. "B3, R1 denied"."""
        themes = sorted((each.theme, each.denied) for each in self.said)
        named = ", ".join(f"{theme}{' denied' if denied else ''}" for theme, denied in themes)
        return named or str(self.coding.get_outcome_display())


@dataclass(frozen=True)
class ItemState:
    """One drawn answer: what people said of it, and what was adjudicated. `missing` counts codings still to come."""

    item: SampleItem
    judgements: tuple[Judgement, ...]
    adjudicated: Judgement | None
    missing: int

    @property
    def complete(self) -> bool:
        """Whether everybody who should has coded it."""
        return self.missing == 0

    @property
    def differs(self) -> bool:
        """Whether people disagree."""
        return len({judgement.opinion for judgement in self.judgements}) > 1

    @property
    def open(self) -> bool:
        """Whether somebody must still adjudicate it."""
        return self.complete and self.differs and self.adjudicated is None

    @property
    def settled(self) -> Judgement | None:
        """The coding that a gold set takes: the adjudicated one, else the one that people agree on."""
        if self.adjudicated:
            return self.adjudicated
        return self.judgements[0] if self.complete and not self.differs else None


def item_states(sample: CodingSample) -> list[ItemState]:
    """Every item of a blind sample in its order, but those whose writer changed the answer since: some five queries.

    The first coder is who decided last at the desk and is none of the blind coders."""
    items = list(current_items(sample).select_related("answer__question", "gold"))
    blind = set(sample.coders.values_list("pk", flat=True))
    judged = judgements_of([item.answer_id for item in items], newest_codebook())
    return [_state(item, judged.get(item.answer_id, []), blind) for item in items]


def current_items(sample: CodingSample) -> QuerySet[SampleItem]:
    """The items of a sample that can still be coded, or are gold."""
    return sample.items.filter(Q(answer__superseded_by__isnull=True) | Q(gold__isnull=False))


def judgements_of(answers: Iterable[UUID], codebook: CodebookVersion) -> dict[UUID, list[Judgement]]:
    """What people said of these answers, oldest first, in the codebook's themes. What was split since is left out."""
    people = (Coding.Purpose.DESK, Coding.Purpose.BLIND, Coding.Purpose.ADJUDICATION)
    return judgements_from(
        Coding.objects.filter(answer__in=list(answers), purpose__in=people, withdrawn_at__isnull=True),
        codebook,
    )


def judgements_from(codings: QuerySet[Coding], codebook: CodebookVersion) -> dict[UUID, list[Judgement]]:
    """These codings as judgements, by answer: three queries."""
    fates = fates_until(codebook)
    codes = _codes(codings)
    judged: dict[UUID, list[Judgement]] = {}
    for coding in codings.select_related("coder", "codebook").order_by("pk"):
        try:
            said = followed(codes.get(coding.pk, []), fates, coding.codebook.number)
        except SplitTheme:
            continue
        name = str(coding.coder) if coding.coder else f"Engine {coding.engine}"
        judgement = Judgement(coding, name, coding.purpose == Coding.Purpose.BLIND, said)
        judged.setdefault(coding.answer_id, []).append(judgement)
    return judged


def _codes(codings: QuerySet[Coding]) -> dict[int, list[Said]]:
    codes: dict[int, list[Said]] = {}
    found = CodeAssignment.objects.filter(coding__in=codings.order_by().values("pk")).order_by("start")
    fields = ("coding", "theme__code", "denied", "start", "end")
    for coding, theme, denied, start, end in found.values_list(*fields):
        codes.setdefault(coding, []).append(Said(theme, denied, start, end))
    return codes


def _state(item: SampleItem, judged: list[Judgement], blind: set[int]) -> ItemState:
    second = {j.coding.coder_id: j for j in judged if j.blind and j.coding.coder_id in blind}
    desk = [j for j in judged if j.coding.purpose == Coding.Purpose.DESK and j.coding.coder_id not in blind]
    adjudicated = [j for j in judged if j.coding.purpose == Coding.Purpose.ADJUDICATION]
    people = (*desk[-1:], *second.values())
    missing = len(blind) - len(second) + (len(blind) == 1 and not desk)
    return ItemState(item, people, adjudicated[-1] if adjudicated else None, missing)


@dataclass(frozen=True)
class Progress:
    """How much of a sample one person has coded."""

    coder: str
    done: int
    size: int


def progress_of(sample: CodingSample) -> list[Progress]:
    """The blind coders' progress, and (where a single one is paired with the desk) the desk's: four queries."""
    answers = current_items(sample).order_by().values("answer")
    size = answers.count()
    codings = Coding.objects.filter(answer__in=answers, withdrawn_at__isnull=True)
    done = codings.filter(purpose=Coding.Purpose.BLIND).values_list("coder", "answer").distinct()
    counts: dict[int | None, int] = {}
    for coder, _ in done:
        counts[coder] = counts.get(coder, 0) + 1
    coders = list(sample.coders.order_by("name"))
    desk = codings.filter(purpose=Coding.Purpose.DESK).exclude(coder__in=coders)
    first = [Progress("First coder, at the desk", desk.values("answer").distinct().count(), size)]
    blind = [Progress(str(coder), counts.get(coder.pk, 0), size) for coder in coders]
    return [*(first if len(coders) == 1 else []), *blind]


def next_blind(sample: CodingSample, coder: User) -> Answer | None:
    """The sample's next answer that this coder has still to code."""
    done = Coding.objects.filter(coder=coder, purpose=Coding.Purpose.BLIND, withdrawn_at__isnull=True)
    left = sample.items.exclude(answer__in=done.filter(codebook=sample.codebook).values("answer"))
    item = left.filter(answer__superseded_by__isnull=True).order_by("place").first()
    if item is None:
        return None
    related = ("question", "response__council", "response__region")
    return Answer.objects.select_related(*related).get(pk=item.answer_id)
