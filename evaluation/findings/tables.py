"""The shape of a round's findings: what goes into a tally and what comes out. Plain dataclasses, no arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

ROLE_GROUPS = ("political_corporate", "childrens_services", "programme")
HEADINGS = ("benefit", "development", "barrier")


@dataclass(frozen=True)
class ThemeCard:
    """One theme of the codebook as findings need it: its code (B1), heading and short title."""

    code: str
    heading: str
    title: str


@dataclass(frozen=True)
class ScaleQuestion:
    """A closed question: `options` are (value, label) in order; `outside` values never count in a base for a mean."""

    key: str
    text: str
    asks_about: str
    theme: str | None
    options: tuple[tuple[str, str], ...]
    outside: tuple[str, ...]


@dataclass(frozen=True)
class Respondent:
    """One person's current response. `council` is None for people of a region; ids are opaque."""

    id: str
    role_group: str
    region: str
    council: str | None


@dataclass(frozen=True)
class Invited:
    """One invitation: who was asked, by role group, and whether an answer came."""

    role_group: str
    region: str
    answered: bool


@dataclass(frozen=True)
class OpenAnswer:
    """One open answer and its effective coding. `outcome` is coded, none, unusable or waiting."""

    id: str
    respondent: str
    question: str
    outcome: str
    affirmed: tuple[str, ...]
    denied: tuple[str, ...]


@dataclass(frozen=True)
class ScaleAnswer:
    """One closed answer: the chosen value of the question with this key."""

    respondent: str
    question: str
    value: str


@dataclass(frozen=True)
class Inputs:
    """Everything a tally reads, of one round; `previous` holds last round's findings where there are any."""

    themes: tuple[ThemeCard, ...]
    scales: tuple[ScaleQuestion, ...]
    respondents: tuple[Respondent, ...]
    invited: tuple[Invited, ...]
    open_answers: tuple[OpenAnswer, ...]
    scale_answers: tuple[ScaleAnswer, ...]
    previous: RoundFindings | None = None


@dataclass(frozen=True)
class GroupCount:
    """People of one group who raised (or denied) a theme, of all of that group who gave a usable open answer."""

    group: str
    people: int
    base: int


@dataclass(frozen=True)
class ThemeCount:
    """How often one theme was raised: answers, people and distinct councils, affirmed and denied apart.

    `answers_base` is the usable open answers (coded, or of no theme), `people_base` the people who gave at least one.
    `councils` counts the councils of the people who raised it; people of a region add none."""

    theme: ThemeCard
    answers: int
    answers_base: int
    people: int
    people_base: int
    councils: int
    denied_people: int
    by_group: tuple[GroupCount, ...]
    denied_by_group: tuple[GroupCount, ...]


@dataclass(frozen=True)
class Distribution:
    """Answers to one closed question in one group ("all" for everyone): counts in the order of its options.

    `base` counts the answers inside the scale; `outside` the don't-knows and not-applicables by value."""

    group: str
    counts: tuple[tuple[str, int], ...]
    base: int
    outside: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ScaleResult:
    """One closed question with its distribution for everyone and by role group."""

    question: ScaleQuestion
    everyone: Distribution
    by_group: tuple[Distribution, ...]


@dataclass(frozen=True)
class BarrierChange:
    """A barrier this round against last: people who raised it of those who answered, both rounds.

    `verdict` is less, more, same or too_few_to_say; the previous figures are None where nothing compares."""

    theme: ThemeCard
    people: int
    people_base: int
    previous_people: int | None
    previous_base: int | None
    verdict: str


@dataclass(frozen=True)
class ResponseRate:
    """Invited and answered of one group ("all" for everyone)."""

    group: str
    invited: int
    answered: int


@dataclass(frozen=True)
class Reconciliation:
    """Every open answer received is in exactly one of the other four."""

    received: int
    coded: int
    none: int
    unusable: int
    waiting: int


@dataclass(frozen=True)
class RoundFindings:
    """The findings of one round, before disclosure control. `regions` are those of the people asked or answering."""

    themes: tuple[ThemeCount, ...]
    scales: tuple[ScaleResult, ...]
    barriers: tuple[BarrierChange, ...]
    rates: tuple[ResponseRate, ...]
    reconciliation: Reconciliation
    respondents: int
    councils: int
    regions: int
