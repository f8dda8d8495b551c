"""Rounds that cannot be planned because of rules that clash only together, with what is then to be said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from challenges.planning.problem import Block, Keeps, Manager, Problem, Region
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
