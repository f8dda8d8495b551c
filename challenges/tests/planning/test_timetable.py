"""The timetable of one visit: no clash, whatever was asked; what has no place is said with its reason."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from challenges.planning.timetable.causes import causes
from challenges.planning.timetable.clashes import clashes
from challenges.planning.timetable.draft import NotFound, draft, fits
from challenges.planning.timetable.visit import Busy, Placed, Room, Session, Somebody, clock, hours
from challenges.tests.planning.visits import ROOMS, small, team
from peerchallenge.benchmark.visits import large_visit

ANN, BOB = frozenset({"Ann"}), frozenset({"Bob"})


def texts(visit, placed):
    return [clash.text for clash in clashes(visit, placed)]


def at(session, day, hour, minute=0, room="", peers=("peer 0", "peer 1")):
    return Placed(session, day, 60 * hour + minute, room, frozenset(peers))


def test_thirty_sessions_fit_without_a_clash():
    visit = large_visit(sessions=30, people=80)
    timetable = draft(visit, seconds=8)
    assert clashes(visit, timetable.placed) == []
    assert (len(timetable.placed), timetable.unplaced) == (33, ())


@settings(max_examples=15, deadline=None)
@given(
    some.lists(
        some.tuples(
            some.sampled_from((30, 45, 60, 90)),
            some.frozensets(some.sampled_from(("Ann", "Bob", "Cleo")), max_size=2),
            some.integers(1, 5),
            some.sampled_from((0, 4, 8, 14)),
            some.sampled_from((None, 0, 1)),
        ),
        min_size=1,
        max_size=9,
    ),
    some.integers(0, 20),
)
def test_whatever_is_asked_a_draft_has_no_clash_and_leaves_nothing_unsaid(asked, changeover):
    sessions = [
        Session(str(n), f"S{n}", minutes, people, peers_needed=peers, seats=seats, day=day)
        for n, (minutes, people, peers, seats, day) in enumerate(asked)
    ]
    visit = small(*sessions, days=2, changeover=changeover)
    timetable = draft(visit, seconds=1)
    assert clashes(visit, timetable.placed) == []
    named = [each.session for each in (*timetable.placed, *timetable.unplaced)]
    assert sorted(named) == sorted(session.id for session in sessions)


@pytest.mark.parametrize(
    ("session", "why"),
    [
        ({"minutes": 600}, "It takes 600 minutes, and a day of the visit has 480, from 09:00 to 17:00."),
        ({"day": 2}, "It is fixed on day 3, and the visit has 2."),
        (
            {"start": 16 * 60 + 30},
            "It is fixed from 16:30 to 17:15, outside the hours that it may have (09:00 to 17:00).",
        ),
        ({"start": 12 * 60 + 30}, "It falls in a break at 12:30 on every day that it may have."),
        (
            {"window": (0, 9 * 60 + 30)},
            "The part of the day that it may have is shorter than its 45 minutes.",
        ),
        ({"peers_needed": 9}, "It needs 9 peers, and the team has 5."),
        ({"peers": frozenset({"gone"})}, "Somebody whom it needs is not on the team any more."),
        ({"seats": 20}, "It needs 20 seats, and the largest room, Hall, has 14."),
        ({"people": BOB}, "There is no time at which Bob can come."),
        ({"people": BOB, "start": 600}, "It is fixed at 10:00, and Bob cannot come then."),
        (
            {"people": frozenset({"Cleo", "Dan"})},
            "There is no time at which all of its people can come (see Cleo, Dan).",
        ),
    ],
)
def test_what_cannot_be_held_at_all_is_said_with_its_reason(session, why):
    away = (
        Somebody("Bob", "Bob", tuple(Busy(day, 0, 24 * 60, "leave") for day in range(2))),
        Somebody("Cleo", "Cleo", (Busy(0, 0, 24 * 60),)),
        Somebody("Dan", "Dan", (Busy(1, 0, 24 * 60),)),
    )
    asked = Session(**{"id": "it", "name": "It", "minutes": 45, **session})
    timetable = draft(small(Session("head", "Head", 45, ANN), asked, days=2, people=away), seconds=3)
    assert [placed.session for placed in timetable.placed] == ["head"]
    assert [(each.session, each.why) for each in timetable.unplaced] == [("it", why)]


def test_without_a_room_or_enough_peers_at_any_time():
    absent = tuple(replace(one, busy=(Busy(0, 0, 24 * 60),)) for one in team(5)[1:])
    sessions = (Session("room", "Room", 45, seats=2, peers_needed=1), Session("two", "Two", 45))
    visit = small(*sessions, team=(*team(1), *absent), rooms=())
    assert [each.why for each in draft(visit, seconds=3).unplaced] == [
        "It needs a room, and no room is listed.",
        "There is no time at which 2 peers can come.",
    ]


def test_the_weightier_session_is_placed_where_both_do_not_fit():
    sessions = (Session("light", "Light", 60, ANN), Session("heavy", "Heavy", 60, ANN, weight=3))
    timetable = draft(small(*sessions, closes=10 * 60), seconds=3)
    assert ([each.session for each in timetable.placed], timetable.proven) == (["heavy"], True)
    assert [each.why for each in timetable.unplaced] == [""]


def test_what_is_kept_stays_and_the_rest_goes_round_it():
    sessions = [Session(str(n), f"S{n}", 60, ANN, seats=4) for n in range(4)]
    kept = at("2", 0, 9, 0, "hall", ("peer 3", "peer 4"))
    visit = small(*sessions)
    timetable = draft(visit, kept=[kept], seconds=3)
    assert kept in timetable.placed
    assert (len(timetable.placed), clashes(visit, timetable.placed)) == (4, [])


def test_a_new_draft_begins_where_the_old_one_is():
    sessions = [Session(str(n), f"S{n}", 45, frozenset({f"P{n}"}), seats=3) for n in range(6)]
    visit = small(*sessions, days=2)
    old = draft(visit, seconds=3).placed
    more = replace(visit, sessions=(*visit.sessions, Session("new", "New", 45)))
    new = draft(more, before=old, seconds=3).placed
    assert len(new) == 7
    stays = {(each.session, each.day, each.start) for each in old} & {
        (e.session, e.day, e.start) for e in new
    }
    assert len(stays) >= 5


def test_nothing_found_in_the_time_is_no_draft_at_all():
    with pytest.raises(NotFound):
        draft(large_visit(), seconds=0)
    sessions = [Session(name, name, 60, ANN) for name in ("a", "b")]
    with pytest.raises(NotFound):
        draft(small(*sessions), kept=[at("a", 0, 10), at("b", 0, 10)], seconds=1)


def test_rooms_are_taken_by_size():
    groups = [Session(f"g{n}", f"G{n}", 240, seats=12, peers_needed=1) for n in range(2)]
    pairs = [Session(f"p{n}", f"P{n}", 240, seats=3, peers_needed=1) for n in range(2)]
    visit = small(*groups, *pairs, breaks=(), rooms=(Room("hall", "Hall", 14), Room("cell", "Cell", 3)))
    timetable = draft(visit, seconds=3)
    assert {each.session: each.room for each in timetable.placed} == {
        "g0": "hall",
        "g1": "hall",
        "p0": "cell",
        "p1": "cell",
    }


def test_clashes_are_named():
    visit = small(
        Session("one", "One", 60, ANN, seats=4, peers=frozenset({"peer 4"}), window=(13 * 60, 24 * 60)),
        Session("two", "Two", 60, ANN, seats=7, day=1),
        Session("three", "Three", 30, start=12 * 60, peers_needed=1),
        days=2,
        people=(Somebody("Ann", "Ann", (Busy(0, 9 * 60, 10 * 60, "court"),)),),
    )
    placed = (
        at("one", 0, 9, 30, "blue"),
        at("two", 0, 10, 0, "blue", ("peer 1", "gone")),
        at("three", 0, 11, 10, "", ("peer 1",)),
    )
    assert texts(visit, placed) == [
        "One at 09:30 is in another part of the day than it is to be.",
        "Ann cannot come to One at 09:30 on day 1 (court).",
        "One is to be with Peer 4.",
        "Two is to be on day 2.",
        "Two needs 7 seats, and Blue has 6.",
        "Two needs 2 peers and has 1.",
        "Two has a peer who is not on the team any more.",
        "Three is to start at 12:00.",
        "Ann is in two sessions at 10:00 on day 1: One and Two.",
        "Peer 1 is in two sessions at 10:00 on day 1: One and Two.",
        "Blue is taken twice at 10:00 on day 1: One and Two.",
        "Peer 1 has 10 of 15 minutes between Two and Three on day 1.",
    ]
    assert clashes(visit, placed)[-1].sessions == ("two", "three")


def test_hours_breaks_and_days_are_named():
    visit = small(Session("a", "A", 60, seats=3), Session("b", "B", 60), Session("c", "C", 60))
    placed = (at("a", 0, 8, 30), at("b", 0, 12, 0), at("c", 3, 10))
    assert texts(visit, placed) == [
        "A is on day 1 from 08:30 to 09:30, outside the hours of the visit.",
        "A has no room.",
        "B is on day 1 from 12:00 to 13:00, in the break “lunch”.",
        "C is on day 4, and the visit has 1.",
    ]


def cause(visit, **more):
    found = causes(visit, **more)
    return found[0].text if found else ""


def test_somebody_with_more_sessions_than_time_is_named():
    sessions = [Session(str(n), f"S{n}", 60, ANN, peers_needed=1) for n in range(8)]
    assert cause(small(*sessions)) == (
        "Ann is in 8 sessions of 60 minutes or more, and there is time for 6 in the visit."
    )
    mixed = [Session(str(n), f"S{n}", 60 + 90 * (n % 2), ANN, peers_needed=1) for n in range(5)]
    assert cause(small(*mixed)) == "Ann is in 5 sessions that take 8 h, and there are 7 h 15 in the visit."
    long = [Session(str(n), f"S{n}", 120, ANN, peers_needed=1) for n in range(3)]
    assert cause(small(*long)) == (
        "Ann is in 3 sessions of 120 minutes or more, and there is time for 2 in the visit."
    )


def test_the_smallest_cause_is_named_first_and_not_twice():
    many = [Session(str(n), f"S{n}", 60, ANN, peers_needed=1) for n in range(9)]
    morning = [Session(f"m{n}", f"M{n}", 75, BOB, peers_needed=1, window=(0, 13 * 60)) for n in range(3)]
    assert [each.text for each in causes(small(*many, *morning))] == [
        "Bob is in 3 sessions of 75 minutes or more, and there is time for 2 between 09:00 and 13:00.",
        "Ann is in 9 sessions of 60 minutes or more, and there is time for 6 in the visit.",
    ]


def test_a_day_with_too_much_on_it_is_named():
    sessions = [Session(str(n), f"S{n}", 120, ANN, peers_needed=1, day=1) for n in range(3)]
    assert cause(small(*sessions, days=3)) == (
        "Ann is in 3 sessions of 120 minutes or more, and there is time for 2 on day 2."
    )


def test_a_peer_named_too_often_and_a_team_needed_whole_are_named():
    named = [Session(str(n), f"S{n}", 60, peers=frozenset({"peer 2"}), peers_needed=1) for n in range(7)]
    assert cause(small(*named)) == (
        "Peer 2 is in 7 sessions of 60 minutes or more with 15 minutes between them, and there is time for 6 "
        "in the visit."
    )
    whole = [Session(str(n), f"S{n}", 60, peers_needed=3) for n in range(7)]
    assert cause(small(*whole)).startswith("More than half of the team is needed in each of 7 sessions")


def test_too_many_sessions_for_the_rooms_are_named():
    groups = [Session(str(n), f"S{n}", 120, seats=12, peers_needed=1) for n in range(3)]
    assert cause(small(*groups)) == (
        "Only Hall has 12 seats, for 3 sessions of 120 minutes or more, and there is time for 2 in the visit."
    )


def test_a_team_without_enough_time_is_named():
    sessions = [Session(str(n), f"S{n}", 60, peers_needed=2) for n in range(16)]
    assert cause(small(*sessions)) == (
        "The 5 peers together are in 32 sessions of 60 minutes or more with 15 minutes between them, "
        "and there is time for 30 in the visit."
    )


def test_what_counting_does_not_see_is_found_by_solving():
    ab, bc, ac = (frozenset(pair) for pair in ("AB", "BC", "AC"))
    sessions = [Session(str(n), f"S{n}", 120, pair, peers_needed=1) for n, pair in enumerate((ab, bc, ac))]
    visit = small(*sessions)
    assert fits(visit) is False
    assert cause(visit) == (
        "For the host’s people there is no timetable that holds all of these sessions, each though it could be."
    )
    assert causes(small(*sessions, days=2)) == []


def test_what_is_kept_can_be_the_cause():
    sessions = (Session("a", "A", 120, ANN), Session("b", "B", 120, ANN))
    kept = [at("a", 0, 10)]
    visit = small(*sessions, closes=13 * 60, breaks=())
    assert fits(visit) is True
    assert fits(visit, kept=kept) is False
    assert "the host’s people" in cause(visit, kept=kept)


def test_words_of_times():
    assert [clock(0), clock(570), clock(1020)] == ["00:00", "09:30", "17:00"]
    assert [hours(30), hours(60), hours(390)] == ["30 minutes", "1 h", "6 h 30"]
    assert len(ROOMS) == 4
