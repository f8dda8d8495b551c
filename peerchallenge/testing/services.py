"""Fixtures that start real servers: Redis, PostgreSQL, a Celery worker, a whole installation."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peerchallenge.local.processes import Child, ProcessFailed
from peerchallenge.local.redis import RedisServer
from peerchallenge.testing.installation import Installation
from peerchallenge.testing.postgres import PostgresServer
from peerchallenge.testing.sites import Sites
from peerchallenge.testing.unavailable import unavailable

MakeSite = Callable[..., Installation]


@pytest.fixture(scope="session")
def _redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    folder = tmp_path_factory.mktemp("redis")
    try:
        server = RedisServer(folder, folder / "redis.log")
        server.start()
    except ProcessFailed as error:
        unavailable(str(error))
    yield server
    server.stop()


@pytest.fixture
def redis_server(_redis: RedisServer) -> RedisServer:
    """A private Redis with an append-only file: `url`, `kill()`, `start()`. One per session, always running."""
    if not _redis.child.running():
        _redis.start()
    return _redis


@pytest.fixture(scope="session")
def _postgres() -> Iterator[PostgresServer]:
    try:
        server = PostgresServer()
        server.start()
    except ProcessFailed as error:
        unavailable(str(error))
    yield server
    server.remove()


@pytest.fixture
def postgres_server(_postgres: PostgresServer) -> PostgresServer:
    """A private PostgreSQL of this session, apart from the one the run may use for its own test database:
    `create_database(name)` gives an address, `restart(mode="immediate")` crashes it."""
    if not _postgres.child.running():
        _postgres.start()
    return _postgres


@pytest.fixture
def redis_broker(redis_server: RedisServer) -> Iterator[RedisServer]:
    """The private Redis, empty, with this process's Celery app publishing to it."""
    from redis import Redis  # noqa: PLC0415

    from peerchallenge.celery import app  # noqa: PLC0415 - reads the settings

    with Redis.from_url(redis_server.url) as client:
        client.flushall()
    before = app.conf.broker_url
    _point(app, redis_server.url)
    yield redis_server
    _point(app, before)


def _point(app: object, url: str) -> None:
    app.conf.broker_url = app.conf.broker_write_url = app.conf.broker_read_url = url  # type: ignore[attr-defined]
    app.amqp._producer_pool = None  # type: ignore[attr-defined]
    app._pool = None  # type: ignore[attr-defined]


@pytest.fixture
def celery_worker_process(
    transactional_db: None, redis_broker: RedisServer, tmp_path: Path
) -> Iterator[Child]:
    """A real worker on this test's own database and a private Redis; `kill()` is a kill -9 of all its processes.

    Use it with committed data: the test runs under `transactional_db`."""
    site = Installation(
        tmp_path,
        _own_database(),
        redis_broker.url,
        os.environ.get("DJANGO_SETTINGS_MODULE", "peerchallenge.settings"),
    )
    site.start_worker()
    yield site.worker
    site.stop()


def _own_database() -> str:
    """The address of the database that this test works on."""
    from django.db import connection  # noqa: PLC0415

    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


@pytest.fixture(scope="session")
def collected_static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of collected static files, shared by every installation of this session."""
    folder = tmp_path_factory.mktemp("collected")
    site = Installation(folder, f"sqlite:///{folder / 'unused.sqlite3'}", "redis://127.0.0.1:1/0")
    site.manage("collectstatic", "--noinput", "-v", "0")
    return folder / "static"


@pytest.fixture(scope="session")
def _sites(tmp_path_factory: pytest.TempPathFactory, _redis: RedisServer, collected_static: Path) -> Sites:
    return Sites(tmp_path_factory, _redis.url, collected_static)


@pytest.fixture
def make_live_site(
    request: pytest.FixtureRequest, _sites: Sites, redis_server: RedisServer
) -> Iterator[MakeSite]:
    """Makes installations, nothing started: `make_live_site(database="sqlite" | "postgres", sample=False)`."""
    made: list[Installation] = []

    def make(database: str = "sqlite", sample: bool = False) -> Installation:
        server = request.getfixturevalue("postgres_server") if database == "postgres" else None
        made.append(_sites.make(server, sample=sample))
        return made[-1]

    yield make
    for site in made:
        site.stop()


@pytest.fixture
def live_site(make_live_site: MakeSite) -> Installation:
    """A migrated installation with its web server running, on this run's kind of database.

    Start the rest with `start_worker()` and `start_beat()`; `manage(...)` runs a command in it."""
    site = make_live_site(database=_kind_of_this_run())
    site.start_web()
    return site


@pytest.fixture
def sample_site(make_live_site: MakeSite) -> Installation:
    """As `live_site`, with the sample in it."""
    site = make_live_site(database=_kind_of_this_run(), sample=True)
    site.start_web()
    return site


def _kind_of_this_run() -> str:
    return "postgres" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
