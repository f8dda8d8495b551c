"""Visits for the tests of timetables and for measuring: small ones by hand, large ones from a seed."""

from random import Random

from challenges.planning.timetable.visit import Busy, Room, Session, Somebody, VisitDays

LUNCH = (12 * 60 + 30, 13 * 60 + 15, "lunch")
CATCH_UP = 16 * 60 + 30


def lunch(days):
    """Lunch on each of the days."""
    return tuple(Busy(day, *LUNCH) for day in range(days))


def team(number):
    """Peers of a team, by number."""
    return tuple(Somebody(f"peer {each}", f"Peer {each}") for each in range(number))


ROOMS = (Room("blue", "Blue", 6), Room("green", "Green", 6), Room("red", "Red", 8), Room("hall", "Hall", 14))


def small(*sessions, days=1, people=(), **fields):
    """A visit with a team of five, four rooms and lunch."""
    known = {one.id: one for one in people}
    others = sorted({one for session in sessions for one in session.people} - known.keys())
    everybody = (*people, *(Somebody(one, one) for one in others))
    names = tuple(f"day {day + 1}" for day in range(days))
    values = {"team": team(5), "rooms": ROOMS, "breaks": lunch(days)} | fields
    return VisitDays(names, sessions, people=everybody, **values)


def large(seed=1, *, sessions=45, people=125, days=3):
    """A visit of 45 sessions with 125 people over three days, and a catch-up of the team at the end of each."""
    chance = Random(seed)
    names = [f"Person {number}" for number in range(people)]
    fresh = iter(names)
    made = [_session(number, sessions, fresh, names, chance) for number in range(sessions)]
    made += [
        Session(
            f"catch-up {day}", f"Catch-up {day + 1}", 30, peers_needed=6, day=day, start=CATCH_UP, weight=3
        )
        for day in range(days)
    ]
    court = {
        name: (Busy(chance.randrange(days), 540, 660, "court"),) for name in chance.sample(names, people // 4)
    }
    everybody = tuple(Somebody(name, name, court.get(name, ())) for name in names)
    called = tuple(f"day {day + 1}" for day in range(days))
    return VisitDays(called, tuple(made), team(6), everybody, ROOMS, lunch(days))


def _session(number, whole, fresh, names, chance):
    group = number % 5 == 0
    wanted = (7 if group else 1) + (3 if number >= whole * 4 // 5 else 0)
    met = {name for name in (next(fresh, None) for _ in range(wanted)) if name} | {chance.choice(names)}
    return Session(
        f"session {number}",
        f"Session {number}",
        60 if group else 45,
        frozenset(met),
        peers=frozenset({f"peer {number % 6}"}) if number % 4 == 0 else frozenset(),
        seats=len(met) + 2,
        window=(0, 13 * 60) if number % 7 == 3 else (0, 24 * 60),
    )
