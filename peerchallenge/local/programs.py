"""The command lines of the product's own processes. The web server keeps no access log: addresses hold links."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from peerchallenge.local.ports import LOOPBACK


def web_command(port: int) -> list[str]:
    """gunicorn with threads: 2 processes of 4, the application loaded once before they part."""
    shape = [
        "--preload",
        "--worker-class",
        "gthread",
        "--workers",
        "2",
        "--threads",
        "4",
        "--graceful-timeout",
        "5",
    ]
    quiet = ["--no-control-socket", "--log-level", "warning"]
    memory = ["--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []
    bind = ["--bind", f"{LOOPBACK}:{port}"]
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "peerchallenge.wsgi:application",
        *shape,
        *quiet,
        *memory,
        *bind,
    ]


def worker_command() -> list[str]:
    """A Celery worker with 2 processes. Its parent keeps the process id, hence no pid file of its own."""
    chatter = ["--without-gossip", "--without-mingle"]
    return [*_celery(), "worker", "--concurrency", "2", "--loglevel", "info", "--pidfile=", *chatter]


def beat_command(schedule: Path) -> list[str]:
    """The scheduler, with its memory of last runs in `schedule`."""
    return [*_celery(), "beat", "--loglevel", "info", "--pidfile=", "--schedule", str(schedule)]


def _celery() -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "peerchallenge"]
