"""The beginning of a history: a repository for maps that stand in none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import NotFoundError
from cjm_tui.history.creation import create_repository
from cjm_tui.history.repository import NoRepository, find_repository
from cjm_tui.services.workspace.discovery import workspace_of

if TYPE_CHECKING:
    from pathlib import Path


def room_for_history(path: Path) -> Path | None:
    """Return the folder to make a repository for the file at `path`, which holds its `maps/` where there is one.

    None where a repository is there already, or where something else is in the way: no git, a bare or broken one.
    """
    found = find_repository(path.parent)
    if not isinstance(found, NoRepository) or found.reason != "no-repository":
        return None
    try:
        folder = workspace_of(path).folder
    except NotFoundError:
        return path.parent
    return folder.parent if folder.name == "maps" else folder


def begin_history(folder: Path) -> None:
    """Make `folder` a repository; raise `GitError` in words. Nothing is committed yet."""
    create_repository(folder)
