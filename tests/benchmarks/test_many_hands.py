"""Many people on one map on one machine: nothing they do is lost, and looking on costs nothing."""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.benchmarks.conftest import CJM
from tests.benchmarks.made_maps import FIRST_CARD, write_repository
from tests.benchmarks.ratio import Row, judge, judge_bytes
from tests.benchmarks.terminal import Terminal, shows
from tests.campaigns.test_concurrent_saves import count_of, written_by_many

pytestmark = pytest.mark.benchmark

APPS = 20
SETTLED = 10.0
WATCHED = 30.0
TICK = 1 / os.sysconf("SC_CLK_TCK")


def seconds_used(terminal: Terminal) -> float:
    """Return the seconds of a processor that the program has used so far."""
    fields = Path(f"/proc/{terminal.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def test_8_processes_with_50_edits_each(tmp_path: Path) -> None:
    document = written_by_many(tmp_path / "map.toml", writers=8, edits=50)
    kept = sum(count_of(document, writer) for writer in range(8))
    verdict = "kept" if kept == 400 else "MISSED"
    print(f"\n| edits kept of 8 processes × 50 | {kept} | | | 400 | {verdict} |", end="")  # noqa: T201  # the table
    assert kept == 400


def test_20_idle_apps(place: Path) -> None:
    path = write_repository(place / "watched", touchpoints=20, revisions=2, commits=2)
    with ExitStack() as stack:
        terminals = []
        for _ in range(APPS):
            terminals.append(stack.enter_context(Terminal([CJM, str(path)], 120, 40, folder=path.parent)))
            terminals[-1].seconds_until(shows(FIRST_CARD), since=terminals[-1].started)
        quiet_from = time.monotonic() + SETTLED
        while time.monotonic() < quiet_from:
            for terminal in terminals:
                terminal.read(0.05)
        before, begun = [seconds_used(terminal) for terminal in terminals], time.monotonic()
        time.sleep(WATCHED)
        after, watched = [seconds_used(terminal) for terminal in terminals], time.monotonic() - begun
        said = [terminal.bytes_until_quiet(0.1) for terminal in terminals]
    worst = max(now - then for now, then in zip(after, before, strict=True))
    judge(Row(f"the busiest of {APPS} idle apps / 1% of a core", worst, watched / 100, 0.5))
    judge_bytes(f"bytes of {APPS} idle apps in {WATCHED:g} seconds", sum(said), 0)
