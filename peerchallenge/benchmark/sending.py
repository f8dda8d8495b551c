"""How fast answers are sent and kept, beside a view that does one INSERT: same server, same database, in turns."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from statistics import median
from uuid import uuid4

from peerchallenge.benchmark.load import Post, Taken, post_all
from peerchallenge.benchmark.processor import used_by

ROUNDS, WARM_UP, AT_ONCE, PAUSE = 3, 40, 50, 0.5
BARE = Post("/benchmark/bare/", {"a": "b"})
Line = tuple[str, str]


def tokens_needed(number: int) -> int:
    """How many filled-in forms the measuring takes, where each round sends so many."""
    return WARM_UP + 2 * ROUNDS * number + number + AT_ONCE


def measured(port: int, tokens: Sequence[str], number: int, servers: Sequence[int]) -> Iterator[Line]:
    """Each figure with its name. `tokens` are of people whose form only has to be sent, `tokens_needed` of them;
    `servers` the processes of web server and database."""
    left = iter(tokens)
    post_all(port, [*_sends(left, WARM_UP), *[BARE] * WARM_UP])
    yield from _beside_bare(port, left, number, servers)
    yield from _crowded(port, left, number)
    kept = list(left)
    yield "a page kept", _words(post_all(port, [_page(token) for token in kept] * 4))
    yield "a page kept while somebody types", _words(post_all(port, [_typing(token) for token in kept] * 4))


def _beside_bare(port: int, left: Iterator[str], number: int, servers: Sequence[int]) -> Iterator[Line]:
    ours, bare, ratios, cpu = list[Taken](), list[Taken](), list[float](), [0.0, 0.0]
    for _ in range(ROUNDS):
        # Half before, half after the bare ones, so that a machine that gets slower does so for both.
        start = used_by(servers)
        before = post_all(port, _sends(left, number // 2))
        middle = used_by(servers)
        beside = post_all(port, [BARE] * number)
        end = used_by(servers)
        after = post_all(port, _sends(left, number // 2))
        cpu = [cpu[0] + middle - start + used_by(servers) - end, cpu[1] + end - middle]
        ours += [before, after]
        bare.append(beside)
        ratios.append(2 / (1 / before.per_second + 1 / after.per_second) / beside.per_second)
    yield "submissions a second", _middle(ours)
    yield "bare view, one INSERT, a second", _middle(bare)
    yield "ratio (aim 0.6 or more)", f"{median(ratios):.2f}, the middle one of {_all(ratios, 2)}"
    each = [1000 * seconds / ROUNDS / number for seconds in cpu]
    yield (
        "processor time of web and database",
        f"{each[0]:.2f} ms a submission, {each[1]:.2f} ms the bare view, ratio {each[1] / each[0]:.2f}; "
        f"{median(taken.own_ms for taken in ours):.2f} ms to post it",
    )


def _crowded(port: int, left: Iterator[str], number: int) -> Iterator[Line]:
    tries = [post_all(port, _sends(left, number), AT_ONCE) for _ in range(ROUNDS)]
    p95 = [each.p95_ms for each in tries]
    yield (
        f"p95, {AT_ONCE} at once without a pause (aim 100 ms)",
        f"{median(p95):.0f} ms, the middle one of {_all(p95, 0)}, "
        f"at {median(each.per_second for each in tries):.0f} a second, load {os.getloadavg()[0]:.1f}",
    )
    rested = post_all(port, _sends(left, number), AT_ONCE, PAUSE)
    yield f"p95, {AT_ONCE} at once, {PAUSE} s between two of each", _words(rested)


def _sends(left: Iterator[str], number: int) -> list[Post]:
    form = {"consent": "none"}
    return [Post(f"/feedback/{next(left)}/check/", form | {"key": str(uuid4())}) for _ in range(number)]


def _page(token: str) -> Post:
    return Post(f"/feedback/{token}/1/", {"changed": "The pack came late.", "improve": "Send it sooner."})


def _typing(token: str) -> Post:
    return Post(f"/feedback/{token}/1/keep/", {"changed": "The pack came late, and"}, status=200)


def _middle(taken: Sequence[Taken]) -> str:
    rate, p95 = median(each.per_second for each in taken), median(each.p95_ms for each in taken)
    return f"{rate:.0f}, p95 {p95:.0f} ms"


def _words(taken: Taken) -> str:
    return f"p95 {taken.p95_ms:.0f} ms, half within {taken.p50_ms:.0f} ms, {taken.per_second:.0f} a second"


def _all(figures: Sequence[float], places: int) -> str:
    return ", ".join(f"{each:.{places}f}" for each in figures)
