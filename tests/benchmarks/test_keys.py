"""What a cursor key costs in time, from key to paint; and what doing nothing costs."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.conftest import CJM
from tests.benchmarks.made_maps import FIRST_CARD
from tests.benchmarks.ratio import Row, judge, judge_bytes
from tests.benchmarks.terminal import Terminal, ends_a_frame, shows

pytestmark = pytest.mark.benchmark

RIGHT, LEFT, DOWN, UP = b"\x1b[C", b"\x1b[D", b"\x1b[B", b"\x1b[A"
WALK = (DOWN, RIGHT, UP, RIGHT, DOWN, LEFT, UP, LEFT)


def started(map_path: Path, columns: int, rows: int) -> Terminal:
    terminal = Terminal([CJM, str(map_path)], columns, rows, folder=map_path.parent)
    terminal.seconds_until(shows(FIRST_CARD), since=terminal.started)
    terminal.bytes_until_quiet(1.5)
    return terminal


def key_to_paint(terminal: Terminal, key: bytes) -> float:
    start = time.perf_counter()
    terminal.press(key)
    taken = terminal.seconds_until(ends_a_frame, since=start, limit=10)
    terminal.bytes_until_quiet(0.1)
    return taken


def test_key_to_paint_does_not_grow_with_the_map(small: Path, huge: Path) -> None:
    with ExitStack() as stack:
        of_20, of_10000 = (stack.enter_context(started(path, 120, 40)) for path in (small, huge))
        pairs = [(key_to_paint(of_10000, key), key_to_paint(of_20, key)) for key in WALK * 6]
    measured, floor = (median(pair[at] for pair in pairs[len(WALK) :]) for at in (0, 1))
    judge(Row("cursor key to paint, 10,000 touchpoints / 20", measured, floor, 1.2))


def test_doing_nothing_sends_nothing(small: Path) -> None:
    with started(small, 120, 40) as terminal:
        terminal.bytes_until_quiet(2.0)
        judge_bytes("bytes in 5 idle seconds", terminal.bytes_within(5.0), 0)
