"""The data folder of a local installation: one server at a time, private to its owner, with room to write."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shutil
from pathlib import Path

NEEDED_SPACE = 200_000_000  # bytes
SAMPLE, EMPTY = "sample", "empty"


class Refused(Exception):
    """The product cannot start here; the message says what to do."""


class Place:
    """The folder `var/` and what is kept in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.logs = folder / "log"
        self.processes = folder / "run"
        self._lock: int | None = None

    def open(self) -> None:
        """Make the folders and take the lock. Raises Refused where another server runs, or nothing can be written."""
        try:
            for folder in (self.folder, self.logs, self.processes, self.folder / "mail"):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._take_lock()
        except BlockingIOError:
            raise Refused(
                f"The product is already running from {self.folder}. Stop that one first."
            ) from None
        except OSError as error:
            raise Refused(
                f"{self.folder} cannot be written: {error.strerror}. Give this user the folder."
            ) from None
        self._check_space()

    def secret_key(self) -> str:
        """The secret of this installation, made at the first start and readable by its owner only."""
        path = self.folder / "secret-key"
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(64))
        return path.read_text().strip()

    def first_start(self) -> str:
        """What the first start put in: SAMPLE, EMPTY, or nothing ("") where there was none yet."""
        path = self.folder / "first-start"
        return path.read_text().strip() if path.exists() else ""

    def remember_first_start(self, what: str) -> None:
        """Note that the first start is done and what it put in."""
        (self.folder / "first-start").write_text(f"{what}\n")

    def static_is_current(self, sources: Path) -> bool:
        """Whether the collected static files were made from `sources` as they are now."""
        stamp = self.folder / "static" / ".stamp"
        return stamp.exists() and stamp.read_text() == _digest(sources)

    def remember_static(self, sources: Path) -> None:
        """Note what the collected static files were made from."""
        (self.folder / "static" / ".stamp").write_text(_digest(sources))

    def note_process(self, name: str, pid: int) -> None:
        """Keep the process id of a child for whoever looks."""
        (self.processes / f"{name}.pid").write_text(f"{pid}\n")

    def forget_processes(self) -> None:
        """Remove the process ids; nothing runs any more."""
        for path in self.processes.glob("*.pid"):
            path.unlink(missing_ok=True)

    def _take_lock(self) -> None:
        self._lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _check_space(self) -> None:
        free = shutil.disk_usage(self.folder).free
        if free < NEEDED_SPACE:
            raise Refused(
                f"The disk of {self.folder} is full: {free // 1_000_000} MB are free, "
                f"{NEEDED_SPACE // 1_000_000} MB are needed. Free some space, or set DATA_DIR to another disk."
            )


def _digest(sources: Path) -> str:
    """A digest of names, sizes and times: quick, and right whenever a build or a checkout wrote a file."""
    digest = hashlib.sha256()
    for path in sorted(path for path in sources.rglob("*") if path.is_file()):
        facts = path.stat()
        digest.update(f"{path.relative_to(sources)}|{facts.st_size}|{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
