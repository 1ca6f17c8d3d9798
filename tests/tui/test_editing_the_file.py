"""The map's file in the person's editor, at the card under the cursor, while the board is open."""

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
EDITS = """import json, pathlib, sys, time
path, orders = pathlib.Path(sys.argv[-1]), json.loads(pathlib.Path(sys.argv[1]).read_text())
pathlib.Path(sys.argv[1]).with_name("noted").write_text(repr(sys.argv[2:]))
pathlib.Path(sys.argv[1]).with_name("began").write_text(path.read_text())
if "colleague" in orders:
    other = pathlib.Path(orders["other"])
    other.write_text(other.read_text().replace(*orders["colleague"]))
path.write_text(path.read_text().replace(*orders["replace"]) if orders["replace"] else "")
time.sleep(orders.get("seconds", 0))
sys.exit(orders.get("status", 0))
"""
NAMED, RENAMED = 'name = "See a post"', 'name = "Renamed in vim"'


class Desk:
    """A map, and an editor that does what it is told."""

    def __init__(self, folder: Path) -> None:
        self.map = Path(shutil.copytree(maps_folder(), folder / "maps")) / "buy-an-outfit.toml"
        self.folder = folder
        self.program = folder / "vim"
        (folder / "edits.py").write_text(EDITS)
        self.program.write_text(f'#!/bin/sh\nexec {python("")[0]} {folder / "edits.py"} {folder / "orders"} "$@"\n')
        self.program.chmod(0o755)

    def orders(self, **orders: object) -> None:
        """Tell the editor what to do with the file."""
        (self.folder / "orders").write_text(json.dumps({"other": str(self.map), **orders}))

    def opened(self) -> Terminal:
        """Start the app, and wait until it is at rest."""
        path = f"{self.folder}:{os.environ['PATH']}"
        terminal = Terminal([*python(START), str(self.map)], (120, 24), environment(EDITOR="vim", PATH=path))
        terminal.until(b"enter")
        terminal.settle()
        return terminal


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def kept(home: Path) -> list[Path]:
    """Return the copies for the editor that are kept."""
    return sorted((home / "state" / "cjm" / "drafts").rglob("editing-*/*.toml"))


def test_what_the_editor_changed_is_on_the_board_to_the_byte_and_is_one_undo(desk: Desk, own_world: Path) -> None:
    before = desk.map.read_text()
    wanted = before.replace(NAMED, f"# Asked by Nora.\n{RENAMED}")
    desk.orders(replace=[NAMED, f"# Asked by Nora.\n{RENAMED}"])
    with desk.opened() as terminal:
        terminal.press(b"E")
        terminal.until(b"Renamed in vim")
        terminal.settle()
        assert desk.map.read_text() == wanted
        terminal.press(b"u")
        terminal.until(b"Undone")
        terminal.settle()
    assert NAMED in desk.map.read_text()
    line = next(n for n, text in enumerate(before.splitlines(), 1) if text.startswith("[touchpoint.see-a-post"))
    at, copy = eval((desk.folder / "noted").read_text())  # noqa: S307  # written by the editor above
    assert (at, Path(copy).name) == (f"+{line}", desk.map.name)
    assert kept(own_world) == []


def test_what_a_colleague_writes_meanwhile_stays_and_undo_takes_back_the_editors_part_alone(desk: Desk) -> None:
    theirs = ('goal = "', 'goal = "Theirs: ')
    assert theirs[0] in desk.map.read_text()
    desk.orders(replace=[NAMED, RENAMED], colleague=theirs)
    with desk.opened() as terminal:
        terminal.press(b"E")
        terminal.until(b"Renamed in vim")
        terminal.settle()
        assert theirs[1] in desk.map.read_text()
        assert RENAMED in desk.map.read_text()
        terminal.press(b"u")
        terminal.until(b"Undone")
        terminal.settle()
    assert theirs[1] in desk.map.read_text()
    assert NAMED in desk.map.read_text()


def test_of_one_value_that_a_colleague_wrote_too_neither_is_lost(desk: Desk) -> None:
    desk.orders(replace=[NAMED, RENAMED], colleague=[NAMED, 'name = "Renamed by Omar"'])
    with desk.opened() as terminal:
        terminal.press(b"E")
        terminal.until(b"meanwhile")
        terminal.settle()
        assert RENAMED in desk.map.read_text()
        terminal.press(b"u")
        terminal.until(b"Renamed by Omar")
        terminal.settle()
    assert 'name = "Renamed by Omar"' in desk.map.read_text()


def test_a_text_that_cannot_be_read_is_kept_and_opened_again_at_its_line(desk: Desk, own_world: Path) -> None:
    before = desk.map.read_text()
    desk.orders(replace=[NAMED, RENAMED.removesuffix('"')])
    with desk.opened() as terminal:
        terminal.press(b"E")
        terminal.until(b"opens")
        terminal.settle()
        assert desk.map.read_text() == before
        (copy,) = kept(own_world)
        assert copy.parent.stat().st_mode & 0o777 == 0o700
        os.kill(terminal.pid, signal.SIGKILL)
    desk.orders(replace=[RENAMED.removesuffix('"'), RENAMED])
    with desk.opened() as terminal:
        terminal.until_sent("the file in your editor · E offers it again".encode())
        terminal.press(b"E")
        terminal.until(b"Renamed in vim")
        terminal.settle()
    at, _ = eval((desk.folder / "noted").read_text())  # noqa: S307  # written by the editor above
    broken = (desk.folder / "began").read_text().splitlines()
    assert broken[int(at.removeprefix("+")) - 1] == RENAMED.removesuffix('"')
    assert RENAMED in desk.map.read_text()
    assert kept(own_world) == []


@pytest.mark.parametrize(
    ("orders", "said", "is_kept"),
    [
        ({"replace": [NAMED, RENAMED], "status": 1}, b"opens", True),
        ({"replace": [NAMED, NAMED], "status": 1}, b"stays", False),
        ({"replace": [NAMED, NAMED], "seconds": 1.2}, b"Nothing", False),
        ({"replace": [NAMED, NAMED]}, b"once;", False),
        ({"replace": None}, b"Emptied:", False),
    ],
)
def test_an_editor_that_fails_or_changes_nothing_changes_nothing(
    orders: dict[str, object], said: bytes, is_kept: bool, desk: Desk, own_world: Path
) -> None:
    before = desk.map.read_text()
    desk.orders(**orders)
    with desk.opened() as terminal:
        terminal.press(b"E")
        terminal.until(said)
        terminal.settle()
    assert desk.map.read_text() == before
    assert [copy for copy in kept(own_world) if copy.read_text() != before] == (kept(own_world) if is_kept else [])


def test_an_editor_that_did_not_wait_loses_nothing(desk: Desk, own_world: Path) -> None:
    desk.orders(replace=[NAMED, NAMED])
    with desk.opened() as terminal:
        terminal.press(b"E")
        terminal.until(b"once;")
        terminal.settle()
        (copy,) = kept(own_world)
        copy.write_text(copy.read_text().replace(NAMED, RENAMED))
        terminal.press(b"E")
        terminal.until(b"Renamed in vim")
        terminal.settle()
    assert RENAMED in desk.map.read_text()
