"""Installations copied from patterns, since to migrate and to load the sample takes longer than most tests."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from peerchallenge.testing.installation import Installation
from peerchallenge.testing.postgres import PostgresServer


@dataclass(frozen=True)
class Pattern:
    """What others are copied from: an installation's folder, and its database where that is PostgreSQL's."""

    folder: Path
    database: str = ""


@dataclass
class Sites:
    """Makes installations that share a Redis and the collected static files. A pattern is made once for each kind of
    database, with the sample and without it."""

    folders: pytest.TempPathFactory
    redis_url: str
    static: Path
    patterns: dict[tuple[bool, bool], Pattern] = field(default_factory=dict)

    def make(self, server: PostgresServer | None, *, sample: bool) -> Installation:
        """A migrated installation, with the sample or empty, on a database of its own; nothing is started."""
        kind = (server is not None, sample)
        if kind not in self.patterns:
            self.patterns[kind] = self._pattern(server, sample)
        pattern = self.patterns[kind]
        folder = self.folders.mktemp("site")
        shutil.copytree(pattern.folder, folder, dirs_exist_ok=True)
        (folder / "static").symlink_to(self.static)
        database = f"site_{uuid.uuid4().hex[:12]}"
        url = server.create_database(database, pattern.database) if server else _sqlite(folder)
        return Installation(folder, url, self.redis_url)

    def _pattern(self, server: PostgresServer | None, sample: bool) -> Pattern:
        folder = self.folders.mktemp("pattern")
        database = f"pattern_{uuid.uuid4().hex[:12]}" if server else ""
        url = server.create_database(database) if server else _sqlite(folder)
        site = Installation(folder, url, self.redis_url)
        site.manage("migrate", "-v", "0")
        if sample:
            site.manage("load_sample")
        return Pattern(folder, database)


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'db.sqlite3'}"
