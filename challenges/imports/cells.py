"""Reading what a row of days says: about a peer, and about one period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from challenges.planning.proposal import Period
from councils.imports.posts import RowFault, plain, read_day

CAN, CANNOT, ANY = "can", "cannot", "any"
DAYS_WORDS = {"can": CAN, "yes": CAN, "": CAN, "cannot": CANNOT, "no": CANNOT, "any": ANY}
MOST_DAYS = 60
LONGEST = {"expertise": 200, "reason": 120}
OF_A_PEER = ("role", "days_offered", "trained_on", "expertise")


@dataclass(frozen=True)
class RoundFacts:
    """What rows are read against: words for roles (as `plain` writes them), topics by plain name, today, and what is
    wrong with a period ("" where nothing is; True: it must lie in the round as a whole)."""

    roles: Mapping[str, str]
    topics: Mapping[str, str]
    today: date
    fault_of: Callable[[Period, bool], str]


@dataclass(frozen=True)
class Given:
    """What a row says about somebody apart from days; empty where it says nothing."""

    role: str = ""
    max_days: int | None = None
    trained_on: str = ""
    expertise: str = ""
    topics: tuple[str, ...] = ()

    def differs_from(self, other: Given) -> str:
        """The first thing that both say and say differently, in words; "" where there is none."""
        for name, words in (
            ("role", "role"),
            ("max_days", "number of days offered"),
            ("trained_on", "day of training"),
            ("expertise", "expertise"),
            ("topics", "list of topics"),
        ):
            one, two = getattr(self, name), getattr(other, name)
            if one and two and one != two:
                return words
        return ""

    def joined(self, other: Given) -> Given:
        """What either says."""
        return Given(
            self.role or other.role,
            self.max_days if self.max_days is not None else other.max_days,
            self.trained_on or other.trained_on,
            self.expertise or other.expertise,
            self.topics or other.topics,
        )


@dataclass(frozen=True)
class DayRow:
    """What a row says about days: can or cannot in a period, or (without) can on any day."""

    kind: str
    period: Period | None = None


def read_given(cells: Mapping[str, str], facts: RoundFacts, *, host: bool) -> Given:
    """What the row says about a peer, or (topics alone) about a host. Raises RowFault."""
    filled = [name for name in OF_A_PEER if cells.get(name)]
    if host and filled:
        raise RowFault(f"A row without a person is about the council as a host: leave {filled[0]} empty.")
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            raise RowFault(f"The {name} has more than {most} characters.")
    return Given(
        role=_role(cells.get("role", ""), facts),
        max_days=_number(cells.get("days_offered", "")),
        trained_on=_trained_on(cells, facts),
        expertise=cells.get("expertise", ""),
        topics=_topics(cells.get("topics", ""), facts),
    )


def read_day_row(cells: Mapping[str, str], facts: RoundFacts) -> DayRow | None:
    """The days of the row, None where it names none. Raises RowFault."""
    word = cells.get("days", "").lower()
    kind = DAYS_WORDS.get(word)
    if kind is None:
        raise RowFault(f"“{word}” in days is neither can, cannot nor any.")
    first, last = read_day(cells, "first_day"), read_day(cells, "last_day")
    if kind == ANY:
        if first or last:
            raise RowFault("The days are “any”, but a first or last day is filled in.")
        return DayRow(ANY)
    if first is None:
        if last or word:
            raise RowFault("The first day is empty.")
        return None
    period = Period(first, last or first, cells.get("reason", ""))
    if fault := facts.fault_of(period, kind == CAN):
        raise RowFault(fault)
    return DayRow(kind, period)


def _role(text: str, facts: RoundFacts) -> str:
    if not text:
        return ""
    role = facts.roles.get(plain(text))
    if role is None:
        raise RowFault(f"“{text}” is no role on a team.")
    return role


def _number(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DAYS:
        raise RowFault(f"“{text}” in days_offered is not a number from 1 to {MOST_DAYS}.")
    return int(text)


def _trained_on(cells: Mapping[str, str], facts: RoundFacts) -> str:
    day = read_day(cells, "trained_on")
    if day and day > facts.today:
        raise RowFault("The day of the training is in the future.")
    return day.isoformat() if day else ""


def _topics(text: str, facts: RoundFacts) -> tuple[str, ...]:
    names = [part.strip() for part in text.split(";") if part.strip()]
    unknown = [name for name in names if plain(name) not in facts.topics]
    if unknown:
        raise RowFault(
            f"“{unknown[0]}” is no topic of this round. Write them as on its page, with a semicolon between."
        )
    return tuple(sorted({facts.topics[plain(name)] for name in names}))
