"""The pytest plugin of this project, loaded by `pytest.ini` before Django reads its settings.

A test run keeps its data in a temporary folder and speaks to no broker unless a test asks for one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

pytest_plugins = ["peerchallenge.testing.services", "peerchallenge.testing.browser"]

# Tests of these kinds share a session's servers, so that under xdist they run in one process, in turn.
ONE_AT_A_TIME = ("browser", "celery", "fault", "pdf")
NO_BROKER = "redis://127.0.0.1:1/0"
FOLDER = tempfile.mkdtemp(
    prefix="peerchallenge-test-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None
)

os.environ.setdefault("REDIS_URL", NO_BROKER)
os.environ["DATA_DIR"] = FOLDER


def pytest_sessionstart() -> None:
    """Put SQLite's test database into a file, so that a worker process can open it too."""
    from django.db import connections  # noqa: PLC0415 - settings are not read yet when plugins load

    default = connections["default"]
    if default.vendor == "sqlite":
        default.settings_dict["TEST"]["NAME"] = str(Path(FOLDER) / "test.sqlite3")


def pytest_unconfigure() -> None:
    """Remove this process's data."""
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Group the tests that share servers, and skip those that need PostgreSQL on a run without it."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith(("postgres:", "postgresql:"))
    for item in items:
        if any(item.get_closest_marker(name) for name in ONE_AT_A_TIME):
            item.add_marker(pytest.mark.xdist_group("servers"))
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: runs in the second half of ./test"))
