"""Reads for the coding desk: answers with their codes and the words that justify them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from challenges.models import ChallengeRound
from evaluation.models import Answer, CodeAssignment, Coding
from evaluation.selectors.findings import with_effective_coding
from evaluation.services.coding import open_answers
from evaluation.services.findings import newest_codebook
from evaluation.theming.engine import ENGINE_VERSION


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
    codes: list[CodeAssignment]
    outcome: str

    @property
    def outcome_label(self) -> str:
        """The outcome in words."""
        return dict(Coding.Outcome.choices).get(self.outcome, "Waiting")


def desk_answers(round: ChallengeRound, asked: Mapping[str, str]) -> QuerySet[Any]:
    """The round's current open answers that the filters `theme`, `question` and `outcome` leave, by question and id."""
    coded = with_effective_coding(open_answers(round), newest_codebook(), ENGINE_VERSION)
    answers = coded.annotate(effective=Coalesce("human_coding", "engine_coding"))
    if asked.get("question"):
        answers = answers.filter(question__key=asked["question"])
    if asked.get("theme"):
        carrying = CodeAssignment.objects.filter(theme__code=asked["theme"]).values("coding")
        answers = answers.filter(effective__in=carrying)
    if asked.get("outcome"):
        answers = answers.filter(_outcome(asked["outcome"]))
    related = ("question", "response__council", "response__region")
    return answers.select_related(*related).order_by("question__position", "pk")


def _outcome(outcome: str) -> Q:
    if outcome == "waiting":
        return Q(effective__isnull=True)
    return Q(effective__in=Coding.objects.filter(outcome=outcome).values("pk"))


def with_codes(answers: Iterable[Any]) -> list[DeskAnswer]:
    """Answers of one page with their codes and marked evidence: two queries for all of them."""
    rows = list(answers)
    codings = [row.effective for row in rows if row.effective]
    outcomes = dict(Coding.objects.filter(pk__in=codings).values_list("pk", "outcome"))
    codes: dict[int, list[CodeAssignment]] = {}
    for code in (
        CodeAssignment.objects.filter(coding__in=codings)
        .select_related("theme")
        .order_by("start", "theme__code")
    ):
        codes.setdefault(code.coding_id, []).append(code)
    return [
        DeskAnswer(row, pieces_of(row.text, codes.get(row.effective, [])), codes.get(row.effective, []),
                   outcomes.get(row.effective, "waiting"))
        for row in rows
    ]  # fmt: skip


def pieces_of(text: str, codes: list[CodeAssignment]) -> list[Piece]:
    """The text cut at every edge of evidence; the pieces join to the text, overlaps name all their themes."""
    edges = sorted({0, len(text), *(code.start for code in codes), *(code.end for code in codes)})
    return [
        _piece(text, start, end, codes)
        for start, end in zip(edges, edges[1:], strict=False)
        if end <= len(text)
    ]


def _piece(text: str, start: int, end: int, codes: list[CodeAssignment]) -> Piece:
    here = [code for code in codes if code.start <= start and end <= code.end]
    names = ", ".join(f"{code.theme.code}{' denied' if code.denied else ''}" for code in here)
    return Piece(text[start:end], names, bool(here) and all(code.denied for code in here))
