"""Hearing how far the renderer is: it tells its own log of every page that it sets."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PAGE = re.compile(r"Page (\d+)")


class Listener(logging.Handler):
    """Passes the number of each page on. What `told` raises goes on to the renderer, which stops."""

    def __init__(self, told: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self.told = told

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of a page."""
        found = PAGE.search(record.getMessage())
        if found:
            self.told(int(found[1]))


@contextmanager
def listening(told: Callable[[int], None] | None) -> Iterator[None]:
    """While inside, `told` hears of every page that is set; None: nobody listens."""
    if told is None:
        yield
        return
    log, listener = logging.getLogger("weasyprint.progress"), Listener(told)
    before, passed_on = log.level, log.propagate
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(listener)
    try:
        yield
    finally:
        log.removeHandler(listener)
        log.setLevel(before)
        log.propagate = passed_on
