"""How far a long piece of work is, on the terminal's last line.

Invariant: nothing is drawn in the first second, in a pipe, or on a dumb terminal, and nothing is left behind.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

PATIENCE, BEAT = 1.0, 0.1
"""Seconds before anything is drawn, and between two drawings."""

_CELLS = 30


def watched(steps: Iterable[T], doing: str, total: int) -> Iterator[T]:
    """Yield the steps of a piece of work, showing how many of `total` are done; `doing` says what is being done."""
    due = monotonic() + PATIENCE
    longest = 0
    try:
        for done, step in enumerate(steps, 1):
            if monotonic() >= due and _is_seen():
                due = monotonic() + BEAT
                filled = _CELLS * done // max(1, total)
                line = f"{doing} [{'#' * filled}{'.' * (_CELLS - filled)}] {done} of {total}"
                longest = max(longest, len(line))
                sys.stderr.write(f"\r{line}")
                sys.stderr.flush()
            yield step
    finally:
        if longest:
            sys.stderr.write(f"\r{' ' * longest}\r")
            sys.stderr.flush()


def _is_seen() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
