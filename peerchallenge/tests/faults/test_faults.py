"""Real processes are killed while 200 people submit: nothing acknowledged is lost, and every count catches up."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from peerchallenge.testing.installation import Installation
from peerchallenge.testing.services import MakeSite
from peerchallenge.tests.faults.submitting import Stakeholder

pytestmark = pytest.mark.fault
PEOPLE, THREADS, CATCH_UP = 200, 4, 30


def ask(site: Installation, call: str) -> list[str]:
    """What a function of the scenario prints inside the installation."""
    return site.manage(
        "shell", "-v", "0", "-c", f"from peerchallenge.testing.scenario import *; {call}"
    ).split("\n")


def state(site: Installation) -> dict[str, Any]:
    """What the installation's database holds."""
    return json.loads(next(line for line in ask(site, "print_state()") if line.startswith("{")))


def people(site: Installation, number: int) -> list[Stakeholder]:
    """As many people with links."""
    return [Stakeholder(site.url, line) for line in ask(site, f"print_tokens({number})") if "-" in line][
        :number
    ]


def caught_up(site: Installation, since: float) -> dict[str, Any]:
    """The state once findings equal a recount, or at the end of the time allowed."""
    while True:
        now = state(site)
        if now["equal"] or time.monotonic() > since + CATCH_UP:
            return now
        time.sleep(1)


@pytest.mark.postgres
def test_nothing_acknowledged_is_lost(
    make_live_site: MakeSite, redis_server: Any, postgres_server: Any
) -> None:
    site = make_live_site(database="postgres")
    site.start_web()
    site.start_worker()
    site.start_beat()
    stakeholders = people(site, PEOPLE)
    until = time.monotonic() + 100
    with ThreadPoolExecutor(THREADS + 1) as pool:
        work = [pool.submit(each.answer, until) for each in stakeholders]
        wait_for(stakeholders, 40)
        site.worker.kill()
        wait_for(stakeholders, 80)
        redis_server.kill()
        wait_for(stakeholders, 110)
        postgres_server.restart(mode="immediate")
        redis_server.start()
        site.start_worker()
        wait_for(stakeholders, 150)
        site.worker.kill()
        site.start_worker()
        last_fault = time.monotonic()
        for each in work:
            each.result()
    acknowledged = {each.token.split("-")[0] for each in stakeholders if each.acknowledged}
    held = caught_up(site, last_fault)
    assert len(acknowledged) == PEOPLE
    assert acknowledged - set(held["codes"]) == set()
    assert (held["receipts"], held["responses"], held["revisions"]) == (PEOPLE, PEOPLE, PEOPLE)
    assert (held["equal"], held["respondents"]) == (True, PEOPLE)


def wait_for(stakeholders: list[Stakeholder], number: int) -> None:
    """Until as many have been acknowledged, or 30 seconds have gone."""
    until = time.monotonic() + 30
    while sum(each.acknowledged for each in stakeholders) < number and time.monotonic() < until:
        time.sleep(0.05)


@pytest.mark.once
def test_a_broker_that_is_away_delays_nobody(make_live_site: MakeSite, redis_server: Any) -> None:
    site = make_live_site(database="sqlite")
    site.start_web()
    stakeholder = people(site, 1)[0]
    redis_server.kill()
    stakeholder.answer(time.monotonic() + 10)
    assert stakeholder.acknowledged
    assert stakeholder.seconds < 1
    assert state(site)["sent"] == 1
    redis_server.start()
    site.start_worker()
    site.start_beat()
    assert caught_up(site, time.monotonic())["equal"] is True
