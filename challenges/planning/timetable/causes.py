"""Why not everything fits, the smallest cause first.

Counting finds what proves itself in a sentence: somebody, the rooms of a size or the team have less time than their
sessions take, in the whole visit or in the part of it to which those are bound. Where counting finds nothing, solving
with rooms, people and peers left aside tells which of them together leave no timetable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from challenges.planning.timetable.draft import fits
from challenges.planning.timetable.starts import impossible
from challenges.planning.timetable.visit import DAY, Busy, Placed, Session, VisitDays, clock, hours

ASIDE = {"people": "the host’s people", "rooms": "the rooms", "team": "the peers"}


@dataclass(frozen=True)
class Cause:
    """Why not everything fits, in a sentence, and the sessions that cannot all be held."""

    text: str
    sessions: tuple[str, ...]


@dataclass(frozen=True)
class _Part:
    """A part of the visit: some hours of its days, or one day (then without `every_day`)."""

    name: str
    days: tuple[int, ...]
    first: int
    last: int
    every_day: bool = True

    def binds(self, session: Session) -> bool:
        """Whether the session can only be held in this part."""
        if not self.every_day and session.day not in self.days:
            return False
        first = session.start if session.start is not None else session.window[0]
        last = session.start + session.minutes if session.start is not None else session.window[1]
        return self.first <= first and last <= self.last


def causes(visit: VisitDays, *, kept: Sequence[Placed] = (), seconds: float = 1.0) -> list[Cause]:
    """What stands against holding every session that could be held alone, fewest sessions first.

    Empty where nothing was proved to stand against it."""
    held = {each.session: each for each in kept}
    able = replace(
        visit,
        sessions=tuple(
            replace(each, day=held[each.id].day, start=held[each.id].start) if each.id in held else each
            for each in visit.sessions
            if each.id in held or not impossible(visit, each)
        ),
    )
    found = sorted(_counted(able), key=lambda cause: len(cause.sessions))
    return _not_twice(found) or _solved(able, kept, seconds)


def _not_twice(found: Iterable[Cause]) -> list[Cause]:
    """Without those that only say again, of more sessions, what a smaller one says."""
    kept: list[Cause] = []
    for cause in found:
        if not any(set(smaller.sessions) <= set(cause.sessions) for smaller in kept):
            kept.append(cause)
    return kept


def _parts(visit: VisitDays) -> list[_Part]:
    every = tuple(range(len(visit.days)))
    windows = sorted({each.window for each in visit.sessions} - {(0, DAY)})
    spans = [
        _Part(
            f"between {clock(max(first, visit.opens))} and {clock(min(last, visit.closes))}",
            every,
            first,
            last,
        )
        for first, last in windows
    ]
    days = [_Part(f"on {name}", (day,), 0, DAY, every_day=False) for day, name in enumerate(visit.days)]
    return [*spans, *days, _Part("in the visit", every, 0, DAY)]


def _counted(visit: VisitDays) -> Iterator[Cause]:
    for part in _parts(visit):
        bound = [session for session in visit.sessions if part.binds(session)]
        yield from _of_people(visit, part, bound)
        yield from _of_rooms(visit, part, bound)
        yield from _of_team(visit, part, bound)


def _of_people(visit: VisitDays, part: _Part, bound: Sequence[Session]) -> Iterator[Cause]:
    for one in (*visit.team, *visit.people):
        peer = one in visit.team
        mine = [session for session in bound if one.id in (session.peers if peer else session.people)]
        if peer:
            mine += [
                each for each in bound if each.peers_needed == len(visit.team) and one.id not in each.peers
            ]
        gap = visit.changeover if peer else 0
        free = _stretches(visit, part, one.busy)
        if said := _short_of(mine, free, gap):
            yield _cause(f"{one.name} is in {said} {part.name}.", mine)


def _of_rooms(visit: VisitDays, part: _Part, bound: Sequence[Session]) -> Iterator[Cause]:
    for seats in sorted({session.seats for session in bound if session.seats}):
        mine = [session for session in bound if session.seats >= seats]
        rooms = [room for room in visit.rooms if room.seats >= seats]
        if said := _short_of(mine, _stretches(visit, part, ()) * len(rooms), 0):
            named = ", ".join(room.name for room in rooms)
            yield _cause(
                f"{'Only ' if len(rooms) == 1 else ''}{named} {'has' if len(rooms) == 1 else 'have'} {seats} seats, "
                f"for {said} {part.name}.",
                mine,
            )


def _of_team(visit: VisitDays, part: _Part, bound: Sequence[Session]) -> Iterator[Cause]:
    together = [each for each in bound if 2 * each.peers_needed > len(visit.team)]
    if said := _short_of(together, _stretches(visit, part, ()), visit.changeover):
        yield _cause(f"More than half of the team is needed in each of {said} {part.name}.", together)
    each_peer = [session for session in bound for _ in range(session.peers_needed)]
    free = [length for member in visit.team for length in _stretches(visit, part, member.busy)]
    if said := _short_of(each_peer, free, visit.changeover):
        yield _cause(f"The {len(visit.team)} peers together are in {said} {part.name}.", bound)


def _short_of(sessions: Sequence[Session], free: Sequence[int], gap: int) -> str:
    """What the sessions take and what there is, where one after another they do not fit; else ""."""
    if len(sessions) < 2:
        return ""
    shortest = min(session.minutes for session in sessions)
    usable = [length for length in free if length >= shortest]
    most = sum((length + gap) // (shortest + gap) for length in usable)
    if len(sessions) > most:
        return f"{len(sessions)} sessions of {shortest} minutes or more{_with(gap)}, and there is time for {most}"
    takes = sum(session.minutes for session in sessions) + gap * max(0, len(sessions) - len(usable))
    if takes > sum(usable):
        return f"{len(sessions)} sessions that take {hours(takes)}{_with(gap)}, and there are {hours(sum(usable))}"
    return ""


def _with(gap: int) -> str:
    return f" with {gap} minutes between them" if gap else ""


def _stretches(visit: VisitDays, part: _Part, busy: Iterable[Busy]) -> list[int]:
    """The lengths of time without a break that the part has."""
    taken, lengths = (*visit.breaks, *busy), []
    for day in part.days:
        begun = max(part.first, visit.opens)
        end = min(part.last, visit.closes)
        for one in sorted((each for each in taken if each.day == day), key=lambda each: each.start):
            lengths.append(min(one.start, end) - begun)
            begun = max(begun, one.end)
        lengths.append(end - begun)
    return [length for length in lengths if length > 0]


def _solved(visit: VisitDays, kept: Sequence[Placed], seconds: float) -> list[Cause]:
    """The fewest of rooms, people and peers that leave no timetable, each look proved."""
    for number in range(1, len(ASIDE) + 1):
        for held in combinations(ASIDE, number):
            only = replace(visit, sessions=tuple(_seen_by(held, each) for each in visit.sessions))
            if fits(only, kept=kept, seconds=seconds) is False:
                named = " and ".join(ASIDE[each] for each in held)
                text = f"For {named} there is no timetable that holds all of these sessions, each though it could be."
                return [_cause(text, visit.sessions)]
    return []


def _seen_by(held: Iterable[str], session: Session) -> Session:
    """The session with all but `held` left aside."""
    seen = session
    if "people" not in held:
        seen = replace(seen, people=frozenset())
    if "rooms" not in held:
        seen = replace(seen, seats=0)
    if "team" not in held:
        seen = replace(seen, peers=frozenset(), peers_needed=0)
    return seen


def _cause(text: str, sessions: Iterable[Session]) -> Cause:
    return Cause(text, tuple(dict.fromkeys(session.id for session in sessions)))
