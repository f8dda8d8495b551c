"""Reading and writing the exchange format of planning instances: JSON dictionaries to a `Problem` and back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import permutations
from typing import Any

from challenges.planning.problem import (
    Block,
    Conflict,
    Council,
    Manager,
    Peer,
    Plan,
    Problem,
    Reciprocity,
    Region,
    Rules,
    Visit,
    Weights,
)

Instance = Mapping[str, Any]
LEAD = "DCS"


def problem_from(instance: Instance) -> Problem:
    """The problem that an instance describes. Raises KeyError where the instance lacks a part."""
    councils = list(instance["councils"])
    pairs = list(permutations(councils, 2))
    return Problem(
        weeks=instance["weeks"],
        councils=tuple(_council(each) for each in councils),
        peers=tuple(_peer(each) for each in instance["peers"]),
        regions=tuple(_region(each) for each in instance["regions"]),
        rules=_rules(instance["rules"]),
        weights=_weights(instance["weights"]),
        conflicts=tuple(Conflict(each["a"], each["b"], each["why"]) for each in instance["conflicts"]),
        difference={(a["id"], b["id"]): _difference(a, b) for a, b in pairs},
        travel={(a["id"], b["id"]): _travel(a, b) for a, b in pairs},
    )


def plan_from(document: Mapping[str, Any]) -> dict[str, Visit]:
    """A plan from its document; hosts without a day are left out."""
    return {
        host: Visit(visit["start"], visit.get("facilitator"), tuple(visit["team"]))
        for host, visit in document.items()
        if visit and visit.get("start") is not None
    }


def document_of(plan: Plan) -> dict[str, Any]:
    """The plan's document."""
    return {
        host: {"start": visit.start, "facilitator": visit.manager, "team": list(visit.team)}
        for host, visit in sorted(plan.items())
    }


def _blocks(blocks: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(Block(each["from"], each["to"], each["why"]) for each in blocks)


def _council(each: Mapping[str, Any]) -> Council:
    return Council(
        id=each["id"],
        region=each["region"],
        name=each["id"],
        days=each["visit_days"],
        need=each["need"],
        strengths=each["strengths"],
        key_lines=tuple(each["kloe"]),
        party=each["party"],
        blocks=_blocks(each["host_blocks"]),
        preferred_weeks=frozenset(each["preferred_weeks"]),
        day_cap=each["peer_day_cap"],
        past_leads=tuple(each["past_leads"]),
    )


def _peer(each: Mapping[str, Any]) -> Peer:
    return Peer(
        id=each["id"],
        council=each["council"],
        role=each["role"],
        name=each["id"],
        expertise=frozenset(each["expertise"]),
        party=each["party"] or "",
        blocks=_blocks(each["blocks"]),
        max_visits=each["max_visits"],
        barred=frozenset(each["conflict_councils"]),
    )


def _region(each: Mapping[str, Any]) -> Region:
    managers = tuple(Manager(f["id"], f["id"], _blocks(f["blocks"])) for f in each["facilitators"])
    return Region(each["id"], managers, each["max_visits_per_week"])


def _rules(given: Mapping[str, Any]) -> Rules:
    size = given["team_size"]
    team = {LEAD: (1, 1), "LM": (1, 1), "AD": (1, size), "SP": (0, size)}
    whole = given["no_reciprocal"] == "team"
    return Rules(
        team=team,
        team_size=size,
        lead=LEAD,
        reciprocity=Reciprocity.NOT_TEAMS if whole else Reciprocity.NOT_LEADS,
        repeat_rounds=given["repeat_rounds"],
        max_same_council=given["max_same_council"],
        max_leads=given["max_leads_per_council"],
        min_gap_weeks=given["min_gap_weeks"],
        across_regions=given["region_mode"] == "cross",
        cross_share=given["cross_region_min_share"],
    )


def _weights(given: Mapping[str, Any]) -> Weights:
    return Weights(
        neighbour=given["stat_neighbour"],
        focus=given["focus"],
        travel=given["travel"],
        expertise=given["expertise"],
        politics=given["politics"],
        early_for_need=given["early_for_need"],
        not_preferred_week=given["not_preferred_week"],
        load_over_fair=given["load_over_fair"],
        change=given["change"],
    )


def _difference(a: Mapping[str, Any], b: Mapping[str, Any]) -> int:
    return min(100, int(12 * math.dist(a["profile"], b["profile"])))


def _travel(a: Mapping[str, Any], b: Mapping[str, Any]) -> int:
    return min(100, int(math.hypot(a["x"] - b["x"], a["y"] - b["y"]) / 4))
