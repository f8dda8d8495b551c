"""The sample's people and rounds: every reference resolves and every rule of a round is kept."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from itertools import chain, combinations
from typing import Any

import pytest

from challenges.models import (
    Action,
    AreaForConsideration,
    BlockKind,
    DataPack,
    DateChange,
    KeyLineOfEnquiry,
    Participation,
    PeerOffer,
    Progress,
    Strength,
)  # fmt: skip
from challenges.models.milestones import MilestoneKind
from challenges.states import MoveReason, TeamRole
from challenges.topics import TOPICS
from councils.calendar.working_days import is_working_day, roll_to_working_day
from councils.roles import PostKind
from evaluation.tests.sample.content import (
    CHALLENGES,
    CONTENT,
    FINISHED,
    HELD,
    INVITED,
    PEOPLE,
    QUOTES,
    RESPONSES,
    ROUNDS,
    SIGN_UP,
    TODAY,
    VISITS,
    day,
    found,
    overlap,
    rows,
    south_east,
    team,
)  # fmt: skip


def test_nineteen_councils_each_with_its_four_posts() -> None:
    councils = south_east()
    posts = Counter((row["council"], row["post"]) for row in PEOPLE.values())
    assert len(councils) == 19
    assert {row["council"] for row in PEOPLE.values()} == councils | {""}
    for council in councils:
        for post in (PostKind.DIRECTOR, PostKind.CHIEF_EXECUTIVE, PostKind.LEAD_MEMBER):
            assert posts[council, post] == 1
        assert posts[council, PostKind.ASSISTANT_DIRECTOR] in (1, 2)
    assert posts["", PostKind.PROGRAMME_MANAGER] == 2


def test_people_are_distinct_and_reachable_nowhere() -> None:
    assert len(PEOPLE) == len(rows(CONTENT / "people.csv")) == 154
    assert len({row["name"] for row in PEOPLE.values()}) == 154
    assert {row["post"] for row in PEOPLE.values()} == set(PostKind.values)
    assert all(row["email"].endswith(".example") for row in PEOPLE.values())
    assert all(len(reference) <= 20 for reference in PEOPLE)


def test_every_person_and_council_named_is_known() -> None:
    keys = ("person", "organiser", "sponsor", "manager", "by")
    named = found([ROUNDS, INVITED, RESPONSES, QUOTES], *keys)
    assert [reference for reference in named if reference not in PEOPLE] == []
    assert set(found(ROUNDS, "host", "council")) == south_east()


def test_organisers_sponsors_and_offers_belong_to_their_council() -> None:
    sign_ups = FINISHED["participations"] + SIGN_UP["answered"] + SIGN_UP["not_answered"]
    for sign_up in sign_ups:
        own = [sign_up["organiser"], sign_up.get("sponsor") or sign_up["organiser"]]
        own += [offer["person"] for offer in sign_up.get("offers", [])]
        assert {PEOPLE[person]["council"] for person in own} == {sign_up["council"]}


def test_twelve_held_two_postponed_one_cancelled() -> None:
    outcomes = Counter(challenge["outcome"] for challenge in CHALLENGES)
    reasons = {c["host"]: c["called_off"]["reason"] for c in CHALLENGES if c["called_off"]}
    assert outcomes == {"held": 12, "postponed": 2, "cancelled": 1}
    assert reasons == {"East Sussex": "host_staffing", "Buckinghamshire": "inspection", "Reading": "scope"}
    assert len({challenge["host"] for challenge in CHALLENGES}) == 15
    assert {m["reason"] for c in CHALLENGES for m in c["moves"]} <= set(MoveReason.values)


def test_every_day_on_which_something_happened_is_a_working_day() -> None:
    keys = [
        "first_day",
        "last_day",
        "old_first_day",
        "old_last_day",
        "new_first_day",
        "new_last_day",
        "on",
        "agreed_on",
        "closed_on",
        "due_on",
        "sent_on",
        "asked_on",
        "received_on",
        "answered_on",
        "sign_up_closes_on",
        "mou_signed_on",
        "plan_published_on",
    ]
    visits = [{**visit, "milestones_done": list(visit["milestones_done"].values())} for visit in VISITS]
    dates = found([visits, SIGN_UP["answered"], FINISHED["participations"]], *keys)
    dates += chain.from_iterable(visit["milestones_done"] for visit in visits)
    dates += [item[key] for item in (FINISHED, SIGN_UP) for key in keys[-3:]]
    assert [text for text in dates if not is_working_day(day(text))] == []


def test_visits_stay_in_their_round_outside_its_blocked_days_and_two_a_week() -> None:
    for item, visits in ((FINISHED, CHALLENGES), (SIGN_UP, SIGN_UP["agreed_early"])):
        weeks = Counter(day(visit["first_day"]).isocalendar()[:2] for visit in visits)
        assert max(weeks.values()) <= 2
        assert day(item["first_week"]).weekday() == day(item["last_week"]).weekday() == 0
        for visit in visits:
            assert item["first_week"] <= visit["first_day"] <= visit["last_day"]
            assert (day(visit["last_day"]) - day(item["last_week"])).days < 5
            assert (day(visit["last_day"]) - day(visit["first_day"])).days in (0, 2)
            assert not [b for b in item["blocked"] if overlap(b, visit)]


def test_nobody_visits_their_own_council_or_two_at_once() -> None:
    for visit in VISITS:
        assert len(set(team(visit))) == len(team(visit))
        assert visit["host"] not in {PEOPLE[person]["council"] for person in team(visit)}
    for one, other in combinations(VISITS, 2):
        assert not (overlap(one, other) and set(team(one)) & set(team(other)))


def test_every_team_is_led_by_one_director_and_has_the_peers_it_needs() -> None:
    for visit in VISITS:
        roles = Counter(place["role"] for place in visit["team"])
        lead = next(place["person"] for place in visit["team"] if place["role"] == "lead")
        assert (roles["lead"], roles["specialist"]) == (1, 1)
        assert roles["operational"] >= 2
        assert set(roles) <= set(TeamRole.values)
        assert PEOPLE[lead]["post"] == PostKind.DIRECTOR


def test_peers_of_visits_agreed_early_were_offered_and_are_free() -> None:
    offers = {offer["person"]: offer for answer in SIGN_UP["answered"] for offer in answer["offers"]}
    days: Counter[str] = Counter()
    for visit in SIGN_UP["agreed_early"]:
        for person in team(visit):
            days[person] += (day(visit["last_day"]) - day(visit["first_day"])).days + 1
            assert not [period for period in offers[person]["blocked"] if overlap(period, visit)]
    assert [person for person, given in days.items() if given > offers[person]["max_days"]] == []


def test_steps_of_a_held_challenge_come_in_order() -> None:
    path = ("scoping", "documents", "team_call", "presentation", "letter", "action_plan", "progress_review")
    for challenge in HELD:
        done = challenge["milestones_done"]
        dates = [
            challenge["agreed_on"],
            *(done[kind] for kind in path if kind in done),
            challenge["closed_on"],
        ]
        assert dates[:-1] == sorted(dates[:-1])
        assert dates[-1] is None or dates[-1] > dates[-2]
        assert set(done) | {"progress_review"} == set(MilestoneKind.values)
        assert done["team_call"] < challenge["first_day"]
        assert done["presentation"] == challenge["last_day"]
        assert max(done.values()) <= TODAY.isoformat()


def test_five_of_twelve_data_packs_came_late() -> None:
    late = set()
    for challenge in HELD:
        pack = challenge["data_pack"]
        assert (
            pack["as_of"]
            < pack["asked_on"]
            < pack["received_on"]
            == challenge["milestones_done"]["data_pack"]
        )
        first = challenge["moves"][0]["old_first_day"] if challenge["moves"] else challenge["first_day"]
        if day(pack["received_on"]) > roll_to_working_day(day(first) - timedelta(days=84)):
            late.add(challenge["host"])
    assert late == {"Kent", "Medway", "Milton Keynes", "Brighton and Hove", "Isle of Wight"}
    assert {c["host"] for c in HELD if not c["data_pack"]["usable"]} == {"Medway", "Brighton and Hove"}


def test_letters_lead_to_actions_that_are_measured_or_say_that_nothing_is() -> None:
    actions = [action for challenge in HELD for action in challenge["actions"]]
    for challenge in HELD:
        letter = challenge["letter"]
        assert letter["sent_on"] == challenge["milestones_done"]["letter"]
        assert (len(letter["strengths"]) in (2, 3), len(letter["areas"]) in (2, 3)) == (True, True)
        assert 2 <= len(challenge["key_lines"]) <= 4
        assert 1 <= len(challenge["actions"]) <= 3
        assert {action["area"] for action in challenge["actions"]} <= set(range(1, len(letter["areas"]) + 1))
    assert Counter(action["state"] for action in actions) == {"open": 12, "done": 12, "dropped": 1}
    assert sum(action["baseline"] is None for action in actions) == 7
    assert all((action["closed_on"] is None) == (action["state"] == "open") for action in actions)
    assert all(
        note["evidence"] in Progress.Evidence.values for action in actions for note in action["progress"]
    )


def test_something_is_overdue_on_the_day_of_the_sample() -> None:
    actions = [action for challenge in HELD for action in challenge["actions"]]
    overdue = [action for action in actions if action["state"] == "open" and day(action["due_on"]) < TODAY]
    unreviewed = {c["host"] for c in HELD if "progress_review" not in c["milestones_done"]}
    assert len(overdue) == 9
    assert unreviewed == {
        "West Berkshire", "Oxfordshire", "Wokingham", "Brighton and Hove", "West Sussex", "Isle of Wight",
        "Southampton",
    }  # fmt: skip


def test_eleven_councils_have_answered_the_sign_up_and_eight_have_not() -> None:
    answers = Counter((answer["hosting"], answer["lending"]) for answer in SIGN_UP["answered"])
    assert answers == {(True, True): 5, (True, False): 1, (False, True): 3, (False, False): 2}
    assert len(SIGN_UP["not_answered"]) == 8
    assert all(
        day(week).weekday() == 0 for answer in SIGN_UP["answered"] for week in answer["preferred_weeks"]
    )
    assert all(bool(answer["theme"]) == answer["hosting"] for answer in SIGN_UP["answered"])
    assert all(bool(answer["offers"]) == answer["lending"] for answer in SIGN_UP["answered"])


def longest(field: str, model: Any) -> int:
    return int(model._meta.get_field(field).max_length)


@pytest.mark.parametrize(
    ("texts", "model", "field"),
    [
        ([text for c in HELD for text in c["letter"]["strengths"]], Strength, "text"),
        ([text for c in HELD for text in c["letter"]["areas"]], AreaForConsideration, "text"),
        ([text for c in VISITS for text in c["key_lines"]], KeyLineOfEnquiry, "text"),
        ([a["text"] for c in HELD for a in c["actions"]], Action, "text"),
        ([a["measure"] for c in HELD for a in c["actions"]], Action, "measure"),
        ([a["baseline"] or "" for c in HELD for a in c["actions"]], Action, "baseline"),
        ([a["owner"] for c in HELD for a in c["actions"]], Action, "owner"),
        ([c["called_off"]["note"] for c in CHALLENGES if c["called_off"]], DateChange, "note"),
        ([c["data_pack"]["note"] for c in VISITS if c["data_pack"]], DataPack, "note"),
        ([a["note"] for a in SIGN_UP["answered"]], Participation, "note"),
        ([row["expertise"] for row in PEOPLE.values()], PeerOffer, "expertise"),
    ],
)
def test_texts_fit_their_fields(texts: list[str], model: Any, field: str) -> None:
    assert max(map(len, texts)) <= longest(field, model)
    assert all(text == text.strip() for text in texts)


def test_agreed_visits_heed_the_days_training_and_conflicts_of_those_who_go() -> None:
    offers = {offer["person"]: offer for answer in SIGN_UP["answered"] for offer in answer["offers"]}
    hosts = {answer["council"]: answer for answer in SIGN_UP["answered"]}
    conflicts = {(conflict["person"], conflict["against"]) for conflict in SIGN_UP["conflicts"]}
    for visit in SIGN_UP["agreed_early"]:
        for said in [hosts[visit["host"]], *(offers[person] for person in team(visit))]:
            windows = said["days"] if isinstance(said["days"], list) else [visit]
            assert (
                any(
                    each["first_day"] <= visit["first_day"] and visit["last_day"] <= each["last_day"]
                    for each in windows
                )
                or said["days"] is None
            )
        assert all(
            offers[person]["trained_on"] is None or offers[person]["trained_on"] >= "2024-03-01"
            for person in team(visit)
        )
        assert not {(person, visit["host"]) for person in team(visit)} & conflicts


def test_topics_are_the_common_ones_blocks_lie_in_the_round_and_some_things_are_missing() -> None:
    said = [*SIGN_UP["answered"], *(offer for answer in SIGN_UP["answered"] for offer in answer["offers"])]
    assert set(chain.from_iterable(each.get("topics", []) for each in said)) <= set(TOPICS)
    periods = [each for answer in said for each in answer.get("blocks", [])]
    periods += [each for answer in said if isinstance(answer.get("days"), list) for each in answer["days"]]
    last = day(SIGN_UP["last_week"]) + timedelta(days=6)
    assert all(day(SIGN_UP["first_week"]) <= day(each["first_day"]) for each in periods)
    assert all(day(each["first_day"]) <= day(each["last_day"]) <= last for each in periods)
    assert {each["kind"] for each in periods if "kind" in each} <= set(BlockKind.values)
    assert [
        answer["council"] for answer in SIGN_UP["answered"] if answer["hosting"] and not answer["days"]
    ] == ["Windsor and Maidenhead"]
    assert all(row["phone"][:9] in ("", "01632 960") for row in PEOPLE.values())


def test_whom_the_sample_timetable_meets_is_of_the_host_or_nobody_else_and_is_met() -> None:
    timetable = json.loads((CONTENT / "timetable.json").read_text(encoding="utf-8"))
    names = [line.split(",")[0] for line in timetable["people"]]
    met = [name for session in timetable["sessions"] for name in session.get("people", [])]
    assert sorted(met) == sorted(names)
    known = {row["council"] for row in PEOPLE.values() if row["name"] in names}
    assert known == {timetable["host"]}
