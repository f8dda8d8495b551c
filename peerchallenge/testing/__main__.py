"""`python -m peerchallenge.testing [anything pytest takes]`: the tests on a PostgreSQL and a Redis started for them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from peerchallenge.local.processes import ProcessFailed
from peerchallenge.local.redis import RedisServer
from peerchallenge.testing.postgres import PostgresServer, version


def main(words: list[str]) -> int:
    """Run pytest with `words` on the private servers and return its exit status.

    Where they cannot be had: 1 under CI, elsewhere 0 after saying so loudly."""
    with tempfile.TemporaryDirectory(prefix="peerchallenge-redis-") as folder:
        try:
            redis = RedisServer(Path(folder), Path(folder) / "redis.log")
            postgres = PostgresServer()
        except ProcessFailed as error:
            print(f"\n*** NOT TESTED on PostgreSQL with Redis: {error}\n", flush=True)
            return 1 if os.environ.get("CI") else 0
        try:
            redis.start()
            postgres.start()
            return _pytest(words, postgres, redis)
        finally:
            postgres.remove()
            redis.stop()


def _pytest(words: list[str], postgres: PostgresServer, redis: RedisServer) -> int:
    print(version(), flush=True)
    environment = {
        **os.environ,
        "DATABASE_URL": postgres.create_database("peerchallenge"),
        "REDIS_URL": redis.url,
    }
    return subprocess.call([sys.executable, "-m", "pytest", *words], env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
