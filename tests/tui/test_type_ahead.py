"""What is typed ahead on a real terminal: a whole line at once does what it does key by key."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from cjm_tui.services.workspace.shipped import maps_folder
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
