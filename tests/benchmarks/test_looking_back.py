"""What looking back costs: the first page of the revisions, among 10,000 commits, and a key in them."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.conftest import CJM
from tests.benchmarks.made_maps import FIRST_CARD
from tests.benchmarks.ratio import Row, judge, judge_bytes, process
from tests.benchmarks.terminal import Terminal, shows

pytestmark = pytest.mark.benchmark

LAST_REVISION = "Change number 9950"
ROUNDS = 5


def started(map_path: Path) -> Terminal:
    terminal = Terminal([CJM, str(map_path)], 80, 24, folder=map_path.parent)
    terminal.seconds_until(shows(FIRST_CARD), since=terminal.started)
    terminal.bytes_until_quiet(2.0)
    return terminal


def test_the_first_page_of_the_revisions(old: Path) -> None:
    floor = process(["git", "log", "-p", "-n", "50", "--", "maps/way.toml"], old.parent.parent)
    pages, floors = [], []
    for _ in range(ROUNDS):
        with started(old) as terminal:
            start = time.perf_counter()
            terminal.press(b"r")
            pages.append(terminal.seconds_until(shows(LAST_REVISION), since=start))
        floors.append(floor())
    judge(Row("first page of the revisions / git log -p -n 50", median(pages), median(floors), 3))


def test_bytes_of_a_key_in_the_revisions(old: Path) -> None:
    with started(old) as terminal:
        terminal.press(b"r")
        terminal.bytes_until_quiet(2.0)
        costs = []
        for _ in range(8):
            terminal.press(b"j")
            costs.append(terminal.bytes_until_quiet(0.4))
        judge_bytes("bytes per key in the revisions at 80 × 24", max(costs), 2_048)
        judge_bytes("bytes in 3 idle seconds there", terminal.bytes_within(3.0), 0)
