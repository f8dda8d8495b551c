"""One child process: started in a group of its own, watched, and stopped with all that it started."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1  # prctl(2): the signal a child gets when its parent is gone
LOG_LIMIT = 10_000_000  # bytes


class ProcessFailed(Exception):
    """A program could not be started, or ended before it was ready; the message is for people."""


@dataclass
class Child:
    """A program that runs beside this one. `user` and `group` only work for root."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] | None = None
    folder: Path | None = None
    user: int | None = None
    group: int | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start the program, its output appended to the log."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=None if self.environment is None else dict(self.environment),
                cwd=self.folder,
                user=self.user,
                group=self.group,
                extra_groups=None if self.user is None else [],
                start_new_session=True,
                preexec_fn=_die_with_parent(self.stop_signal),
            )

    @property
    def pid(self) -> int:
        """The process id of the started program."""
        if self.process is None:
            raise ProcessFailed(f"{self.name} has not been started.")
        return self.process.pid

    def running(self) -> bool:
        """Whether the program is started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def stop(self, grace: float = 10) -> None:
        """Ask the program to end, and kill its whole group if it has not within `grace` seconds."""
        self.send(self.stop_signal)
        self.wait(grace)
        self.kill()

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program alone."""
        if self.running():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def wait(self, seconds: float) -> bool:
        """Wait for the end; whether it came within `seconds`."""
        if self.process is None:
            return True
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """Kill the program and everything in its group at once, as a crash of the machine would."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_words(self, lines: int = 12) -> str:
        """The end of the log, to be shown where something went wrong."""
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        return ""


def wait_until(ready: Callable[[], bool], child: Child, seconds: float) -> None:
    """Return when `ready()` holds. Raises ProcessFailed with the child's last words when it ends or takes too long."""
    deadline = time.monotonic() + seconds
    while not ready():
        if not child.running():
            raise ProcessFailed(f"{child.name} ended at once. The end of {child.log}:\n{child.last_words()}")
        if time.monotonic() > deadline:
            raise ProcessFailed(f"{child.name} is not ready after {seconds:.0f} seconds; see {child.log}.")
        time.sleep(0.05)


def turn_over(log: Path) -> None:
    """Start a new log file where the old one has grown large; one old one is kept."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".old.log"))


def _die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """What a child does before it runs its program, so that no child outlives a killed parent (Linux only)."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return lambda: library.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
