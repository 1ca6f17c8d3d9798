"""How soon the app is there, and how much memory it takes, against a bare Textual app."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.bare_app import MARKER
from tests.benchmarks.conftest import BARE, CJM
from tests.benchmarks.made_maps import FIRST_CARD
from tests.benchmarks.ratio import Measure, Row, interleaved, judge
from tests.benchmarks.terminal import Terminal, shows

pytestmark = pytest.mark.benchmark


def first_paint(words: list[str], marker: str, folder: Path) -> Measure:
    def seconds() -> float:
        with Terminal(words, 120, 40, folder=folder) as terminal:
            return terminal.seconds_until(shows(marker), since=terminal.started)

    return seconds


def memory(words: list[str], marker: str, folder: Path) -> Measure:
    def peak() -> float:
        with Terminal(words, 120, 40, folder=folder) as terminal:
            terminal.seconds_until(shows(marker), since=terminal.started)
            terminal.bytes_until_quiet(1.0)
            return terminal.peak_memory()

    return peak


def test_first_paint_of_20_touchpoints(small: Path) -> None:
    measured, floor = interleaved(
        first_paint([CJM, str(small)], FIRST_CARD, small.parent), first_paint(BARE, MARKER, small.parent), rounds=9
    )
    judge(Row("first paint, 20 touchpoints / bare Textual app", measured, floor, 1.3))


def test_first_paint_of_1000_touchpoints(large: Path) -> None:
    measured, floor = interleaved(
        first_paint([CJM, str(large)], FIRST_CARD, large.parent), first_paint(BARE, MARKER, large.parent), rounds=9
    )
    judge(Row("first paint, 1,000 touchpoints / bare Textual app", measured, floor, 2.0))


def test_memory_of_1000_touchpoints(large: Path) -> None:
    app = memory([CJM, str(large)], FIRST_CARD, large.parent)
    bare = memory(BARE, MARKER, large.parent)
    pairs = [(app(), bare()) for _ in range(3)]
    measured, floor = (median(pair[at] for pair in pairs) for at in (0, 1))
    judge(Row("peak memory, 1,000 touchpoints / bare Textual app", measured, floor, 1.5, unit="B"))
