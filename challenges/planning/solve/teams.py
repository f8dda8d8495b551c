"""Who makes up a team, as rows of the model."""

from __future__ import annotations

from collections import defaultdict

from challenges.planning.problem import Council
from challenges.planning.solve.variables import Var, Variables


def constrain(model: Variables) -> None:
    """A team's size, its roles, what its members know, and how many come from one council."""
    for host in model.free:
        for peer, var in model.members(host):
            if model.fixed.open_roles is not None and peer.role not in model.fixed.open_roles:
                model.cp.add(var == 1)
        model.size(host)
        for role, (fewest, most) in model.rules.team.items():
            there = [var for _, var in model.members(host, role)]
            model.cp.add(sum(there) <= most)
            if fewest:
                model.least("team-roles", (host.id, role), there, fewest)
        for line in host.key_lines if model.rules.cover_key_lines else ():
            knowing = [var for peer, var in model.members(host) if line in peer.expertise]
            model.least("expertise", (host.id, line), knowing, 1)
        if model.rules.max_same_council:
            _same_council(model, host, model.rules.max_same_council)


def _same_council(model: Variables, host: Council, most: int) -> None:
    lent: dict[str, list[Var]] = defaultdict(list)
    for peer, var in model.members(host):
        lent[peer.council].append(var)
    for council, vars in lent.items():
        if len(vars) > most:
            model.most("max-same-council", (host.id, council), vars, most)
