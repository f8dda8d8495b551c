"""Small visits for the tests of timetables, made by hand."""

from challenges.planning.timetable.visit import Busy, Room, Somebody, VisitDays

LUNCH = (12 * 60 + 30, 13 * 60 + 15, "lunch")


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
