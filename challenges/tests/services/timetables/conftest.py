"""The visit to Kent, bare and ready for a timetable, and who manages it."""

from __future__ import annotations

import pytest

from challenges.models import Challenge
from challenges.tests.services.visits.visits import kent_visit, ready_visit
from councils.actor import Actor
from councils.tests import factories as who


@pytest.fixture
def manager() -> Actor:
    return who.manager()


@pytest.fixture
def challenge() -> Challenge:
    return kent_visit()


@pytest.fixture
def ready(manager: Actor) -> Challenge:
    return ready_visit(manager)
