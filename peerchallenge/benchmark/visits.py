"""Large visits whose timetables are measured, each made from a seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from challenges.planning.timetable.visit import DAY, Busy, Room, Session, Somebody, VisitDays

PEERS, NOON, CATCH_UP = 6, 13 * 60, 16 * 60 + 30
ROOMS = (Room("blue", "Blue", 6), Room("green", "Green", 6), Room("red", "Red", 8), Room("hall", "Hall", 14))


def large_visit(seed: int = 1, *, sessions: int = 45, people: int = 125, days: int = 3) -> VisitDays:
    """By default 45 sessions with 125 people over three days, and a catch-up of the team of six at the end of each.

    A fifth of the sessions are groups; a quarter of the people cannot come on one morning; some sessions name a peer
    or are wanted in the morning."""
    chance = Random(seed)  # noqa: S311 - the same visit from the same seed
    names = [f"Person {number}" for number in range(people)]
    fresh = iter(names)
    held = [_session(number, sessions, fresh, names, chance) for number in range(sessions)]
    held += [
        Session(
            f"catch-up {day}",
            f"Catch-up {day + 1}",
            30,
            peers_needed=PEERS,
            day=day,
            start=CATCH_UP,
            weight=3,
        )
        for day in range(days)
    ]
    court = {
        name: (Busy(chance.randrange(days), 540, 660, "court"),) for name in chance.sample(names, people // 4)
    }
    return VisitDays(
        days=tuple(f"day {day + 1}" for day in range(days)),
        sessions=tuple(held),
        team=tuple(Somebody(f"peer {number}", f"Peer {number}") for number in range(PEERS)),
        people=tuple(Somebody(name, name, court.get(name, ())) for name in names),
        rooms=ROOMS,
        breaks=tuple(Busy(day, 12 * 60 + 30, 13 * 60 + 15, "lunch") for day in range(days)),
    )


def _session(number: int, whole: int, fresh: Iterator[str], names: Sequence[str], chance: Random) -> Session:
    group = number % 5 == 0
    wanted = (7 if group else 1) + (3 if number >= whole * 4 // 5 else 0)
    met = {name for name in (next(fresh, None) for _ in range(wanted)) if name} | {chance.choice(names)}
    return Session(
        f"session {number}",
        f"Session {number}",
        60 if group else 45,
        frozenset(met),
        peers=frozenset({f"peer {number % PEERS}"}) if number % 4 == 0 else frozenset(),
        seats=len(met) + 2,
        window=(0, NOON) if number % 7 == 3 else (0, DAY),
    )
