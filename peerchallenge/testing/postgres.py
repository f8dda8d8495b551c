"""A PostgreSQL of our own on loopback, made in a temporary folder from the installed programs.

PostgreSQL refuses to run as root, so root runs it as `postgres`, or `nobody` where there is no such user.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg2
from psycopg2 import sql

from peerchallenge.local.ports import LOOPBACK, free_port
from peerchallenge.local.processes import Child, ProcessFailed, wait_until

OWNER = "peerchallenge"
STOP_SIGNALS = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}


class PostgresServer:
    """A private server with real durability (fsync on); the same port and data through every start."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._user = _unprivileged_user()
        self.folder = Path(tempfile.mkdtemp(prefix="peerchallenge-pg-", dir="/tmp"))
        self.folder.chmod(0o711)
        if self._user:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        self.port = free_port()
        self._initialise()
        self.child = self._child("postgres", self._server_options(), self.folder / "server.log")

    def start(self) -> None:
        """Start, and return when it takes connections. Raises ProcessFailed where it does not."""
        self.child.start()
        wait_until(self.answers, self.child, seconds=60)

    def stop(self) -> None:
        """End in order, without waiting for open connections."""
        self.child.stop_signal = STOP_SIGNALS["fast"]
        self.child.stop()

    def restart(self, mode: str = "fast") -> None:
        """Stop in `mode` (smart, fast, or immediate: a crash) and start again."""
        self.child.send(STOP_SIGNALS[mode])
        self.child.wait(30)
        self.child.kill()
        self.start()

    def remove(self) -> None:
        """Stop and delete the data."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def answers(self) -> bool:
        """Whether the server takes a connection."""
        try:
            psycopg2.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def url(self, database: str) -> str:
        """The address of one database, as DATABASE_URL wants it."""
        return f"postgres://{OWNER}@{LOOPBACK}:{self.port}/{database}"

    def create_database(self, name: str, pattern: str = "template1") -> str:
        """Make a database, empty unless it is to be a copy of the one called `pattern`, and return its address."""
        connection = psycopg2.connect(self.url("postgres"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            cursor.execute(create.format(sql.Identifier(name), sql.Identifier(pattern)))
        connection.close()
        return self.url(name)

    def _initialise(self) -> None:
        words = [
            "-D",
            str(self.folder / "data"),
            "-U",
            OWNER,
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        child = self._child("initdb", words, self.folder / "initdb.log")
        child.start()
        if not child.wait(60) or child.process is None or child.process.returncode:
            raise ProcessFailed(f"PostgreSQL could not be set up:\n{child.last_words()}")

    def _server_options(self) -> list[str]:
        settings = ["fsync=on", "synchronous_commit=on", "max_connections=100", "log_min_messages=warning"]
        place = [
            "-D",
            str(self.folder / "data"),
            "-k",
            str(self.folder),
            "-h",
            LOOPBACK,
            "-p",
            str(self.port),
        ]
        return place + [word for setting in settings for word in ("-c", setting)]

    def _child(self, program: str, words: list[str], log: Path) -> Child:
        return Child(
            "PostgreSQL",
            [str(self._programs / program), *words],
            log,
            environment={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            folder=self.folder,
            user=self._user.pw_uid if self._user else None,
            group=self._user.pw_gid if self._user else None,
            stop_signal=STOP_SIGNALS["fast"],
        )


def _programs() -> Path:
    """The folder of the newest installed server's programs. Raises ProcessFailed where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    raise ProcessFailed("No PostgreSQL server is installed. Install it: sudo apt-get install -y postgresql")


def _unprivileged_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def version() -> str:
    """What the installed server calls itself, for the head of a test run."""
    return subprocess.check_output([str(_programs() / "postgres"), "--version"], text=True).strip()
