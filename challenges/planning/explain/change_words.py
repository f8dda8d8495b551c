"""Changes in plain words: what to do so that a plan exists."""

from __future__ import annotations

from collections.abc import Mapping

from challenges.planning.check import unavailable
from challenges.planning.explain.loosened import WAIVED, Bend
from challenges.planning.explain.words import KEPT, name, person
from challenges.planning.problem import Problem, week_of
from challenges.planning.solve.model import STAYS


def change_text(problem: Problem, bend: Bend, amount: int, weeks: Mapping[str, int]) -> str:
    """What to do. `weeks` are those in which hosts are visited after the change."""
    rule, about = bend
    if about == WAIVED:
        return f"Leave off for this round that {KEPT[rule]}."
    if rule == "cross-region-share":
        return f"Have {_counted(amount, 'visit')} fewer led from another region."
    if rule in ("visits-per-week", "facilitator"):
        more = "more visit" if rule == "visits-per-week" else "more programme manager"
        return f"Allow {_counted(amount, more)} in week {int(about[1]) + 1}."
    if rule in ("peer-max-visits", "peer-days"):
        unit = "more visit" if rule == "peer-max-visits" else "more day"
        return f"Ask {person(problem, problem.peer(about[0]))} for {_counted(amount, unit)}."
    if rule in ("peer-day-cap", "max-leads"):
        unit = "more peer day" if rule == "peer-day-cap" else "more lead"
        return f"Ask {name(problem.council(about[0]))} for {_counted(amount, unit)}."
    return _of_visit(problem, rule, about, weeks)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'s' if number > 1 else ''}"


def _of_visit(problem: Problem, rule: str, about: tuple[str, ...], weeks: Mapping[str, int]) -> str:
    host = name(problem.council(about[0]))
    if rule == "host-available":
        council, day = problem.council(about[0]), int(about[1])
        block = unavailable(council.blocks, range(day, day + council.days))
        return f"Ask {host} to host in week {week_of(day) + 1} all the same ({block.why if block else 'blocked'})."
    if rule == "peer-available":
        week = weeks[about[0]] + 1
        return f"Ask {person(problem, problem.peer(about[1]))} to be free for {host} in week {week}."
    if rule == "kept":
        return _of_kept(problem, about, host)
    sentences = {
        "team-roles": f"Find somebody else in the role “{about[-1]}” for {host}.",
        "expertise": f"Let {host} be visited without anybody who knows “{about[-1]}”.",
        "repeat-challenger": f"Let {_who(problem, about[1])} lead at {host} again.",
        "region": f"Let {_who(problem, about[1])} come to {host} from another region.",
        "max-same-council": f"Allow one more of {_who(problem, about[1])} at {host}.",
        "min-gap": f"Let {host} and {_who(problem, about[1])} visit each other’s weeks more closely.",
        "no-reciprocal": f"Let {host} and {_who(problem, about[1])} challenge each other.",
    }
    return sentences[rule]


def _of_kept(problem: Problem, about: tuple[str, ...], host: str) -> str:
    if about[-1] == STAYS:
        return f"Let {host} be visited without {_who(problem, about[1])}, which was settled."
    if about[1].isdigit() and about[0] in problem.keeps.starts:
        return f"Let the visit to {host} move to week {week_of(int(about[1])) + 1}."
    return f"Let {_who(problem, about[1])} come to {host}, which was ruled out."


def _who(problem: Problem, id: str) -> str:
    """A council or a person by their id; anything else as it is."""
    council = next((each for each in problem.councils if each.id == id), None)
    peer = next((each for each in problem.peers if each.id == id), None)
    return name(council) if council else person(problem, peer) if peer else id
