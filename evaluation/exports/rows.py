"""The coded answers of a round as rows, for every kind of export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from challenges.models import ChallengeRound
from evaluation.models import Answer, Coding
from evaluation.selectors.coding.desk import codes_of_answers, desk_answers
from evaluation.selectors.coding.effective import Said

BATCH = 1000
COLUMNS = (
    "Answer", "Question", "Question text", "Role group", "Region", "Council", "Words", "Coding", "Themes affirmed",
    "Themes denied", "Evidence", "Coded by", "Codebook version",
)  # fmt: skip


@dataclass(frozen=True)
class CodedAnswer:
    """One answer with what counts for it. `coder` is "" where nobody has coded it; `coded_at` may not be kept."""

    id: UUID
    response: UUID
    question: str
    question_text: str
    role_group: str
    region: str
    council: str
    text: str
    outcome: str
    codes: tuple[Said, ...]
    coder: str
    by_person: bool
    codebook: int | None
    coded_at: datetime | None

    def themes(self, *, denied: bool) -> str:
        """The codes of its themes, as `B3; D2`."""
        return "; ".join(sorted(said.theme for said in self.codes if said.denied == denied))

    @property
    def evidence(self) -> str:
        """The words that say so, by theme."""
        return "; ".join(
            f"{said.theme}{' denied' if said.denied else ''}: {self.text[said.start : said.end]}"
            for said in self.codes
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """A row of a spreadsheet under `COLUMNS`."""
        return (
            str(self.id), self.question, self.question_text, self.role_group, self.region, self.council, self.text,
            self.outcome, self.themes(denied=False), self.themes(denied=True), self.evidence, self.coder,
            str(self.codebook or ""),
        )  # fmt: skip


def coded_answers(round: ChallengeRound) -> Iterator[CodedAnswer]:
    """Every current open answer of the round, by question and id, a thousand at a time."""
    related = ("standing__coding__coder", "standing__coding__codebook")
    answers = list(desk_answers(round, {}).select_related(*related))
    for start in range(0, len(answers), BATCH):
        batch = answers[start : start + BATCH]
        codes = codes_of_answers([answer.pk for answer in batch])
        for answer in batch:
            said = (
                Said(code.theme.code, code.denied, code.start, code.end) for code in codes.get(answer.pk, ())
            )
            yield _row(answer, tuple(said))


def _row(answer: Answer, codes: tuple[Said, ...]) -> CodedAnswer:
    standing, response = getattr(answer, "standing", None), answer.response
    coding = standing.coding if standing else None
    return CodedAnswer(
        id=answer.pk,
        response=response.pk,
        question=answer.question.key,
        question_text=answer.question.text,
        role_group=response.get_role_group_display(),
        region=response.region.name,
        council=response.council.name if response.council else "",
        text=answer.text,
        outcome=standing.get_outcome_display() if standing else "Waiting",
        codes=codes,
        coder=_coder(coding),
        by_person=bool(standing and standing.by_person),
        codebook=coding.codebook.number if coding else None,
        coded_at=coding.created_at if coding else None,
    )


def _coder(coding: Coding | None) -> str:
    if coding is None:
        return ""
    return str(coding.coder) if coding.coder else f"Engine {coding.engine}"
