"""How far coders agree: pairs of judgements of the same answer, and figures by theme.

The one place that joins data and statistics: `pairs_of` reads, `measured` counts. A fuller set of statistics
(intervals, Krippendorff's alpha) takes the place of `measured`, from the same pairs. Only answers drawn at random are
paired. Judgements of people who had seen the engine's suggestions are kept apart from blind ones, since what one is
shown first draws one's own judgement to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from challenges.models import ChallengeRound
from evaluation.models import Coding, SampleItem
from evaluation.selectors.codebook import newest_codebook
from evaluation.selectors.engines import engine_of
from evaluation.selectors.samples import Judgement, judgements_from, judgements_of

# Fewer answers, or fewer mentions, and a kappa says little: it is not printed.
LEAST_UNITS = 30
LEAST_MENTIONS = 5

BOTH_BLIND = "Two people, both blind"
ONE_BLIND = "Two people, one of whom saw the engine’s suggestions"
BLIND_ENGINE = "A person who coded blind, and the engine"
SHOWN_ENGINE = "A person who saw the engine’s suggestions, and the engine"
KINDS = (BOTH_BLIND, ONE_BLIND, BLIND_ENGINE, SHOWN_ENGINE)


@dataclass(frozen=True)
class Judged:
    """One coder's codes of one unit (an answer): themes with whether they are denied."""

    unit: str
    coder: str
    codes: frozenset[tuple[str, bool]]


@dataclass(frozen=True)
class Pair:
    """Two judgements of the same unit."""

    kind: str
    first: Judged
    second: Judged


@dataclass(frozen=True)
class Agreement:
    """Counts of one code (or, pooled, of all) over `units`. `kappa` is None where too little would stand behind it."""

    of: str
    units: int
    both: int
    first_only: int
    second_only: int
    kappa: float | None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall of either coder against the other; None without a mention."""
        mentions = 2 * self.both + self.first_only + self.second_only
        return 2 * self.both / mentions if mentions else None


def pairs_of(round: ChallengeRound) -> list[Pair]:
    """Every pair over answers of the round that were drawn at random: a fixed number of queries."""
    drawn = SampleItem.objects.filter(sample__round=round)
    answers = set(drawn.values_list("answer", flat=True))
    codebook = newest_codebook()
    machine = Coding.objects.filter(
        answer__in=answers,
        purpose=Coding.Purpose.ENGINE,
        engine=engine_of(round.pk, codebook),
        codebook=codebook,
    )
    engine = judgements_from(machine, codebook)
    people = judgements_of(answers, codebook)
    return [
        pair for answer, judged in people.items() for pair in _pairs(answer, judged, engine.get(answer, []))
    ]


def _pairs(answer: UUID, people: Sequence[Judgement], engine: Sequence[Judgement]) -> Iterator[Pair]:
    latest = {
        (judgement.coding.coder_id, judgement.blind): judgement
        for judgement in people
        if judgement.coding.purpose != Coding.Purpose.ADJUDICATION
    }
    for first, second in combinations(latest.values(), 2):
        if first.coding.coder_id != second.coding.coder_id and (first.blind or second.blind):
            kind = BOTH_BLIND if first.blind and second.blind else ONE_BLIND
            yield Pair(kind, _judged(answer, first), _judged(answer, second))
    for person in latest.values():
        for machine in engine:
            kind = BLIND_ENGINE if person.blind else SHOWN_ENGINE
            yield Pair(kind, _judged(answer, person), _judged(answer, machine))


def _judged(answer: UUID, judgement: Judgement) -> Judged:
    codes = frozenset((said.theme, said.denied) for said in judgement.said)
    return Judged(str(answer), judgement.coder, codes)


def measured(pairs: Sequence[Pair]) -> list[Agreement]:
    """Agreement by code, codes that nobody gave left out, after the pooled row of all codes."""
    codes = sorted({code for pair in pairs for code in (*pair.first.codes, *pair.second.codes)})
    rows = [_of_code(pairs, code) for code in codes]
    pooled = Agreement(
        of="All themes",
        units=len(pairs),
        both=sum(row.both for row in rows),
        first_only=sum(row.first_only for row in rows),
        second_only=sum(row.second_only for row in rows),
        kappa=None,
    )
    return [pooled, *rows]


def _of_code(pairs: Sequence[Pair], code: tuple[str, bool]) -> Agreement:
    given = [(code in pair.first.codes, code in pair.second.codes) for pair in pairs]
    both, first, second = (given.count(which) for which in ((True, True), (True, False), (False, True)))
    theme, denied = code
    return Agreement(
        of=f"{theme}{' denied' if denied else ''}",
        units=len(pairs),
        both=both,
        first_only=first,
        second_only=second,
        kappa=cohens_kappa(len(pairs), both, first, second),
    )


def cohens_kappa(units: int, both: int, first_only: int, second_only: int) -> float | None:
    """Agreement beyond chance for one code (Cohen, 1960); None on too few answers or mentions, or where chance alone
    gives full agreement."""
    first, second = both + first_only, both + second_only
    if units < LEAST_UNITS or min(first, second) < LEAST_MENTIONS:
        return None
    observed = (units - first_only - second_only) / units
    chance = (first * second + (units - first) * (units - second)) / units**2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def by_kind(pairs: Iterable[Pair]) -> list[tuple[str, list[Agreement]]]:
    """The figures of each kind of pair that there is."""
    of_kind: dict[str, list[Pair]] = {kind: [] for kind in KINDS}
    for pair in pairs:
        of_kind[pair.kind].append(pair)
    return [(kind, measured(found)) for kind, found in of_kind.items() if found]
