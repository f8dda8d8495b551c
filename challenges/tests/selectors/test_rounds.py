"""Rounds in the order in which they are listed."""

from __future__ import annotations

import pytest

from challenges.selectors.rounds.pages import rounds_for
from challenges.tests import factories as when
from councils.actor import actor_for
from councils.tests import factories as who


@pytest.mark.django_db
def test_rounds_come_newest_first_then_by_name() -> None:
    region = who.region()
    for name, year in [("Beta", 2025), ("Beta", 2026), ("Alpha", 2026), ("Gamma", 2024)]:
        when.challenge_round(region, name=name, start_year=year)
    listed = rounds_for(actor_for(who.national_staff().user))
    assert [(round.name, round.start_year) for round in listed] == [
        ("Alpha", 2026), ("Beta", 2026), ("Beta", 2025), ("Gamma", 2024),
    ]  # fmt: skip
