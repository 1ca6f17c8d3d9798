"""What a key costs on the line, and what poor terminals get: real bytes from a real pty."""

from __future__ import annotations

import os
import re
import signal
import termios
from pathlib import Path

import pytest

from tests.tui.stories import written
from tests.tui.terminal import Terminal, environment, python

START = "from cjm_tui.cli.main import main; main()"
HUNG_UP = """
import os, signal
from cjm_tui.tui import lifeline

class Orphaned(lifeline.Lifeline):
    def save(self):
        os.kill(os.getpid(), signal.SIGCONT)  # as the system sends it after the hang-up
        super().save()

lifeline.Lifeline = Orphaned
from cjm_tui.cli.main import main; main()
"""
SAMPLE = Path(__file__).parents[2] / "maps" / "buy-an-outfit.toml"
DOWN, RIGHT, UP, LEFT = b"\x1b[B", b"\x1b[C", b"\x1b[A", b"\x1b[D"
_COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def opened(path: Path, size: tuple[int, int], *words: str, **more: str) -> Terminal:
    return Terminal([*python(START), *words, str(path)], size, environment(**more))


@pytest.mark.parametrize(("size", "limit"), [((80, 24), 2048), ((120, 40), 4096)])
def test_a_cursor_key_is_cheap_and_idling_is_free(size: tuple[int, int], limit: int) -> None:
    with opened(SAMPLE, size) as terminal:
        terminal.until(b"See a post")
        terminal.settle(1.0)
        costs = [len(terminal.after(key)) for key in (DOWN, RIGHT, DOWN, UP, LEFT, UP)]
        assert max(costs) <= limit
        assert min(costs) > 0
        assert terminal.read(2) == b""


def test_a_key_that_changes_nothing_sends_nothing(tmp_path: Path) -> None:
    with opened(written(tmp_path), (80, 24)) as terminal:
        terminal.until(b"See a post")
        terminal.settle(1.0)
        assert terminal.after(LEFT) == b""


def test_no_color_means_no_colour_code_at_all(tmp_path: Path) -> None:
    with opened(written(tmp_path), (80, 24), NO_COLOR="1") as terminal:
        terminal.until(b"See a post")
        terminal.after(b"5" + DOWN + b":")
        assert _COLOUR.findall(bytes(terminal.seen)) == []
        assert "┏".encode() in terminal.seen


def test_an_empty_no_color_is_none(tmp_path: Path) -> None:
    with opened(written(tmp_path), (80, 24), NO_COLOR="") as terminal:
        terminal.until(b"See a post")
        assert b"38;2;" in terminal.seen


def test_sixteen_colours_go_by_name(tmp_path: Path) -> None:
    with opened(written(tmp_path), (80, 24), TERM="linux", COLORTERM="") as terminal:
        terminal.until(b"See a post")
        assert b"38;2;" not in terminal.seen
        assert b"38;5;" not in terminal.seen
        assert _COLOUR.findall(bytes(terminal.seen))


@pytest.mark.parametrize(
    "more",
    [
        {"TERM": "linux", "COLORTERM": ""},
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"LC_ALL": "C"},
    ],
    ids=str,
)
def test_where_only_ascii_is_shown_only_ascii_is_sent(tmp_path: Path, more: dict[str, str]) -> None:
    with opened(written(tmp_path), (80, 24), **more) as terminal:
        terminal.until(b"See a post")
        terminal.after(b"5" + DOWN + b"?")
        assert bytes(terminal.seen).isascii()


def test_ascii_can_be_asked_for(tmp_path: Path) -> None:
    with opened(written(tmp_path), (80, 24), "--ascii") as terminal:
        terminal.until(b"See a post")
        assert bytes(terminal.seen).isascii()


def test_a_resized_terminal_is_drawn_whole(tmp_path: Path) -> None:
    import fcntl
    import struct

    with opened(written(tmp_path), (80, 24)) as terminal:
        terminal.until(b"See a post")
        terminal.settle()
        fcntl.ioctl(terminal.file, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        terminal.until(b"Buy an outfit online")


def test_a_process_that_was_stopped_from_outside_draws_whole_and_hears_each_key_once(tmp_path: Path) -> None:
    with opened(path := written(tmp_path), (80, 24)) as terminal:
        terminal.until(b"See a post")
        terminal.settle()
        modes, threads = termios.tcgetattr(terminal.file), len(list(Path(f"/proc/{terminal.pid}/task").glob("*")))
        os.kill(terminal.pid, signal.SIGSTOP)
        as_a_shell_has_it = [*modes[:3], modes[3] | termios.ICANON | termios.ECHO, *modes[4:]]
        termios.tcsetattr(terminal.file, termios.TCSANOW, as_a_shell_has_it)
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.until(b"See a post")
        terminal.settle()
        assert termios.tcgetattr(terminal.file)[3] == modes[3]
        assert len(list(Path(f"/proc/{terminal.pid}/task").glob("*"))) <= threads
        terminal.after(b"".join([UP, DOWN] * 20) + b"1")
        assert "emotion = -2" in path.read_text()
        terminal.press(b"q")
        assert terminal.code() == 0


def test_a_signal_to_go_on_that_comes_with_a_hang_up_takes_the_terminal_over_no_more(tmp_path: Path) -> None:
    with Terminal([*python(HUNG_UP), str(written(tmp_path))], (80, 24), environment()) as terminal:
        terminal.until(b"See a post")
        terminal.settle()
        before = len(terminal.seen)
        os.kill(terminal.pid, signal.SIGHUP)
        assert terminal.code() == -signal.SIGHUP
        assert b"\x1b[?1049h" not in terminal.seen[before:]


def test_while_an_editor_has_the_terminal_going_on_after_a_stop_leaves_it_alone(tmp_path: Path) -> None:
    editor, is_done = tmp_path / "editor", tmp_path / "done"
    editor.write_text(
        f"#!/bin/sh\nstty -icanon -echo\nprintf 'in the editor'\nwhile [ ! -e {is_done} ]; do sleep 0.05; done\n"
    )
    editor.chmod(0o755)
    with opened(written(tmp_path), (80, 24), EDITOR=str(editor), VISUAL="") as terminal:
        terminal.until(b"See a post")
        terminal.settle()
        terminal.press(b"E")
        terminal.until_sent(b"in the editor")
        terminal.rest()
        modes = termios.tcgetattr(terminal.file)
        os.kill(terminal.pid, signal.SIGCONT)
        assert terminal.read(1.0) == b""
        assert termios.tcgetattr(terminal.file) == modes
        is_done.touch()
        terminal.until(b"See a post")
        terminal.press(b"q")
        assert terminal.code() == 0
