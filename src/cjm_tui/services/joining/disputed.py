"""Which files of a workspace have something to settle: maps, personas, evidence, the team's own, its templates."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cjm_tui.errors import CjmError
from cjm_tui.services.joining.conflicts import choices
from cjm_tui.services.joining.markers import has_markers
from cjm_tui.services.workspace.discovery import Workspace, workspace_of
from cjm_tui.services.workspace.documents import called
from cjm_tui.storage.files import load


class Disputed(NamedTuple):
    """A file with conflicts: how it is called, how commands name it, and how many are open (0 where it has markers)."""

    path: Path
    title: str
    name: str
    open_ones: int

    @property
    def is_map(self) -> bool:
        """Tell whether the file has a board of its own."""
        return "/" not in self.name and self.name != "cjm"

    @property
    def how_many(self) -> str:
        """Return how many conflicts are open, in words."""
        return f"{self.open_ones} conflict{'s' * (self.open_ones != 1)}" if self.open_ones else "git’s markers"


def disputed_around(start: Path, *, but: Path | None = None, with_maps: bool = True) -> tuple[Disputed, ...]:
    """Return what `disputed_files` does of the workspace around a file or folder; nothing where there is none."""
    try:
        workspace = workspace_of(start)
    except CjmError:
        return ()
    return disputed_files(workspace, but=but, with_maps=with_maps)


def disputed_files(workspace: Workspace, *, but: Path | None = None, with_maps: bool = True) -> tuple[Disputed, ...]:
    """Return the files in which something is open, in the workspace's order; `but`, or every map, is left out.

    Only what looks like a conflict is read as a document, so that a large workspace is gone through quickly.
    """
    left_out = {but, *(() if with_maps else workspace.maps.values())}
    found = []
    for path in workspace.files:
        if path in left_out or not _looks_disputed(path):
            continue
        try:
            loaded = load(path)
        except CjmError:
            continue
        document = loaded.document
        count = len(choices(document)) if document is not None else 0
        if count or has_markers(loaded.text):
            title = called(document, path) if document is not None else path.name
            found.append(Disputed(path, title, _name_of(workspace, path), count))
    return tuple(found)


def in_words(disputed: tuple[Disputed, ...]) -> str:
    """Say where something is open still: the first by name, and how many more."""
    more = f" and {len(disputed) - 1} more" if len(disputed) > 1 else ""
    return f"{disputed[0].title}{more}" if disputed else ""


def _looks_disputed(path: Path) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return b"[conflict." in content or b"<<<<<<<" in content


def _name_of(workspace: Workspace, path: Path) -> str:
    return path.relative_to(workspace.folder).with_suffix("").as_posix()
