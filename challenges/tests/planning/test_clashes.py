"""Every clash of a planned visit, from plain data; no accepted set of visits ever books anybody twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.planning.clashes import Severity, clashes, fingerprint
from challenges.planning.proposal import Host, Member, Period, Proposal, Rules, Visit

TUESDAY = date(2027, 1, 12)
KENT, SURREY, MEDWAY = 1, 2, 3
RULES = Rules(
    first_week=date(2026, 10, 5),
    last_week=date(2027, 3, 29),
    max_visits_a_week=2,
    team={
        "lead": (1, "Lead challenger"),
        "operational": (2, "Operational peers"),
        "specialist": (1, "Specialists"),
    },
    bank_holidays={date(2027, 1, 1): "New Year's Day", date(2027, 3, 26): "Good Friday"},
)
TEAM = (
    Member(1, "Ada Ash", "lead", SURREY),
    Member(2, "Ben Beech", "operational", SURREY),
    Member(3, "Cat Cedar", "operational", MEDWAY),
    Member(4, "Dee Elm", "specialist", MEDWAY),
)
GOOD = Proposal(
    visit=Visit(TUESDAY, date(2027, 1, 14), "Kent"),
    host=Host(KENT, "Kent"),
    rules=RULES,
    team=TEAM,
    manager=Member(9, "Max Maple", "manager"),
)


def found(proposal):
    return [(clash.kind, clash.severity.value, clash.text) for clash in clashes(proposal)]


def first_member(**changed):
    return replace(GOOD, team=(replace(TEAM[0], **changed), *TEAM[1:]))


def test_a_good_plan_has_no_clash_and_no_fingerprint():
    assert clashes(GOOD) == []
    assert fingerprint([]) == ""


def test_a_peer_cannot_challenge_their_own_council():
    assert found(first_member(council=KENT)) == [
        ("own_council", "refused", "Ada Ash is of Kent, which they cannot challenge.")
    ]


def test_a_person_on_another_visit_is_refused_and_that_visit_named():
    booked = {date(2027, 1, 13): "Medway", date(2027, 1, 14): "Medway", date(2027, 1, 20): "Slough"}
    assert found(first_member(booked=booked)) == [
        ("booked", "refused", "Ada Ash is already at Medway on 13 and 14 January 2027.")
    ]


def test_the_manager_on_site_is_checked_as_well():
    manager = replace(GOOD.manager, booked={TUESDAY: "Slough"}, about="manager_on_site")
    clash = clashes(replace(GOOD, manager=manager))[0]
    assert (clash.text, clash.about) == (
        "Max Maple is already at Slough on 12 January 2027.",
        "manager_on_site",
    )


def test_a_person_named_twice_is_refused():
    assert found(replace(GOOD, team=(*TEAM, TEAM[1]))) == [("twice", "refused", "Ben Beech is named twice.")]


def test_two_leads_are_refused():
    assert found(replace(GOOD, team=(*TEAM, Member(5, "Eve Fir", "lead", MEDWAY)))) == [
        ("second_lead", "refused", "A team has one lead challenger: Eve Fir cannot be a second.")
    ]


def test_a_cancelled_challenge_takes_no_visit():
    assert found(replace(GOOD, host=Host(KENT, "Kent", taken_out=True))) == [
        ("cancelled", "refused", "This challenge was cancelled, so no visit can be planned for it.")
    ]


def test_weekend_days_and_bank_holidays_are_named():
    visit = Visit(date(2027, 3, 26), date(2027, 3, 28), "Kent")
    assert found(replace(GOOD, visit=visit)) == [
        ("bank_holiday", "warning", "26 March 2027 is a bank holiday (Good Friday)."),
        ("weekend", "warning", "27 March 2027 is a Saturday."),
        ("weekend", "warning", "28 March 2027 is a Sunday."),
    ]


@pytest.mark.parametrize("first", [date(2026, 10, 2), date(2027, 4, 5)])
def test_days_outside_the_rounds_weeks(first):
    said = found(replace(GOOD, visit=Visit(first, first, "Kent")))
    assert said == [
        (
            "outside_weeks",
            "warning",
            "The visit is outside the round's weeks, 5 October 2026 to 4 April 2027.",
        )
    ]


def test_the_last_sunday_of_the_last_week_is_inside():
    visit = Visit(date(2027, 4, 4), date(2027, 4, 4), "Kent")
    assert [kind for kind, _, _ in found(replace(GOOD, visit=visit))] == ["weekend"]


def test_blocked_days_of_round_council_and_peer():
    rules = replace(RULES, blocked=(Period(date(2027, 1, 14), date(2027, 1, 20), "Elections"),))
    host = Host(KENT, "Kent", blocked=(Period(TUESDAY, TUESDAY),))
    team = (replace(TEAM[0], blocked=(Period(date(2027, 1, 1), date(2027, 1, 13)),)), *TEAM[1:])
    assert found(replace(GOOD, rules=rules, host=host, team=team)) == [
        ("blocked", "warning", "The round has blocked 14 January 2027 (Elections)."),
        ("blocked", "warning", "Kent has blocked 12 January 2027."),
        ("blocked", "warning", "Ada Ash has blocked 12 and 13 January 2027."),
    ]


def test_too_many_visits_in_a_week():
    others = tuple(Visit(date(2027, 1, 11), TUESDAY, name) for name in ("Slough", "Medway"))
    assert found(replace(GOOD, others=others)) == [
        (
            "crowded_week",
            "warning",
            "The week of 11 January 2027 would have 3 visits; the most is 2. Others: Medway, Slough.",
        )
    ]


def test_offered_days_used_up():
    assert found(first_member(max_days=4, days_given=3)) == [
        ("offered_days", "warning", "Ada Ash offered 4 days; this would make 6.")
    ]
    assert found(first_member(max_days=3)) == []


def test_an_incomplete_team_by_role():
    assert found(replace(GOOD, team=TEAM[1:3])) == [
        ("incomplete", "warning", "Lead challenger: 0 of 1 on the team."),
        ("incomplete", "warning", "Specialists: 0 of 1 on the team."),
    ]


def test_a_week_that_is_not_preferred_is_only_a_note():
    host = Host(KENT, "Kent", preferred_mondays=(date(2027, 2, 1),))
    said = clashes(replace(GOOD, host=host))
    assert [(clash.severity, clash.text) for clash in said] == [
        (Severity.NOTE, "Kent would rather host in the weeks of 1 February 2027.")
    ]
    assert fingerprint(said) == ""


def test_what_is_refused_comes_first_and_the_fingerprint_follows_the_warnings():
    weekend = replace(first_member(council=KENT), visit=Visit(date(2027, 1, 15), date(2027, 1, 16), "Kent"))
    assert [clash.severity for clash in clashes(weekend)] == [Severity.REFUSED, Severity.WARNING]
    longer = replace(GOOD, visit=Visit(date(2027, 1, 15), date(2027, 1, 17), "Kent"))
    shorter = replace(GOOD, visit=Visit(date(2027, 1, 15), date(2027, 1, 16), "Kent"))
    assert fingerprint(clashes(longer)) != fingerprint(clashes(shorter)) != ""


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 5), st.sets(st.integers(1, 6), min_size=1, max_size=4)),
        max_size=25,
    )
)
def test_no_accepted_schedule_books_anybody_twice(wanted):
    """Visits are offered one by one; whatever is not refused is saved, all its warnings accepted."""
    booked: dict[int, dict[date, str]] = {person: {} for person in range(1, 7)}
    saved: list[tuple[Visit, set[int]]] = []
    for start, length, people in wanted:
        first = TUESDAY + timedelta(days=start)
        visit = Visit(first, first + timedelta(days=length - 1), f"visit {len(saved)}")
        team = tuple(
            Member(p, f"P{p}", "operational", SURREY, booked=dict(booked[p])) for p in sorted(people)
        )
        proposal = replace(GOOD, visit=visit, team=team, others=tuple(v for v, _ in saved))
        if any(clash.severity is Severity.REFUSED for clash in clashes(proposal)):
            continue
        saved.append((visit, people))
        for person in people:
            booked[person] |= dict.fromkeys(visit.days(), visit.name)
    taken = [(person, day) for visit, people in saved for person in people for day in visit.days()]
    assert len(taken) == len(set(taken))


def test_days_outside_what_host_or_peer_gave_are_warned_of():
    early = (Period(date(2027, 1, 11), date(2027, 1, 13)),)
    host = replace(GOOD, host=replace(GOOD.host, windows=early))
    assert found(host) == [("outside_windows", "warning", "Kent has given other days than 14 January 2027.")]
    assert found(first_member(windows=(Period(date(2027, 2, 1), date(2027, 2, 5)),))) == [
        ("outside_windows", "warning", "Ada Ash has given other days than 12, 13 and 14 January 2027.")
    ]
    assert found(first_member(windows=(*early, Period(date(2027, 1, 14), date(2027, 1, 14))))) == []


def test_a_declared_conflict_that_holds_on_one_of_the_days_is_refused():
    until = Period(date.min, date(2027, 1, 12))
    assert found(first_member(kept_away=(until,))) == [
        ("conflict", "refused", "A conflict is declared between Ada Ash and Kent: they cannot go there.")
    ]
    assert found(first_member(kept_away=(Period(date.min, date(2027, 1, 11)),))) == []


def test_training_that_lapses_before_the_visit_ends_is_warned_of():
    text = "The training of Ada Ash lapses on 13 January 2027, before the visit ends."
    assert found(first_member(trained_until=date(2027, 1, 13))) == [("training_lapsed", "warning", text)]
    assert found(first_member(trained_until=date(2027, 1, 14))) == []


def test_topics_that_nobody_on_the_team_offers_are_noted():
    asked = replace(GOOD.host, topics=("Neglect", "Data", "Audit"))
    one = replace(first_member(topics=frozenset({"Data"})), host=asked)
    text = "Kent asks for help in Neglect and Audit, which nobody on the team offers."
    assert found(one) == [("topics_missing", "note", text)]
    assert "topics_missing" not in {kind for kind, *_ in found(replace(GOOD, host=asked, team=()))}
    everything = replace(first_member(topics=frozenset(asked.topics)), host=asked)
    assert found(everything) == []
