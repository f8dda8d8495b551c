"""Rules and clashes in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from challenges.planning.problem import Council, Peer, Problem, week_of
from challenges.planning.solve.options import Options

FEW = 3
KEPT = {
    "conflict": "nobody goes where a conflict is declared or where they said no",
    "cross-region-share": "enough visits are led from another region",
    "expertise": "somebody on the team knows each key line of enquiry",
    "facilitator": "a programme manager of the region is on site at every visit",
    "host-available": "hosts are visited on days that suit them",
    "kept": "what was settled stays",
    "max-leads": "no council leads too many visits",
    "max-same-council": "no more people of one council are on a team than the round allows",
    "min-gap": "nobody gives within the weeks around their own council’s visit",
    "no-reciprocal": "two councils do not challenge each other",
    "peer-available": "peers come on days on which they can",
    "peer-day-cap": "no council gives more days than it offered",
    "peer-days": "no peer gives more days than they offered",
    "peer-max-visits": "no peer makes more visits than they offered",
    "peer-two-places": "nobody is at two visits on one day",
    "region": "people stay in their region",
    "repeat-challenger": "no council leads again where it led lately",
    "team-roles": "every team has its roles filled",
    "visits-per-week": "a region has no more visits in a week than it allows",
}
OF_DATES = {
    "host-available",
    "min-gap",
    "visits-per-week",
    "facilitator",
    "peer-available",
    "peer-two-places",
}


def clash_text(problem: Problem, hosts: Sequence[Council], rules: Iterable[str]) -> str:
    """What clashes at these hosts, and how little each of them has to choose from where that matters."""
    listed = [KEPT[rule] for rule in rules]
    these = f"{names(problem, [host.id for host in hosts])} cannot be planned"
    head = these if len(hosts) == 1 else f"{these} together"
    facts: dict[str, list[str]] = {}
    for host in hosts:
        for fact in _facts(problem, host, set(rules)):
            facts.setdefault(fact, []).append(name(host))
    told = " ".join(fact.format(joined(where)) for fact, where in facts.items())
    return f"{head} where {joined(listed)}. {told}".strip()


def _facts(problem: Problem, host: Council, rules: set[str]) -> Iterator[str]:
    """Sentences with {} for the host, or for all the hosts of which the same is to be said."""
    options = Options(problem)
    weeks = sorted({week_of(day) for day in options.starts(host)})
    if rules & OF_DATES and len(weeks) <= FEW:
        numbers = joined([str(week + 1) for week in weeks])
        yield f"{{}} can host only in week{'s' if len(weeks) > 1 else ''} {numbers}."
    for role, (fewest, _) in problem.rules.team.items() if "team-roles" in rules else ():
        able = [peer for peer in options.peers(host) if peer.role == role]
        if fewest and len(able) <= FEW:
            yield f"In the role “{_plain(role)}” only {_people(problem, able)} may come to {{}}."
    for line in host.key_lines if "expertise" in rules else ():
        able = [peer for peer in options.peers(host) if line in peer.expertise]
        if len(able) <= FEW:
            know = "knows" if len(able) < 2 else "know"
            yield f"Of those who may come to {{}} only {_people(problem, able)} {know} “{_plain(line)}”."


def name(council: Council) -> str:
    """A council as people call it."""
    return council.name or council.id


def names(problem: Problem, ids: Iterable[str]) -> str:
    """Councils by their ids, as a list in words."""
    return joined([name(problem.council(id)) for id in ids])


def person(problem: Problem, peer: Peer) -> str:
    """A peer with their council."""
    return f"{peer.name or peer.id} ({name(problem.council(peer.council))})"


def _people(problem: Problem, peers: list[Peer]) -> str:
    people = joined([person(problem, peer) for peer in peers]) or "nobody"
    return _plain(people)


def _plain(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def joined(words: Sequence[str]) -> str:
    """Words as a list: "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
