"""Posts to a server on this machine from several threads, and what that took."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

THREADS = 8


@dataclass(frozen=True)
class Post:
    """One post: its address below the site and its form."""

    path: str
    form: dict[str, str]


@dataclass(frozen=True)
class Taken:
    """What posting took: how many a second, and the time below which 95 % of them stayed, in milliseconds."""

    per_second: float
    p95_ms: float


def post_all(port: int, posts: Sequence[Post], threads: int = THREADS) -> Taken:
    """Send every post once, `threads` at a time, each thread without a pause.

    Raises RuntimeError where one is not answered by a redirect."""
    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        shares = [posts[n::threads] for n in range(threads)]
        seconds = [
            each for share in pool.map(lambda share: _post_share(port, share), shares) for each in share
        ]
    whole = time.perf_counter() - started
    return Taken(len(posts) / whole, sorted(seconds)[int(len(seconds) * 0.95)] * 1000)


def _post_share(port: int, posts: Sequence[Post]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    seconds = []
    for post in posts:
        started = time.perf_counter()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", post.path, urlencode(post.form), headers)
        reply = connection.getresponse()
        reply.read()
        if reply.status != 302:
            raise RuntimeError(f"{post.path} answered {reply.status}.")
        seconds.append(time.perf_counter() - started)
    connection.close()
    return seconds
