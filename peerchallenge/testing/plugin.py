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
# Fixtures through which a test has a database.
DATABASES = {"db", "transactional_db", "django_db_setup", "make_live_site", "postgres_server"}
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
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Group the tests that share servers, skip those that need PostgreSQL on a run without it, and leave out those that
    touch no database, or say nothing about it, on a run with it: they were run on SQLite and would say the same again.
    """
    on_postgres = os.environ.get("DATABASE_URL", "").startswith(("postgres:", "postgresql:"))
    if on_postgres:
        config.hook.pytest_deselected(items=[item for item in items if not _is_about_database(item)])
        items[:] = [item for item in items if _is_about_database(item)]
    for item in items:
        if any(item.get_closest_marker(name) for name in ONE_AT_A_TIME):
            item.add_marker(pytest.mark.xdist_group("servers"))
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: runs in the second half of ./test"))


def _is_about_database(item: pytest.Item) -> bool:
    """Whether a test has a database, by its mark, by a fixture or through processes of its own, and is about it."""
    if item.get_closest_marker("once"):
        return False
    if any(item.get_closest_marker(name) for name in ("django_db", "postgres", "celery", "browser", "fault")):
        return True
    return not DATABASES.isdisjoint(getattr(item, "fixturenames", ()))
