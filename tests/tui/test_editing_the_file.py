"""The map's file in the person's editor, at the card under the cursor, while the board is open."""

from __future__ import annotations

import shutil
from pathlib import Path

from cjm_tui.services.workspace.shipped import maps_folder
from tests.tui.terminal import Terminal, environment, python

START = "import sys; from cjm_tui.cli.main import main; sys.exit(main())"
RENAMES = """import sys, pathlib
path = pathlib.Path(sys.argv[-1])
pathlib.Path(sys.argv[1]).write_text(repr(sys.argv[2:]))
path.write_text(path.read_text().replace('name = "See a post"', 'name = "Renamed in vim"'))
"""


def test_what_the_editor_changed_is_on_the_board(tmp_path: Path) -> None:
    maps = Path(shutil.copytree(maps_folder(), tmp_path / "maps"))
    outfit, noted, program = maps / "buy-an-outfit.toml", tmp_path / "noted", tmp_path / "vim"
    program.write_text(f'#!/bin/sh\nexec {python("")[0]} {tmp_path / "renames.py"} {noted} "$@"\n')
    program.chmod(0o755)
    (tmp_path / "renames.py").write_text(RENAMES)
    with Terminal([*python(START), str(outfit)], (80, 24), environment(EDITOR=str(program))) as terminal:
        terminal.until(b"enter")
        terminal.settle()
        terminal.press(b"E")
        terminal.until(b"Renamed in vim")
    line = next(
        n for n, text in enumerate(outfit.read_text().splitlines(), 1) if text.startswith("[touchpoint.see-a-post")
    )
    assert noted.read_text() == repr([f"+{line}", str(outfit)])
