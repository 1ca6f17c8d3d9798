"""Files that one side of a merge removed and the other changed: a person says which is meant, and git is told."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from cjm_tui.history.joining import let_go, mark_settled, unmerged_files
from cjm_tui.history.repository import Repository, find_repository, require_repository
from cjm_tui.history.unmerged import unmerged

Side = Literal["ours", "theirs"]


class OneSided(NamedTuple):
    """A file in dispute: its name from the root, where it stands, and which side has it still."""

    name: str
    path: Path
    kept_by: Side


def one_sided_files(start: Path) -> tuple[OneSided, ...]:
    """Return the files around a file or folder that one side removed and the other changed."""
    repository = find_repository(start.parent if start.is_file() else start)
    if not isinstance(repository, Repository):
        return ()
    found = []
    for name in unmerged_files(repository):
        path = repository.root / name
        versions = unmerged(repository, path)
        if versions is not None and versions.is_one_sided:
            found.append(OneSided(name, path, "ours" if versions.theirs is None else "theirs"))
    return tuple(found)


def one_sided(path: Path) -> OneSided | None:
    """Return a file as one that is in dispute, None when it is not."""
    return next((one for one in one_sided_files(path) if one.path.resolve() == path.resolve()), None)


def choose_side(one: OneSided, side: Side) -> str:
    """Keep a file or let it go, as one side has it; return what happened. Raise `GitError` where git refuses."""
    repository = require_repository(one.path.parent, "Not settled")
    if side == one.kept_by:
        mark_settled(repository, [one.name])
        return f"{one.name} is kept, as it was changed"
    let_go(repository, one.name)
    return f"{one.name} is removed"
