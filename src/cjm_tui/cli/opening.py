"""What a word that is no command means: a map, a folder of maps, or a slip of the finger.

Invariant: a word that means nothing is answered with the nearest command or map and the next thing to type.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from cjm_tui.checking.nearest import nearest
from cjm_tui.cli.catalogue import COMMANDS
from cjm_tui.cli.starting import has_screen
from cjm_tui.errors import NotFoundError
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.services.workspace.documents import file_named, workspace_here


class Opening(NamedTuple):
    """What the app opens: a workspace's folder, the map's path (None: the library), and how it was named."""

    folder: Path
    path: Path | None
    name: str


def opening(word: str) -> Opening:
    """Return what to open for a map's id, a path, or nothing; raise `NotFoundError` with the nearest name.

    Where there are no maps yet, a person at a terminal gets an empty library, which says how to make the first.
    """
    if not word:
        return Opening(_library_here(), None, "MAP")
    here = Path(word)
    if os.path.isdir(here):  # noqa: PTH112  # is_dir() and exists() raise where nobody lets us look
        return Opening(workspace_of(here).folder, None, "MAP")
    is_there = os.path.exists(here)  # noqa: PTH110  # as above
    if not is_there and "/" not in word and not word.endswith(".toml"):
        near = _nearest_command(word)
        if near:
            raise NotFoundError("No such command or map", f"there is no “{word}”", near)
    path = file_named(word)
    return Opening(workspace_of(path).folder, path, word)


def _library_here() -> Path:
    try:
        return workspace_here().folder
    except NotFoundError:
        if not has_screen():
            raise
        return Path("maps").absolute()


def _nearest_command(word: str) -> str:
    """Return what to type instead of a word that is no map, empty when the word is one or nothing comes near."""
    try:
        maps = workspace_here().maps
    except NotFoundError:
        maps = {}
    if word in maps:
        return ""
    if word == "open":
        return "`cjm` alone opens the app, `cjm MAP` a map."
    found = nearest(word, [*COMMANDS, *maps])
    return f"Did you mean {found}?" if found else "`cjm --help` lists the commands, `cjm list` the maps."
