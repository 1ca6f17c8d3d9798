"""However the app ends, the work is on the disk and the terminal as it was: real processes, ptys and signals."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from cjm_tui.storage.lens import read
from tests.tui.stories import MAP, written
from tests.tui.terminal import Terminal, environment, python

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = "from cjm_tui.cli.main import main; main()"
FAULTY = """
from cjm_tui.tui.screens.board import BoardScreen
def fault(self):
    secret = "a name in a map"
    raise ZeroDivisionError("on purpose")
BoardScreen.do_mark_moment = fault
"""
FAULTY_FORM = """
from cjm_tui.tui.dialogs.form_rows import QuestionRows
def fault(self, group):
    raise ZeroDivisionError("on purpose")
QuestionRows.__init__ = fault
"""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Terminal, Path]]:
    path = written(tmp_path)
    with Terminal([*python(START), str(path)], (80, 24), environment()) as terminal:
        terminal.until(b"See a post")
        yield terminal, path


def emotion_in(path: Path) -> int | None:
    document = read(path.read_text()).document
    card = document.get("touchpoint", "see-a-post") if document else None
    return card.emotion if card else None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_right_after_a_key_loses_nothing(opened: tuple[Terminal, Path], number: signal.Signals) -> None:
    terminal, path = opened
    terminal.press(b"5")
    terminal.until("→ +2".encode())
    os.kill(terminal.pid, number)
    assert terminal.seconds_to_end() < 2
    assert terminal.code() == -number
    assert emotion_in(path) == 2
    terminal.read(0.3)
    assert terminal.seen.rstrip().endswith(b"\x1b[?25h")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_stalled_terminal_holds_nothing_up(tmp_path: Path, number: signal.Signals) -> None:
    many = "".join(f'\n[touchpoint.t{n}]\nname = "Step {n}"\n  stage = "after"\n  order = {n}\n' for n in range(60))
    path = written(tmp_path, MAP + many)
    with Terminal([*python(START), str(path)], (200, 60), environment()) as terminal:
        terminal.until(b"See a post")
        terminal.press(b"5")
        # Nobody reads from here on, and every one of these keys draws: the pty fills up and the app cannot write.
        for _ in range(300):
            terminal.press(b"GgGg")
        terminal.rest()
        os.kill(terminal.pid, number)
        assert terminal.seconds_to_end(is_read=False) < 2
    assert emotion_in(path) == 2


def test_a_terminal_that_is_closed_ends_the_app(tmp_path: Path) -> None:
    path = written(tmp_path)
    with Terminal([*python(START), str(path)], (80, 24), environment()) as terminal:
        terminal.until(b"See a post")
        terminal.press(b"5")
        terminal.until("→ +2".encode())
        terminal.hang_up()
        assert terminal.seconds_to_end(is_read=False) < 2
    assert emotion_in(path) == 2


def last_words(terminal: Terminal) -> str:
    """Return what was said once the terminal was given back."""
    return terminal.seen.split(b"\x1b[?1049l")[-1].decode()


def test_a_fault_of_ours_keeps_the_work_and_says_one_sentence(tmp_path: Path, own_world: Path) -> None:
    path = written(tmp_path)
    with Terminal([*python(FAULTY + START), str(path)], (80, 24), environment()) as terminal:
        terminal.until(b"See a post")
        terminal.press(b"5m")
        assert terminal.code() == 70
    said = last_words(terminal)
    assert "this is a fault of cjm (ZeroDivisionError), not of yours; your work is saved" in " ".join(said.split())
    assert "Traceback" not in said
    log = own_world / "state" / "cjm" / "log"
    assert log.stat().st_mode & 0o777 == 0o600
    assert "on purpose" in log.read_text()
    assert "a name in a map" not in log.read_text().replace('secret = "a name in a map"', "")
    assert emotion_in(path) == 2


def test_a_fault_that_brings_another_is_one_sentence_and_the_same_status(tmp_path: Path) -> None:
    path = written(tmp_path)
    with Terminal([*python(FAULTY_FORM + START), str(path)], (80, 24), environment()) as terminal:
        terminal.until(b"See a post")
        terminal.press(b"\r")
        assert terminal.code() == 70
    said = last_words(terminal)
    assert said.count("fault of cjm (ZeroDivisionError)") == 1
    assert "NOTE" not in said


def test_q_leaves_with_everything_restored(opened: tuple[Terminal, Path]) -> None:
    terminal, path = opened
    terminal.press(b"5q")
    assert terminal.code() == 0
    assert b"\x1b[?1049l" in terminal.seen
    assert emotion_in(path) == 2
