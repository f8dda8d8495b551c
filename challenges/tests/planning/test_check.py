"""What a broken rule says."""

from __future__ import annotations

import pytest

from challenges.planning.check import violations
from challenges.planning.problem import Visit
from challenges.tests.planning.instances import small_round


@pytest.mark.parametrize(
    ("week", "said"), [(5, "in the week of"), (6, "1 week from"), (2, "3 weeks from"), (9, "")]
)
def test_the_gap_between_giving_and_hosting_is_said_in_weeks(week: int, said: str) -> None:
    problem = small_round(min_gap_weeks=4)
    plan = {
        "C0": Visit(5 * 5, None, ("C1-0", "C1-1", "C1-4")),
        "C1": Visit(week * 5, None, ("C2-0", "C2-1", "C2-4")),
    }
    gaps = [broken.text for broken in violations(problem, plan) if broken.rule == "min-gap"]
    assert gaps == ([f"Council C1 gives peers to Council C0 {said} its own visit."] if said else [])
