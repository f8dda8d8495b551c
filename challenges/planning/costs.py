"""What each preference costs, in points: 0 is as wished, more is worse. One definition for search, check and page."""

from __future__ import annotations

from challenges.planning.problem import Council, Peer, Problem, week_of

STRONG = 80
UNKNOWN = 50


def neighbour(problem: Problem, host: Council, lead: Peer) -> int:
    """How unlike the lead's council is (0 to 100), times its weight; the other way round where contrast is wished."""
    unknown = 0 if host.id == lead.council else UNKNOWN
    differs = problem.difference.get((host.id, lead.council), unknown)
    return problem.weights.neighbour * (100 - differs if problem.weights.unlike else differs)


def focus(problem: Problem, host: Council, lead: Peer) -> int:
    """How far the lead's council falls short of being strong in what the host asks about, more where need is great."""
    if not host.key_lines:
        return 0
    strengths = problem.council(lead.council).strengths
    short = sum(max(0, STRONG - strengths.get(line, UNKNOWN)) for line in host.key_lines) // len(
        host.key_lines
    )
    return problem.weights.focus * host.need * short // 4


def travel(problem: Problem, host: Council, peer: Peer) -> int:
    """How far the peer travels (0 to 100), times its weight."""
    return problem.weights.travel * problem.travel.get((host.id, peer.council), 0)


def expertise(problem: Problem, host: Council, peer: Peer) -> int:
    """20 where a peer who does not lead knows nothing of what the host asks about."""
    useful = peer.role == problem.rules.lead or peer.expertise & set(host.key_lines)
    return 0 if useful else problem.weights.expertise * 20


def politics(problem: Problem, host: Council, peer: Peer) -> int:
    """10 where a lead member is of another party than the host's leadership. Off where parties are not known."""
    if not peer.party or not host.party or peer.party == host.party:
        return 0
    return problem.weights.politics * 10


def early(problem: Problem, host: Council, start: int) -> int:
    """Later weeks cost more where need is greater."""
    return problem.weights.early_for_need * (host.need - 1) * week_of(start)


def preferred(problem: Problem, host: Council, start: int) -> int:
    """The price of a week that the host did not name; nothing where it named none."""
    if not host.preferred_weeks or week_of(start) in host.preferred_weeks:
        return 0
    return problem.weights.not_preferred_week


def of_place(problem: Problem, host: Council, peer: Peer) -> dict[str, int]:
    """Every preference that a peer on a host's team costs."""
    leads = peer.role == problem.rules.lead
    return {
        "neighbour": neighbour(problem, host, peer) if leads else 0,
        "focus": focus(problem, host, peer) if leads else 0,
        "travel": travel(problem, host, peer),
        "expertise": expertise(problem, host, peer),
        "politics": politics(problem, host, peer),
    }


def of_start(problem: Problem, host: Council, start: int) -> dict[str, int]:
    """Every preference that a host's first day costs."""
    return {
        "early_for_need": early(problem, host, start),
        "not_preferred_week": preferred(problem, host, start),
    }
