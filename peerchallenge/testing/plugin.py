"""The pytest plugin of this project, loaded by `pytest.ini` before Django reads its settings.

A test run keeps its data in a temporary folder and speaks to no broker unless a test asks for one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerchallenge.testing.browser import axe, browser, browser_page, phone_page
from peerchallenge.testing.services import (
    celery_worker_process,
    collected_static,
    live_site,
    make_live_site,
    postgres_server,
    redis_broker,
    redis_server,
)

__all__ = [
    "axe",
    "browser",
    "browser_page",
    "celery_worker_process",
    "collected_static",
    "live_site",
    "make_live_site",
    "phone_page",
    "postgres_server",
    "redis_broker",
    "redis_server",
]

# Tests of one such kind share a session's servers, so that under xdist they run in one process, in turn.
ONE_AT_A_TIME = ("browser", "celery", "fault", "pdf")
NO_BROKER = "redis://127.0.0.1:1/0"

os.environ.setdefault("REDIS_URL", NO_BROKER)
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="peerchallenge-test-"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Group the tests that share servers, and skip those that need PostgreSQL on a run without it."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith(("postgres:", "postgresql:"))
    for item in items:
        if any(item.get_closest_marker(name) for name in ONE_AT_A_TIME):
            item.add_marker(pytest.mark.xdist_group("servers"))
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: runs in the second half of ./test"))


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A place for this run's SQLite file, in memory where the machine has a folder for that."""
    with tempfile.TemporaryDirectory(prefix="peerchallenge-db-", dir=_memory_folder()) as folder:
        yield Path(folder) / "test.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(sqlite_file: Path, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Put SQLite's test database into a file, so that a worker process can open it too."""
    from django.db import connections  # noqa: PLC0415 - settings are not read yet when plugins load

    default = connections["default"]
    if default.vendor == "sqlite":
        default.settings_dict["TEST"]["NAME"] = str(sqlite_file)


def _memory_folder() -> str | None:
    shared = Path("/dev/shm")  # a file system in memory on Linux
    return str(shared) if os.access(shared, os.W_OK) else None
