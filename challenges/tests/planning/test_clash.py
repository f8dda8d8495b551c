"""Rules that clash only together: the fewest are named, with the visits they clash at, and the cheapest change."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from challenges.planning.explain.changes import cheapest_changes
from challenges.planning.explain.clash import causes, clash
from challenges.planning.explain.counting import counted
from challenges.planning.problem import Block, Keeps, Manager, Problem, Region, Shape
from challenges.tests.planning.instances import small_round, with_council, with_peers

RARE = "rare"


def only_in(problem: Problem, host: str, week: int) -> Problem:
    """The host can in one week alone."""
    first = 5 * week
    return with_council(
        problem, host, days=3, blocks=(Block(-5, first - 1, "shut"), Block(first + 5, 999, "shut"))
    )


def peers_as(problem: Problem, ids: tuple[str, ...], **changes: object) -> Problem:
    """The problem with some peers changed; they can on any day unless the changes say otherwise."""
    changed = {"blocks": (), **changes}
    peers = (replace(peer, **changed) if peer.id in ids else peer for peer in problem.peers)
    return replace(problem, peers=tuple(peers))


def led_only_by(problem: Problem, host: str, lead: str) -> Problem:
    """Every other lead has declared a conflict with the host."""
    peers = (
        replace(peer, barred=peer.barred | {host}) if peer.role == "lead" and peer.id != lead else peer
        for peer in problem.peers
    )
    return peers_as(replace(problem, peers=tuple(peers)), (lead,))


def asks(problem: Problem, known_by: tuple[str, ...], *hosts: str) -> Problem:
    """The hosts ask about what only these peers know."""
    for host in hosts:
        problem = with_council(problem, host, key_lines=(RARE,))
    return peers_as(problem, known_by, expertise=frozenset({RARE}))


def open_region(problem: Problem) -> Problem:
    return replace(problem, regions=(Region("R", (Manager("M1"), Manager("M2")), 2),))


def mutual_leads(p: Problem) -> Problem:
    return led_only_by(led_only_by(p, "C0", "C1-0"), "C1", "C0-0")


def lead_too_near(p: Problem) -> Problem:
    return only_in(only_in(led_only_by(p, "C0", "C1-0"), "C0", 4), "C1", 5)


def lead_at_two_places(p: Problem) -> Problem:
    p = led_only_by(led_only_by(p, "C0", "C2-0"), "C1", "C2-0")
    return only_in(only_in(only_in(p, "C0", 6), "C1", 6), "C2", 1)


def lead_of_three(p: Problem) -> Problem:
    for host in ("C0", "C1", "C2"):
        p = led_only_by(p, host, "C4-0")
    return peers_as(p, ("C4-0",), max_visits=3)


def expert_for_two(p: Problem) -> Problem:
    return peers_as(asks(p, ("C5-1",), "C0", "C1"), ("C5-1",), max_visits=1)


def expert_too_near(p: Problem) -> Problem:
    return only_in(only_in(asks(p, ("C5-1",), "C0"), "C0", 4), "C5", 4)


def mutual_experts(p: Problem) -> Problem:
    p = with_council(with_council(p, "C0", key_lines=("one",)), "C3", key_lines=("two",))
    p = peers_as(p, ("C3-1",), expertise=frozenset({"one"}))
    return peers_as(p, ("C0-1",), expertise=frozenset({"two"}))


def expert_of_a_council_with_few_days(p: Problem) -> Problem:
    p = peers_as(asks(p, ("C5-1", "C5-2"), "C0", "C1", "C2"), ("C5-1", "C5-2"), max_visits=4)
    for host in ("C0", "C1", "C2"):
        p = with_council(p, host, days=3)
    return with_council(p, "C5", day_cap=8)


def three_experts_of_one_council(p: Problem) -> Problem:
    p = with_council(p, "C0", key_lines=("one", "two", "three"))
    for peer, line in (("C5-0", "one"), ("C5-1", "two"), ("C5-2", "three")):
        p = peers_as(p, (peer,), expertise=frozenset({line}))
    return p


def expert_who_must_not_lead_again(p: Problem) -> Problem:
    p = asks(replace(p, rules=replace(p.rules, repeat_rounds=1)), ("C3-0", "C4-0"), "C0")
    return led_only_by(with_council(p, "C0", past_leads=("C3",)), "C0", "C3-0")


def kept_visits_in_one_week(p: Problem) -> Problem:
    p = only_in(only_in(led_only_by(p, "C0", "C1-0"), "C0", 4), "C1", 8)
    return replace(with_council(p, "C1", blocks=()), keeps=Keeps(starts={"C1": 25}))


def somebody_settled_is_away(p: Problem) -> Problem:
    p = only_in(p, "C0", 4)
    return replace(
        peers_as(p, ("C3-1",), blocks=(Block(20, 24, "leave"),)),
        keeps=Keeps(peers=frozenset({("C0", "C3-1")})),
    )


Planted = tuple[Callable[[Problem], Problem], set[str], set[str], tuple[set[str], ...]]
TOGETHER: dict[str, Planted] = {
    # what is planted, the clashing rules, the visits, and the rules of which a change is cheapest
    "mutual leads": (
        mutual_leads,
        {"conflict", "no-reciprocal", "team-roles"},
        {"C0", "C1"},
        ({"no-reciprocal"},),
    ),
    "a lead too near": (
        lead_too_near,
        {"conflict", "host-available", "min-gap", "team-roles"},
        {"C0", "C1"},
        ({"min-gap"},),
    ),
    "a lead at two places": (
        lead_at_two_places,
        {"conflict", "host-available", "peer-two-places", "team-roles"},
        {"C0", "C1"},
        ({"host-available"},),
    ),
    "a lead of three": (
        lead_of_three,
        {"conflict", "max-leads", "team-roles"},
        {"C0", "C1", "C2"},
        ({"max-leads"},),
    ),
    "one expert for two": (expert_for_two, {"expertise", "peer-max-visits"}, {"C0", "C1"}, ({"expertise"},)),
    "an expert too near": (
        expert_too_near,
        {"expertise", "host-available", "min-gap"},
        {"C0", "C5"},
        ({"min-gap"},),
    ),
    "mutual experts": (
        mutual_experts,
        {"expertise", "no-reciprocal"},
        {"C0", "C3"},
        ({"expertise"}, {"no-reciprocal"}),
    ),
    "experts of a council with few days": (
        expert_of_a_council_with_few_days,
        {"expertise", "peer-day-cap"},
        {"C0", "C1", "C2"},
        ({"expertise"}, {"peer-day-cap"}),
    ),
    "three experts of one council": (
        three_experts_of_one_council,
        {"expertise", "max-same-council"},
        {"C0"},
        ({"max-same-council"},),
    ),
    "a kept visit too near": (
        kept_visits_in_one_week,
        {"conflict", "host-available", "kept", "min-gap", "team-roles"},
        {"C0", "C1"},
        ({"min-gap"},),
    ),
    "somebody settled who is away": (
        somebody_settled_is_away,
        {"host-available", "kept", "peer-available"},
        {"C0"},
        ({"peer-available"},),
    ),
}


def base() -> Problem:
    problem = small_round(seed=3, repeat_rounds=0)
    councils = tuple(replace(c, key_lines=(), blocks=(), day_cap=40) for c in problem.councils)
    return open_region(with_peers(replace(problem, councils=councils), blocks=()))


@pytest.mark.parametrize("name", TOGETHER)
def test_rules_that_clash_only_together_are_named_and_freed_by_the_cheapest_change(name: str) -> None:
    plant, rules, hosts, freed_by = TOGETHER[name]
    problem = plant(base())
    began = time.process_time()
    found = causes(problem)
    assert time.process_time() - began < 0.5
    assert [(set(cause.rules), set(cause.about)) for cause in found] == [(rules, hosts)]
    freed = cheapest_changes(problem)
    assert freed is not None
    assert freed.proven
    assert {change.rule for change in freed.changes} in freed_by
    assert len(freed.changes) == 1


def test_the_text_says_which_rules_clash_and_how_little_there_is_to_choose_from() -> None:
    text = clash(mutual_leads(base())).text
    assert text == (
        "Council C0 and Council C1 cannot be planned together where nobody goes where a conflict is declared or where "
        "they said no, two councils do not challenge each other and every team has its roles filled. In the role "
        "“lead” only Peer C1 0 (Council C1) may come to Council C0. In the role “lead” only Peer C0 0 (Council C0) may "
        "come to Council C1."
    )


def test_clashes_that_have_nothing_to_do_with_each_other_are_freed_together() -> None:
    problem = mutual_leads(peers_as(asks(base(), ("C5-1",), "C2", "C3"), ("C5-1",), max_visits=1))
    freed = cheapest_changes(problem)
    assert freed is not None
    assert freed.proven
    assert sorted(change.rule for change in freed.changes) == ["expertise", "no-reciprocal"]
    assert "Let Council C0 and Council C1 challenge each other." in {change.text for change in freed.changes}


def test_a_gap_that_leaves_too_few_weeks_is_counted() -> None:
    """With twelve weeks and a gap of ten, only the first two and the last two can be used."""
    problem = replace(base(), regions=(Region("R", (Manager("M1"),), 1),))
    problem = replace(problem, rules=replace(problem.rules, min_gap_weeks=10))
    (cause,) = counted(problem)
    assert cause.rules == ("visits-per-week", "host-available", "min-gap", "team-roles")
    assert cause.text.startswith("5 visits share only 4 places in the weeks that suit them, far enough from")


def test_a_rule_of_the_whole_round_is_part_of_the_clash() -> None:
    problem = replace(base(), rules=replace(base().rules, shape=Shape.RING))
    problem = with_peers(problem, lambda peer: peer.id != "C5-0")
    assert causes(problem) != []


def test_changes_say_what_of_the_settled_is_to_give_way() -> None:
    problem = somebody_settled_is_away(base())
    problem = with_peers(problem, lambda peer: peer.id != "C3-1")
    problem = replace(
        problem, keeps=Keeps(wanted=frozenset({("C0", "C5")}), barred=frozenset({("C0", "C5")}))
    )
    freed = cheapest_changes(problem)
    assert freed is not None
    assert [change.rule for change in freed.changes] == ["kept"]
