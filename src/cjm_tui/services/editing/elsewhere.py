"""What a file that is gone from its place is called now: told by what it says, or by the commit that renamed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.services.editing.watching import called_now

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.history.repository import Repository
    from cjm_tui.model.document import Document

_TIPS = ("HEAD", "MERGE_HEAD")
"""Where a rename may be that took the file away: in what stands here, or in what is being merged."""


def moved_to(path: Path, known: Document) -> Path | None:
    """Return the file that goes on with one that is gone and said `known` when it was last seen; None for none."""
    twin = called_now(path, known)
    return path.with_name(twin) if twin else _renamed(path)


def _renamed(path: Path) -> Path | None:
    from cjm_tui.history.repository import Repository, find_repository

    repository = find_repository(path.parent)
    if not isinstance(repository, Repository):
        return None
    for tip in _TIPS:
        now = _followed(repository, tip, path)
        if now is not None:
            return now
    return None


def _followed(repository: Repository, tip: str, path: Path) -> Path | None:
    """Follow a file from rename to rename; a name that was met already ends it."""
    from cjm_tui.history.renamed import renamed_away

    met = {path}
    while not path.exists():
        name = renamed_away(repository, tip, repository.name_of(path))
        path = repository.root / name
        if not name or path in met:
            return None
        met.add(path)
    return path
