"""How far coders agree: pairs of judgements of the same answer, and figures by theme.

The one place that joins data and statistics: `pairs_of` reads, `measured` counts. Only answers drawn at random are
paired. Judgements of people who had seen the engine's suggestions are kept apart from blind ones, since what one is
shown first draws one's own judgement to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from challenges.models import ChallengeRound
from evaluation.findings.weights import Audited
from evaluation.models import Coding, SampleItem
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.engines import engine_of
from evaluation.selectors.coding.samples import Judgement, judgements_from, judgements_of
from evaluation.theming.agreement import ENOUGH_ANSWERS, Shared, kappa
from evaluation.theming.intervals import Figure

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
    """Counts of one code (or, pooled, of all) over `units`, and figures with their 95 % intervals.

    `kappa` is None where too little would stand behind it (fewer than 30 answers or 5 mentions by either), `f1` and
    `alpha` where they are undefined."""

    of: str
    units: int
    both: int
    first_only: int
    second_only: int
    f1: Figure | None
    kappa: Figure | None
    alpha: Figure | None


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
    """Agreement by code, codes that nobody gave left out, after the pooled row of all codes.

    Intervals are of 95 %, by a bootstrap over answers with a fixed seed (kappa: its large-sample error)."""
    codes = _codes_in(pairs)
    return [_pooled(pairs, len(codes)), *(_of_code(pairs, code) for code in codes)]


def _pooled(pairs: Sequence[Pair], codes: int) -> Agreement:
    both = [len(pair.first.codes & pair.second.codes) for pair in pairs]
    first = [len(pair.first.codes - pair.second.codes) for pair in pairs]
    second = [len(pair.second.codes - pair.first.codes) for pair in pairs]
    return _agreement("All themes", Shared(both, first, second, max(codes, 1)), None)


def _codes_in(pairs: Sequence[Pair]) -> list[tuple[str, bool]]:
    return sorted({code for pair in pairs for code in (*pair.first.codes, *pair.second.codes)})


def _of_code(pairs: Sequence[Pair], code: tuple[str, bool]) -> Agreement:
    one, other = ([code in codes for codes in given] for given in _given(pairs))
    together = list(zip(one, other, strict=True))
    counted = Shared(
        [int(a and b) for a, b in together],
        [int(a and not b) for a, b in together],
        [int(b and not a) for a, b in together],
    )
    theme, denied = code
    return _agreement(f"{theme}{' denied' if denied else ''}", counted, kappa(one, other))


def _given(pairs: Sequence[Pair]) -> tuple[list[frozenset[tuple[str, bool]]], ...]:
    return [pair.first.codes for pair in pairs], [pair.second.codes for pair in pairs]


def _agreement(of: str, counted: Shared, cohen: Figure | None) -> Agreement:
    return Agreement(
        of=of,
        units=len(counted.both),
        both=sum(counted.both),
        first_only=sum(counted.first_only),
        second_only=sum(counted.second_only),
        f1=counted.f1(),
        kappa=cohen,
        alpha=counted.alpha(),
    )


def by_kind(pairs: Iterable[Pair]) -> list[tuple[str, list[Agreement]]]:
    """The figures of each kind of pair that there is."""
    of_kind: dict[str, list[Pair]] = {kind: [] for kind in KINDS}
    for pair in pairs:
        of_kind[pair.kind].append(pair)
    return [(kind, measured(found)) for kind, found in of_kind.items() if found]


def audits_of(round: ChallengeRound) -> dict[str, Audited]:
    """How the engine does against people who coded blind, by theme affirmed, on the round's random samples.

    Empty below ENOUGH_ANSWERS compared answers; themes that neither gave are left out."""
    blind = [pair for pair in pairs_of(round) if pair.kind == BLIND_ENGINE]
    if len(blind) < ENOUGH_ANSWERS:
        return {}
    return {theme: _audited(blind, theme) for theme, denied in _codes_in(blind) if not denied}


def _audited(pairs: Sequence[Pair], theme: str) -> Audited:
    given = [((theme, False) in pair.first.codes, (theme, False) in pair.second.codes) for pair in pairs]
    return Audited(*(given.count(which) for which in ((True, True), (True, False), (False, True))))
