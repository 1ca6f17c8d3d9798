"""A line that is typed on a real terminal: what is half typed survives whatever ends the app, and is offered again."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from cjm_tui.services.workspace.shipped import maps_folder
from tests.tui.board_stories import git
from tests.tui.terminal import Terminal, environment, python

START = "import sys; from cjm_tui.cli.main import main; sys.exit(main())"


@pytest.fixture
def outfit(tmp_path: Path) -> Path:
    """Copy the sample maps into a repository of their own; return a map's path."""
    maps = Path(shutil.copytree(maps_folder(), tmp_path / "maps"))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "The maps")
    return maps / "buy-an-outfit.toml"


def a_board(outfit: Path) -> Terminal:
    """Start the app on a map and wait until it is at rest."""
    terminal = Terminal([*python(START), str(outfit)], (120, 24), environment())
    terminal.until(b"enter")
    terminal.settle()
    return terminal


def drafts(home: Path) -> list[Path]:
    """Return the files of all drafts."""
    return sorted((home / "state" / "cjm" / "drafts").rglob("*.json"))


LINES = [
    (b"ipHalf said", "an insight about See a post", b"i", b"ip", 'name = "Half said again"'),
    (b"oHalf said", "an opportunity for See a post", b"o", b"o", 'name = "How might we Half said again"'),
    (b"aHalf said", "a new card", b"a", b"a", 'name = "Half said again"'),
    (b"AHalf said", "a new stage", b"A", b"A", 'name = "Half said again"'),
    (b"e\x15Half said", "the name of See a post", b"e", b"e", 'name = "Half said again"'),
]


@pytest.mark.parametrize(
    ("line", "end"),
    [*((line, "SIGHUP") for line in LINES), *((LINES[0], end) for end in ("SIGTERM", "closed", "ctrl+q"))],
)
def test_a_line_half_typed_outlives_the_app_and_stands_there_again(
    line: tuple[bytes, str, bytes, bytes, str], end: str, outfit: Path, own_world: Path
) -> None:
    typed, name, key, back, written = line
    before = outfit.read_text()
    with a_board(outfit) as terminal:
        terminal.after(typed, 0.1)
        if end == "closed":
            terminal.hang_up()
        elif end == "ctrl+q":
            terminal.press(b"\x11")
        else:
            os.kill(terminal.pid, getattr(signal, end))
        terminal.seconds_to_end(is_read=end != "closed")
    assert outfit.read_text() == before
    (draft,) = drafts(own_world)
    assert draft.stat().st_mode & 0o777 == 0o600
    with a_board(outfit) as terminal:
        terminal.until_sent(f"{name} · {key.decode()} offers it again".encode())
        terminal.settle()
        terminal.press(back + b" again\r")
        terminal.until(b"u undoes")
        terminal.settle()
    assert written in outfit.read_text()
    assert drafts(own_world) == []


def test_the_message_of_a_revision_outlives_the_app(outfit: Path, own_world: Path) -> None:
    with a_board(outfit) as terminal:
        terminal.after(b"5", 0.1)
        terminal.after(b"c at last", 0.3)
        os.kill(terminal.pid, signal.SIGHUP)
        terminal.seconds_to_end()
    with a_board(outfit) as terminal:
        terminal.until_sent("the message of a revision · c offers it again".encode())
        terminal.settle()
        terminal.after(b"c\x13", 1.0)
    assert git(outfit.parent, "log", "-1", "--format=%s").strip().endswith(" at last")
    assert drafts(own_world) == []


def test_a_line_is_on_the_disk_two_seconds_after_the_key(outfit: Path, own_world: Path) -> None:
    with a_board(outfit) as terminal:
        terminal.after(b"ipHalf said", 1.9)
        assert len(drafts(own_world)) == 1
        os.kill(terminal.pid, signal.SIGKILL)


def test_esc_keeps_the_words_of_an_insight_and_an_emptied_line_keeps_nothing(outfit: Path, own_world: Path) -> None:
    with a_board(outfit) as terminal:
        terminal.after(b"ipHalf said")
        terminal.press(b"\x1b")
        terminal.until(b"Not added; i here offers it again")
        terminal.press(b"i")
        terminal.until(b"any letter goes on: Half said")
        terminal.after(b"p\x15\x1b")
    assert drafts(own_world) == []


def test_esc_gives_a_name_in_place_up(outfit: Path, own_world: Path) -> None:
    with a_board(outfit) as terminal:
        terminal.after(b"e\x15Half said", 1.5)
        terminal.after(b"\x1b", 1.5)
    assert drafts(own_world) == []


def test_a_line_that_nobody_types_in_sends_nothing(outfit: Path) -> None:
    with a_board(outfit) as terminal:
        terminal.after(b"ipHalf said", 1.5)
        assert terminal.read(3) == b""
