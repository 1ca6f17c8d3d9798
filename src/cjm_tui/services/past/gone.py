"""Files of a workspace that only git has any more."""

from __future__ import annotations

import os
from pathlib import Path

from cjm_tui.services.workspace.discovery import INNER, Workspace


def gone_from(workspace: Workspace) -> tuple[Path, ...]:
    """Return the files of a workspace that the last commit holds and the disk no more; none where there is no git.

    What a sparse checkout leaves out is not gone.
    """
    from cjm_tui.history.repository import Repository, find_repository
    from cjm_tui.history.tracked import committed_files, left_out

    repository = find_repository(workspace.folder)
    if not isinstance(repository, Repository):
        return ()
    folders = {workspace.folder, *(workspace.folder / inner for inner in INNER)}
    gone = tuple(
        path
        for path in committed_files(repository, workspace.folder)
        if path.suffix == ".toml" and path.parent in folders and not os.path.lexists(path)
    )
    without = left_out(repository, workspace.folder) if gone else frozenset()
    return tuple(path for path in gone if path not in without)
