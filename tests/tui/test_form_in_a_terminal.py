"""The form on a real terminal: what is half typed survives, nothing is sent while nothing happens."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from cjm_tui.services.workspace.shipped import maps_folder
from tests.tui.terminal import Terminal, environment, python

START = "import sys; from cjm_tui.cli.main import main; sys.exit(main())"


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """Copy the sample maps; return their folder."""
    return Path(shutil.copytree(maps_folder(), tmp_path / "maps"))


def a_form(maps: Path, size: tuple[int, int] = (80, 24)) -> Terminal:
    """Start the app on a map and open the form of its first card."""
    terminal = Terminal([*python(START), str(maps / "buy-an-outfit.toml")], size, environment())
    terminal.until(b"enter")
    terminal.settle()
    terminal.press(b"\r")
    terminal.until(b"keeps what you typed")
    terminal.settle()
    return terminal


def drafts(home: Path) -> list[Path]:
    """Return the files of all drafts."""
    return sorted((home / "state" / "cjm" / "drafts").rglob("*.json"))


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_hang_up_keeps_what_was_half_typed(maps: Path, own_world: Path, number: signal.Signals) -> None:
    with a_form(maps) as terminal:
        terminal.after(b"qqq", 0.1)
        os.kill(terminal.pid, number)
        terminal.code()
    (draft,) = drafts(own_world)
    assert json.loads(draft.read_text())["texts"] == {"name": "See a postqqq"}
    assert draft.stat().st_mode & 0o777 == 0o600
    with a_form(maps) as terminal:
        assert b"ctrl+t takes it up again" in terminal.seen
        terminal.after(b"\x14")
        terminal.press(b"\x13")
        terminal.until(b"See a postqqq")
        terminal.settle()
    assert 'name = "See a postqqq"' in (maps / "buy-an-outfit.toml").read_text()
    assert drafts(own_world) == []


def test_a_draft_is_on_the_disk_two_seconds_after_the_key(maps: Path, own_world: Path) -> None:
    with a_form(maps) as terminal:
        terminal.after(b"x", 1.9)
        assert len(drafts(own_world)) == 1
        os.kill(terminal.pid, signal.SIGKILL)
    assert 'name = "See a post"' in (maps / "buy-an-outfit.toml").read_text()


def test_an_idle_form_sends_nothing_and_a_tab_little(maps: Path) -> None:
    with a_form(maps) as terminal:
        assert terminal.read(2) == b""
        assert max(len(terminal.after(b"\t", 0.4)) for _ in range(8)) <= 2048
