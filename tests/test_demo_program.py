"""`cjm demo` as a newcomer meets it: a board in a terminal, a printed one in a pipe, and nothing left of it after."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.terminal import Terminal, shows
from tests.patience import happens

CJM = str(Path(sys.executable).with_name("cjm"))
A_CARD = "Read reviews"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def is_empty_soon(place: Path) -> bool:
    return happens(lambda: not any(place.iterdir()))


def leave(terminal: Terminal) -> None:
    terminal.press(b"1")
    terminal.bytes_until_quiet()
    terminal.press(b"q")


def hang_up(terminal: Terminal) -> None:
    os.kill(terminal.pid, signal.SIGHUP)


def kill(terminal: Terminal) -> None:
    os.kill(terminal.pid, signal.SIGKILL)


@pytest.mark.parametrize("end", [leave, hang_up, kill])
def test_the_demo_opens_the_board_and_leaves_nothing_behind(place: Path, end: Callable[[Terminal], None]) -> None:
    with Terminal([CJM, "demo"], 120, 36, folder=place.parent, environment={"TMPDIR": str(place)}) as terminal:
        terminal.seconds_until(shows(A_CARD), since=terminal.started)
        (folder,) = place.iterdir()
        assert (folder / "maps" / "buy-an-outfit.toml").exists()
        end(terminal)
        assert is_empty_soon(place)


def test_without_a_terminal_the_demo_prints_the_board_and_leaves_nothing_behind(place: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(place)}
    ended = subprocess.run(
        [CJM, "demo"], env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Buy an outfit online" in ended.stdout
    assert A_CARD in ended.stdout
    assert "\x1b" not in ended.stdout
    assert not any(place.iterdir())
