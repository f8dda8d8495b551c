"""Ten thousand reminders while the worker is killed: nobody is mailed twice, nobody is left out."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from peerchallenge.testing.installation import Installation
from peerchallenge.testing.services import MakeSite
from peerchallenge.testing.smtp import MailSink

pytestmark = [pytest.mark.fault, pytest.mark.postgres]
PEOPLE, SENDERS = 10_000, 2
PATIENCE = 240  # seconds: a guard; what it takes is printed (`-s`), as a busy machine says nothing of it


@pytest.fixture
def sink(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailSink]:
    server = MailSink()
    monkeypatch.setenv("EMAIL_URL", server.url)
    monkeypatch.setenv("MAIL_PER_MINUTE", "1000000")
    yield server
    server.stop()


def ask(site: Installation, call: str) -> dict[str, Any]:
    """What a function of the scenario prints as JSON inside the installation."""
    code = f"from peerchallenge.testing.scenario import *; {call}"
    printed = site.manage("shell", "-v", "0", "-c", code).split("\n")
    return dict(json.loads(next(line for line in printed if line.startswith("{"))))


def wait_for(sink: MailSink, number: int, seconds: float) -> None:
    until = time.monotonic() + seconds
    while len(sink.keys) < number and time.monotonic() < until:
        time.sleep(0.1)


def test_ten_thousand_reminders_across_a_killed_worker(make_live_site: MakeSite, sink: MailSink) -> None:
    site = make_live_site(database="postgres")
    ask(site, f"print_reminders_due({PEOPLE})")
    site.start_worker()
    site.start_beat()
    started = time.monotonic()
    ask(site, "ask_for_reminders()")
    wait_for(sink, PEOPLE // 4, PATIENCE)
    site.worker.kill()
    reached = len(sink.keys)
    site.start_worker()
    wait_for(sink, PEOPLE - SENDERS, PATIENCE)
    seconds = time.monotonic() - started
    time.sleep(2)
    states = ask(site, "print_mail_states()")
    taken = Counter(sink.keys)
    assert PEOPLE // 4 <= reached < PEOPLE
    assert [key for key, times in taken.items() if times > 1] == []
    in_doubt = set(states["in_doubt"])
    assert len(in_doubt) <= SENDERS
    assert set(states["sent"]) - set(taken) == set()
    assert len(set(taken) | in_doubt) == PEOPLE
    assert states["waiting"] == 0
    print(f"\n{PEOPLE} reminders across a kill: {seconds:.0f} s")  # noqa: T201
