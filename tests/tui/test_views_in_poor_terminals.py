"""Every view on a real terminal that knows no colours, or nothing but ASCII: nothing else reaches it."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.render.views.order import VIEWS
from cjm_tui.services.workspace.shipped import maps_folder
from tests.sample_maps import LUNCH
from tests.tui.stories import written
from tests.tui.terminal import Terminal, environment

if TYPE_CHECKING:
    from collections.abc import Mapping

CJM = str(Path(sys.executable).with_name("cjm"))
COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9\d|10[0-7])[;\dm]")


def all_views(folder: Path, words: list[str], settings: Mapping[str, str]) -> bytes:
    """Turn through all views, take some steps in each, and return what the terminal was sent."""
    path = written(folder, LUNCH)
    with Terminal([CJM, *words, str(path)], (80, 24), environment(**settings)) as terminal:
        terminal.until(b"Read the menu")
        terminal.after(b"O")
        for view in VIEWS[1:]:
            terminal.press(b"v")
            terminal.until(f"{view.id.capitalize()}: ".encode())
            terminal.after(b"\x1b[B\x1b[C\x1b[B")
        return bytes(terminal.seen)


def all_other_rooms(folder: Path, words: list[str], settings: Mapping[str, str]) -> bytes:
    """Go through personas, a journey, evidence, forms, lists and dialogs, and return what the terminal was sent."""
    maps = Path(shutil.copytree(maps_folder(), folder / "maps"))
    with Terminal([CJM, *words, "-C", str(maps.parent)], (80, 24), environment(**settings)) as terminal:
        # Maps stream in, and of a row that another one takes only what differs is sent: no title need come whole.
        terminal.until(b" problems")
        terminal.settle()
        for keys in (
            b"@",
            b"v",
            b"\x1b",
            b"\r",
            b"\x1b",
            b"\x1b",
            b'"',
            b"i",
            b"\x1b",
            b"\x1b",
            b"?",
            b"\x1b",
            b":",
            b"\x1b",
        ):
            terminal.after(keys, 0.1)
        for keys in (b"\r", b"\r", b"\x1b", b"!", b"\x1b", b"i", b"\x1b", b"M", b"\x1b", b"P", b"\x1b", b"r", b"\x1b"):
            terminal.after(keys, 0.1)
        return bytes(terminal.seen)


@pytest.mark.parametrize("words", [["--ascii"], []], ids=["ascii", "no-colour"])
def test_no_room_of_the_app_sends_what_a_poor_terminal_has_not(tmp_path: Path, words: list[str]) -> None:
    sent = all_other_rooms(tmp_path, words, {"NO_COLOR": "" if words else "1"})
    for room in (b"personas", b"evidence", b"keys", b"all commands"):
        assert room in sent
    if words:
        assert max(sent) < 128
    else:
        assert not COLOUR.search(sent)


def test_where_there_is_only_ascii_no_other_byte_is_sent(tmp_path: Path) -> None:
    sent = all_views(tmp_path, ["--ascii"], {})
    assert max(sent) < 128
    assert b">" in sent


def test_without_colours_no_colour_is_sent(tmp_path: Path) -> None:
    assert not COLOUR.search(all_views(tmp_path, [], {"NO_COLOR": "1"}))


def test_with_sixteen_colours_no_other_colour_is_sent(tmp_path: Path) -> None:
    sent = all_views(tmp_path, [], {"TERM": "xterm", "COLORTERM": ""})
    assert COLOUR.search(sent)
    assert b"38;2;" not in sent
    assert b"38;5;" not in sent
