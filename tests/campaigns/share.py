"""How much of a campaign a run does: a small share on every run, all of it with `CJM_CAMPAIGN=full`, on all cores."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def is_full() -> bool:
    """Tell whether all of the campaign is asked for."""
    return os.environ.get("CJM_CAMPAIGN") == "full"


def share(*, small: int, full: int) -> int:
    """Return how many rounds to run."""
    return full if is_full() else small


def in_shares(rounds: Callable[[range], object], *, small: int, full: int) -> None:
    """Run the rounds 0, 1, 2 … , each known by its number alone; in full on all cores, every one taking its turns.

    Raises `AssertionError` when a share fails; what went wrong stands on standard error, as it does in a test.
    """
    count, shares = share(small=small, full=full), (os.cpu_count() or 1) if is_full() else 1
    if shares == 1:
        rounds(range(count))
        return
    started = [_forked(rounds, range(first, count, shares)) for first in range(shares)]
    assert [os.waitpid(process, 0)[1] for process in started] == [0] * shares


def _forked(rounds: Callable[[range], object], turns: range) -> int:
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        rounds(turns)
        status = 0
    except BaseException:  # noqa: BLE001  # a forked child never goes back into the test run
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
