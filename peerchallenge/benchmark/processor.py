"""Processor time that servers have used, which hardly depends on what else the machine does. Linux only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# Places in what proc(5) says of a process after its name: parent, session, user and system time.
PARENT, SESSION, USER, SYSTEM = 1, 3, 11, 12


def used_by(servers: Sequence[int]) -> float:
    """Seconds that these processes, their children and whatever shares their session have used so far."""
    seconds = 0.0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            said = (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if not {int(process.name), int(said[PARENT]), int(said[SESSION])}.isdisjoint(servers):
            seconds += (int(said[USER]) + int(said[SYSTEM])) / TICKS
    return seconds
