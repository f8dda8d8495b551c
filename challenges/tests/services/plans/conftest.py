"""A round that is ready to be planned, and who manages it."""

from __future__ import annotations

from datetime import date

import pytest

from challenges.models import (
    ChallengeRound,
)
from challenges.tests import factories as when
from councils.actor import Actor
from councils.tests import factories as who

COUNCILS = ("Kent", "Medway", "Oxfordshire", "Hampshire", "Surrey", "East Sussex")
ROLES = ("lead", "operational", "operational", "operational", "specialist")


@pytest.fixture
def round() -> ChallengeRound:
    """Six councils that host and lend five peers each, the round not begun."""
    made = when.challenge_round(
        state="planning", first_week=date(2027, 9, 6), last_week=date(2028, 2, 28), start_year=2027
    )
    for name in COUNCILS:
        part = when.participation(made, who.council(name), theme="Neglect")
        for role in ROLES:
            when.offer(part, who.person(at=part.council), role=role)
    return made


@pytest.fixture
def manager(round: ChallengeRound) -> Actor:
    return who.manager(round.regions.get())
