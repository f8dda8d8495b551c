"""Our check and search against the instances and the independent checker that lie beside the project."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings

from challenges.planning.check import violations
from challenges.planning.instances import document_of, plan_from, problem_from
from challenges.planning.points import points
from challenges.planning.solve.search import Effort, search

SHARED = Path(settings.BASE_DIR).parent / "shared" / "planning"
pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the planning instances are not beside the project"
)
OUR_NAMES = dict.fromkeys(("team-lead", "team-operational", "team-lead-member"), "team-roles")
ROLES = dict.fromkeys(("DCS", "AD", "LM"), 0)


def checker() -> Any:
    spec = importlib.util.spec_from_file_location("checker", SHARED / "checker.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def instance(name: str) -> dict[str, Any]:
    return json.loads((SHARED / "instances" / f"{name}.json").read_text())


def rules_broken(found: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(OUR_NAMES.get(each["rule"], each["rule"]), each["where"]) for each in found}


def agree(given: dict[str, Any], document: dict[str, Any]) -> set[tuple[str, str]]:
    """Both checks find the same rules broken at the same places, and the same cost; what they found."""
    problem, theirs = problem_from(given), checker()
    plan = plan_from(document)
    ours = {(each.rule, each.where) for each in violations(problem, plan)}
    assert ours == rules_broken(theirs.check(given, document))
    assert points(problem, plan)["total"] == theirs.score(given, document)["total"]
    return ours


@pytest.mark.parametrize("name", ["A1_region_small", "A2_region_mid", "A4_region_tight", "A5_three_regions"])
def test_two_hundred_and_fifty_random_plans_are_judged_alike(name: str) -> None:
    given, random = instance(name), Random(name)
    managers = {g["id"]: [f["id"] for f in g["facilitators"]] for g in given["regions"]}
    kinds: Counter[str] = Counter()
    for _ in range(250):
        size = random.choice([3, 4, 4, 4, 4])
        document = {
            council["id"]: {
                "start": random.randrange(given["weeks"] * 5 - 4),
                "facilitator": random.choice(managers[council["region"]]),
                "team": [peer["id"] for peer in random.sample(given["peers"], size)],
            }
            for council in given["councils"]
        }
        kinds.update(rule for rule, _ in agree(given, document))
    assert len(kinds) > 12


@pytest.fixture(scope="module")
def good() -> tuple[dict[str, Any], dict[str, Any]]:
    given = instance("A1_region_small")
    return given, document_of(search(problem_from(given), Effort(seconds=4)).plan)


def test_a_found_plan_passes_both_checks(good: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert agree(*good) == set()


def breaks(given: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """A plan for each rule that is broken on purpose, by a name."""
    hosts = sorted(document)
    first, second = hosts[0], hosts[1]
    peers = {peer["id"]: peer for peer in given["peers"]}
    made: dict[str, Any] = {}

    def plant(name: str, **changes: Any) -> dict[str, Any]:
        made[name] = deepcopy(document)
        made[name][first] |= changes
        return made[name]

    team = document[first]["team"]
    start = document[first]["start"]
    roles = {role: [p for p in team if peers[p]["role"] == role] for role in ("DCS", "AD", "LM", "SP")}
    plant("leaves its week", start=start - start % 5 + 3)
    plant("before the round", start=-5)
    plant("after the round", start=given["weeks"] * 5)
    plant("nobody's manager", facilitator="nobody")
    plant("three on the team", team=team[:3])
    plant("one twice", team=[*team[:3], team[0]])
    plant("no lead", team=[p for p in team if p not in roles["DCS"]] + _other(peers, team, "AD"))
    plant("no lead member", team=[p for p in team if p not in roles["LM"]] + _other(peers, team, "AD"))
    plant("two leads", team=[*[p for p in team if p not in roles["LM"]], *_other(peers, team, "DCS")])
    without = [p for p in team if p not in roles["AD"]]
    plant(
        "no director's deputy",
        team=(without + [p for _ in roles["AD"] for p in _other(peers, [*without], "SP")])[:4],
    )
    own = [p["id"] for p in given["peers"] if p["council"] == first]
    plant("own council", team=[*team[:3], own[-1]])
    for week in range(given["weeks"]):
        plant(f"week {week}", start=5 * week)
    plant("same day as another", start=document[second]["start"])
    made["a host without a visit"] = {k: v for k, v in document.items() if k != first}
    for n, other in enumerate(hosts[1:]):
        made[f"team of {n}"] = deepcopy(document) | {
            first: document[first] | {"team": document[other]["team"]}
        }
    return made


def _other(peers: dict[str, Any], team: list[str], role: str) -> list[str]:
    return [next(id for id, peer in peers.items() if peer["role"] == role and id not in team)]


def test_planted_breaks_are_all_caught_alike(good: tuple[dict[str, Any], dict[str, Any]]) -> None:
    given, document = good
    planted = breaks(given, document)
    caught = {name: agree(given, broken) for name, broken in planted.items()}
    assert len(planted) >= 24
    assert sum(bool(found) for found in caught.values()) >= 24
    assert {rule for found in caught.values() for rule, _ in found} >= {
        "every-council-visited", "visit-in-one-week", "facilitator", "team-size", "team-roles", "not-own-council",
        "peer-max-visits", "host-available", "min-gap",
    }  # fmt: skip
