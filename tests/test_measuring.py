"""What the benchmarks stand on is right: the maps they make are sound, and a frame is seen where one ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cjm_tui.storage.lens import read, write
from tests.benchmarks.made_maps import map_text, write_repository
from tests.benchmarks.ratio import Row, interleaved, judge, judge_bytes
from tests.benchmarks.terminal import PAUSE, Terminal, shows, words_in
from tests.tui.terminal import FRAME_END


@pytest.mark.parametrize("touchpoints", [1, 20, 300])
def test_a_made_map_is_sound_and_has_as_many_touchpoints_as_asked(touchpoints: int) -> None:
    text = map_text(touchpoints)
    reading = read(text)
    assert reading.problems == ()
    assert reading.document is not None
    assert len(reading.document.of_kind("touchpoint")) == touchpoints
    assert write(text, reading.document) == text


def test_a_made_repository_has_as_many_revisions_as_asked(tmp_path: Path, git: Callable[..., str]) -> None:
    path = write_repository(tmp_path, touchpoints=4, revisions=7, commits=21)
    assert git(tmp_path, "rev-list", "--count", "HEAD").strip() == "21"
    assert git(tmp_path, "rev-list", "--count", "HEAD", "--", str(path)).strip() == "7"


def test_a_ratio_over_the_limit_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    judge(Row("fast", 0.002, 0.001, 2.0))
    with pytest.raises(AssertionError, match="slow"):
        judge(Row("slow", 0.00201, 0.001, 2.0))
    with pytest.raises(AssertionError, match="101 bytes of 100"):
        judge_bytes("chatty", 101, 100)
    assert "| fast | 2.0 ms | 1.0 ms | 2.00 | 2 | kept |" in capsys.readouterr().out


def test_measure_and_floor_are_taken_in_turn_and_a_single_hiccup_does_not_count() -> None:
    order: list[str] = []
    slow, quick = iter([0.0, 5.0, 3.0, 99.0, 3.0, 3.0]), iter([0.0, 1.0, 1.0, 1.0, 40.0, 1.0])

    def measure() -> float:
        order.append("measure")
        return next(slow)

    def floor() -> float:
        order.append("floor")
        return next(quick)

    assert interleaved(measure, floor, rounds=5) == (3.0, 1.0)
    assert order == ["measure", "floor"] * 6


def test_a_marker_counts_only_when_its_frame_has_ended() -> None:
    painted = b"\x1b[?2026h\x1b[1;1H\x1b[38;2;1;2;3mCa\x1b[0m\x1b[1mrd 0\x1b[0m"
    assert words_in(painted) == "Card 0"
    assert not shows("Card 0")(painted)
    assert shows("Card 0")(painted + FRAME_END)
    assert not shows("Card 1")(painted + FRAME_END)


def test_a_frame_without_an_end_is_over_when_nothing_more_comes_and_the_wait_does_not_count(tmp_path: Path) -> None:
    program = "import time; time.sleep(0.2); print('Card 0', flush=True); time.sleep(60)"
    with Terminal([sys.executable, "-c", program], 80, 24, folder=tmp_path) as terminal:
        taken = terminal.seconds_until(shows("Card 0"), since=terminal.started)
        waited = time.perf_counter() - terminal.started - taken
    assert taken > 0.2
    assert waited > 0.9 * PAUSE


def test_bytes_are_counted_and_the_size_is_what_was_asked(tmp_path: Path) -> None:
    program = "import os; print(os.get_terminal_size(), flush=True); input(); print('x' * 100, flush=True); input()"
    with Terminal([sys.executable, "-c", program], 97, 31, folder=tmp_path) as terminal:
        terminal.seconds_until(lambda stream: b"\n" in stream, since=terminal.started)
        assert "columns=97, lines=31" in words_in(terminal.seen)
        assert terminal.bytes_within(0.1) == 0
        terminal.press(b"\n")
        assert terminal.bytes_until_quiet(0.5) == len("\r\n") + 100 + len("\r\n")
