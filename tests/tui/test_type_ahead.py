"""What is typed ahead on a real terminal: a whole line at once does what it does key by key."""

from __future__ import annotations

import difflib
import shutil
import time
from pathlib import Path

import pytest

from cjm_tui.services.workspace.shipped import maps_folder
from tests.tui.board_stories import a_past, a_team, git
from tests.tui.terminal import Terminal, environment, python

START = "import sys; from cjm_tui.cli.main import main; sys.exit(main())"


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        (b"aPay by card\r", ["[touchpoint.pay-by-card-2]", 'name = "Pay by card"', '  stage = "inspiration"']),
        (b"ipNobody says when\r", ["[insight.nobody-says-when]", 'name = "Nobody says when"', '  kind = "pain"']),
        (b"e\x15Hello\r", ['name = "Hello"']),
        (b"\r\t\t\t\t And now?\x13", ['  thinking = "That. For Saturday. And now?"']),
        (b"5jj1", ["  emotion = 2", "  emotion = -2"]),
        (b":emotion +2\r", ["  emotion = 2"]),
    ],
)
def test_a_line_typed_ahead_finds_what_each_key_opens(keys: bytes, written: list[str], tmp_path: Path) -> None:
    maps = Path(shutil.copytree(maps_folder(), tmp_path / "maps"))
    outfit = maps / "buy-an-outfit.toml"
    before = outfit.read_text().splitlines()
    with Terminal([*python(START), str(outfit)], (80, 24), environment()) as terminal:
        terminal.until(b"enter")
        terminal.settle()
        terminal.after(keys, 1.0)
    changes = difflib.unified_diff(before, outfit.read_text().splitlines(), lineterm="", n=0)
    added = [line[1:] for line in changes if line.startswith("+") and not line.startswith("+++")]
    assert set(written) <= set(added)


@pytest.mark.parametrize("pause", [0.0, 0.001, 0.02])
def test_what_is_typed_ahead_of_a_screen_that_git_is_asked_for_is_for_that_screen(pause: float, tmp_path: Path) -> None:
    team = a_team(tmp_path / "shop")
    a_past(team)
    git(team.folder, "branch", "faster")
    with Terminal([*python(START), str(team.map)], (80, 24), environment()) as terminal:
        terminal.until(b"enter")
        terminal.settle()

        def types(*keys: bytes) -> None:
            for key in keys:
                terminal.press(key)
                time.sleep(pause)
            terminal.settle(1.0)

        types(b"5", b"c", b"\x13")
        assert git(team.folder, "rev-list", "--count", "HEAD").strip() == "4"
        after = team.map.read_text()
        types(b"D", b"j", b"d", b"d", b"5", b"q")
        types(b"c5dd")  # there is nothing to commit: no dialog comes
        assert team.map.read_text() == after
        types(b"b", b"f", b"a", b"s", b"\r")
        assert git(team.folder, "branch", "--show-current").strip() == "faster"
        there = team.map.read_text()
        types(b"r", b"j", b"\r", b"1", b"q", b"q")
        types(b"B", b"d", b"d", b"\x1b")
        assert team.map.read_text() == there != after
