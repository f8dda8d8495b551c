"""Submissions a second here and in pretalx's feedback form: same web server settings, same PostgreSQL, in turns.

Run it from the root of this project with its own Python. README.md in this folder says how pretalx is prepared.
    PYTHONPATH=. python docs/measurements/against_pretalx.py PRETALX_PYTHON PRETALX_CFG TALK_CODE OUR_EMPTY_DATABASE_URL
"""

from __future__ import annotations

import http.client
import os
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

from peerchallenge.benchmark.load import Post, post_all
from peerchallenge.local.ports import free_port
from peerchallenge.local.processes import Child, wait_until
from peerchallenge.local.programs import web_command
from peerchallenge.management.commands.benchmark import inside
from peerchallenge.testing.installation import Installation

ROUNDS, EACH = 3, 150
SECRET = "a" * 32


class Pretalx:
    """pretalx behind the same server command as ours, and its feedback form."""

    def __init__(self, python: str, settings: str, talk: str, folder: Path) -> None:
        self.port, self.path = free_port(), f"/ev/talk/{talk}/feedback/"
        command = [python, *web_command(self.port)[1:]]
        command[command.index("peerchallenge.wsgi:application")] = "pretalx.wsgi:application"
        environment = {**os.environ, "PRETALX_CONFIG_FILE": settings}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.web = Child("pretalx", command, folder / "pretalx.log", environment, folder)

    def answers(self) -> bool:
        """Whether its form opens."""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            connection.request("GET", self.path, headers={"Host": "127.0.0.1"})
            return connection.getresponse().status == 200
        except OSError:
            return False

    def submit(self, number: int) -> float:
        """Submissions a second, posted as ours are."""
        form = {"review": "The pack came late, cost was no problem.", "csrfmiddlewaretoken": SECRET}
        post = Post(self.path, form, cookie=f"pretalx_csrftoken={SECRET}")
        return post_all(self.port, [post] * number).per_second


def main(python: str, settings: str, talk: str, database: str) -> None:
    """Measure both in turns, and print the median round of each."""
    with tempfile.TemporaryDirectory(prefix="against-") as name:
        theirs = Pretalx(python, settings, talk, Path(name))
        ours = Installation(Path(name), database, "redis://127.0.0.1:1/0", "peerchallenge.benchmark.settings")
        try:
            ours.manage("migrate", "-v", "0")
            ours.manage("collectstatic", "--noinput", "-v", "0")
            ours.manage("load_sample")
            tokens = inside(ours, f"drafts({(ROUNDS + 1) * EACH})")["tokens"]
            ours.start_web()
            theirs.web.start()
            wait_until(theirs.answers, theirs.web, seconds=120)
            _compare(ours, theirs, tokens)
        finally:
            theirs.web.stop()
            ours.stop()


def _compare(ours: Installation, theirs: Pretalx, tokens: list[str]) -> None:
    sends = [Post(f"/feedback/{token}/check/", {"consent": "none", "key": str(uuid4())}) for token in tokens]
    rates: list[tuple[float, float]] = []
    for start in range(0, len(sends), EACH):
        here = post_all(ours.port, sends[start : start + EACH]).per_second
        rates.append((here, theirs.submit(EACH)))
    print("submissions a second, the first round to warm up: here, pretalx, ratio")
    for here, there in rates:
        print(f"{here:8.0f} {there:8.0f} {here / there:8.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
