"""Starts the whole product on this machine, keeps it running, and stops it: Redis, worker, beat and web server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from peerchallenge.local.place import EMPTY, SAMPLE, Place, Refused
from peerchallenge.local.ports import LOOPBACK, answers, is_taken
from peerchallenge.local.processes import Child, ProcessFailed, turn_over, wait_until
from peerchallenge.local.programs import beat_command, web_command, worker_command
from peerchallenge.local.redis import RedisServer

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 90
LONGEST_PAUSE = 30.0  # seconds between two tries to bring a child back
SETTLED = 60.0  # seconds after which a child counts as well again


class Stopped(Exception):
    """Somebody asked the product to stop."""


@dataclass
class Watched:
    """A child that is brought back when it ends, each time after a longer pause."""

    child: Child
    start: Callable[[], None]
    started: float = 0.0
    pause: float = 1.0
    due: float | None = None

    def bring_up(self, now: float) -> None:
        """Start it. Raises ProcessFailed where it does not come up."""
        self.started, self.due = now, None
        self.start()

    def look(self, now: float) -> str:
        """One look at it: what there is to say, if anything, after bringing it back where that is due."""
        if self.child.running():
            if now - self.started > SETTLED:
                self.pause = 1.0
            return ""
        if self.due is None:
            pause, self.due = self.pause, now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            self.child.kill()
            return f"{self.child.name} ended unexpectedly; starting it again in {pause:.0f} s (see {self.child.log})."
        if now < self.due:
            return ""
        return self._again(now)

    def _again(self, now: float) -> str:
        try:
            self.bring_up(now)
        except ProcessFailed:
            return f"{self.child.name} did not start again (see {self.child.log})."
        return f"{self.child.name} is running again."


class Supervisor:
    """One local installation from start to stop."""

    def __init__(self, place: Place, port: int, empty: bool) -> None:
        self.place = place
        self.port = port
        self.empty = empty
        self.address = f"http://{LOOPBACK}:{port}"
        self.environment = dict(os.environ)
        self.watched: list[Watched] = []

    def run(self) -> None:
        """Serve until stopped. Raises Refused or ProcessFailed where the product cannot start."""
        _refuse_taken(self.port)
        self.place.open()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _raise_stopped)
        try:
            self._start_everything()
            self._watch()
        except Stopped:
            print("\nStopping…", flush=True)
        finally:
            self._stop_everything()

    def _start_everything(self) -> None:
        self._set_environment()
        self._start_redis()
        self._prepare()
        self._load_sample_once()
        web = self._start_web()
        sign_ins = self._sign_ins()  # read while the web server comes up
        wait_until(self._answers, web, START_SECONDS)
        self._start_background()
        print(_welcome(self.address, sign_ins), flush=True)

    def _set_environment(self) -> None:
        own = {
            "DJANGO_SETTINGS_MODULE": "peerchallenge.settings",
            "DEPLOYMENT": "local",
            "DATA_DIR": str(self.place.folder),
            "SITE_URL": self.address,
        }
        self.environment.update(own)
        self.environment.setdefault("SECRET_KEY", self.place.secret_key())

    def _start_redis(self) -> None:
        """Start our Redis, unless REDIS_URL names one that runs elsewhere."""
        if self.environment.get("REDIS_URL"):
            return
        server = RedisServer(self.place.folder / "redis", self._log("redis"))
        self._bring_up(server.child, server.start)
        self.environment["REDIS_URL"] = server.url

    def _prepare(self) -> None:
        """Bring the database and the collected static files up to date."""
        print("Preparing the database…", flush=True)
        self._manage("migrate", "--verbosity", "0")
        if not self.place.static_is_current(ROOT / "static"):
            self._manage("collectstatic", "--noinput", "--clear", "--verbosity", "0")
            self.place.remember_static(ROOT / "static")

    def _load_sample_once(self) -> None:
        """Load the sample at the first start unless asked not to; what a first start put in stays."""
        if self.place.first_start():
            return
        if not self.empty:
            print("Loading the sample: one region, two rounds, invented people…", flush=True)
            self._manage("load_sample")
        self.place.remember_first_start(EMPTY if self.empty else SAMPLE)

    def _start_web(self) -> Child:
        """Start the web server, and return it without waiting for it."""
        web = self._child("web", web_command(self.port), PROCESS="web")
        self._bring_up(web, web.start)
        return web

    def _start_background(self) -> None:
        """Start worker and beat, after the web server: what they do can wait some seconds, a person should not."""
        worker = self._child("worker", worker_command())
        beat = self._child("beat", beat_command(self.place.folder / "beat-schedule"))
        for child in (worker, beat):
            self._bring_up(child, child.start)

    def _sign_ins(self) -> str:
        if self.place.first_start() == SAMPLE:
            return self._manage("load_sample", "--show")
        return "There is no sample. Make an account: .venv/bin/python manage.py createsuperuser"

    def _answers(self) -> bool:
        """Whether pages can be served: the health page says so."""
        if not answers(self.port):
            return False
        try:
            urllib.request.urlopen(f"{self.address}/health", timeout=5).close()  # noqa: S310 - our own address
        except OSError:  # HTTPError, a refusal, is one too
            return False
        return True

    def _manage(self, *words: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            output = (done.stdout + done.stderr).strip()
            raise ProcessFailed(f"manage.py {' '.join(words)} failed:\n{_explained(output)}")
        return done.stdout.strip()

    def _child(self, name: str, command: list[str], **extra: str) -> Child:
        return Child(name, command, self._log(name), {**self.environment, **extra}, ROOT)

    def _log(self, name: str) -> Path:
        log = self.place.logs / f"{name}.log"
        turn_over(log)
        return log

    def _bring_up(self, child: Child, start: Callable[[], None]) -> None:
        def start_and_note() -> None:
            start()
            self.place.note_process(child.name.lower(), child.pid)

        watched = Watched(child, start_and_note)
        self.watched.append(watched)
        watched.bring_up(time.monotonic())

    def _watch(self) -> None:
        while True:
            for watched in self.watched:
                said = watched.look(time.monotonic())
                if said:
                    print(said, flush=True)
            time.sleep(0.5)

    def _stop_everything(self) -> None:
        """Stop the newest child first: Redis outlives those that need it. A second Ctrl-C waits too."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for watched in reversed(self.watched):
            watched.child.stop()
        self.place.forget_processes()


def _refuse_taken(port: int) -> None:
    try:
        taken = is_taken(port)
    except PermissionError:
        raise Refused(
            f"Port {port} needs more rights than this user has. Choose one above 1023: PORT=8001 ./run"
        ) from None
    if taken:
        raise Refused(f"Port {port} is taken by another program. Choose another: PORT={port + 1} ./run")


def _raise_stopped(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _explained(output: str) -> str:
    """The output, with a sentence before it where the cause is a full disk."""
    if "No space left" in output or "disk is full" in output:
        return f"The disk is full. Free some space and start again.\n{output}"
    return output


def _welcome(address: str, sign_ins: str) -> str:
    line = "─" * 64
    running = f"Peer challenge is running at {address}/"
    return "\n".join([line, running, "", sign_ins, "", "Ctrl-C stops it; its data stays.", line])
