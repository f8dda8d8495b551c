"""Posts to a server on this machine from many people at once, and what that took.

One thread watches all connections, and every request is written out beforehand, so that little of the machine that is
measured goes into measuring: about 0.1 ms of processor time a post. Each post has a connection of its own, as most
proxies ask for one."""

from __future__ import annotations

import heapq
import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

AT_ONCE = 8
LONGEST = 30.0


@dataclass(frozen=True)
class Post:
    """One post: its address below the site, its form, a cookie where it needs one, and the status of its answer."""

    path: str
    form: dict[str, str]
    cookie: str = ""
    status: int = 302

    def as_bytes(self, port: int) -> bytes:
        """The whole request."""
        body = urlencode(self.form).encode()
        lines = (
            f"POST {self.path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            "Connection: close",
            *([f"Cookie: {self.cookie}", f"Referer: http://127.0.0.1:{port}/"] if self.cookie else []),
        )
        return "\r\n".join((*lines, "", "")).encode() + body


@dataclass(frozen=True)
class Taken:
    """What posting took: how many a second, the time below which half and 95 % of them stayed, and the processor time
    of the posting itself, each in milliseconds a post."""

    per_second: float
    p50_ms: float
    p95_ms: float
    own_ms: float


def post_all(port: int, posts: Sequence[Post], at_once: int = AT_ONCE, pause: float = 0.0) -> Taken:
    """Send every post once, from so many people at once, each of whom thinks for `pause` seconds between two posts.

    Raises RuntimeError where one is answered by another status than it should be, or not at all."""
    crowd = _Crowd(port, [(post.as_bytes(port), post.status) for post in reversed(posts)], pause)
    started, own = time.perf_counter(), time.thread_time()
    crowd.post(at_once)
    whole, own = time.perf_counter() - started, time.thread_time() - own
    seconds, number = sorted(crowd.seconds), len(posts)
    return Taken(
        number / whole, seconds[number // 2] * 1000, seconds[int(number * 0.95)] * 1000, own / number * 1000
    )


@dataclass
class _Crowd:
    """People who post: `left` is a stack of requests with the status each is to get, `thinking` when each of the others
    posts again."""

    port: int
    left: list[tuple[bytes, int]]
    pause: float
    seconds: list[float] = field(default_factory=list)
    thinking: list[float] = field(default_factory=list)

    def post(self, people: int) -> None:
        """Send all that is left. They begin one after another within one pause."""
        now = time.perf_counter()
        self.thinking = [now + self.pause * place / people for place in range(people)]
        with selectors.DefaultSelector() as open_ones:
            while self.left or open_ones.get_map():
                self._begin_due(open_ones)
                answered = open_ones.select(self._wait())
                for key, _ in answered:
                    self._receive(open_ones, key)
                if not answered and open_ones.get_map() and not self.thinking:
                    raise RuntimeError(f"No answer within {LONGEST:.0f} seconds.")

    def _wait(self) -> float:
        return max(0.0, self.thinking[0] - time.perf_counter()) if self.left and self.thinking else LONGEST

    def _begin_due(self, open_ones: selectors.BaseSelector) -> None:
        while self.left and self.thinking and self.thinking[0] <= time.perf_counter():
            heapq.heappop(self.thinking)
            began = time.perf_counter()
            connection = socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST)
            request, status = self.left.pop()
            connection.sendall(request)
            open_ones.register(connection, selectors.EVENT_READ, (connection, began, status, []))

    def _receive(self, open_ones: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
        connection, began, wanted, parts = key.data
        if part := connection.recv(65_536):
            parts.append(part)
            return
        open_ones.unregister(connection)
        connection.close()
        status = b"".join(parts)[:12]
        if not status.endswith(f" {wanted}".encode()):
            raise RuntimeError(f"Answered {status!r}.")
        now = time.perf_counter()
        self.seconds.append(now - began)
        heapq.heappush(self.thinking, now + self.pause)
