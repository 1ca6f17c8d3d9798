"""How long a test waits for what has to happen: long enough for a busy machine, and never longer than it takes.

Invariant: no test passes or fails by how fast the machine is. Where a figure is promised ("within two seconds"), the
time that others took the processor away is left out (`seconds_held_up` in `tests/tui/terminal.py`).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PATIENCE = 60.0
"""Seconds after which something is given up."""

STUCK = 20.0
"""Seconds that nothing takes which goes on by itself, and that everything takes which hangs."""


def happens(is_so: Callable[[], bool]) -> bool:
    """Wait until something is so; return whether it ever was."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


async def happens_meanwhile(is_so: Callable[[], bool], pause: Callable[[float], Awaitable[object]]) -> bool:
    """Wait as `happens` does, with the app going on in every pause."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            return False
        await pause(0.01)
    return True
