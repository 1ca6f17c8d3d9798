"""The map that another one is measured against: for a future map, the current one it names as its baseline."""

from __future__ import annotations

from pathlib import Path

from cjm_tui.checking.nearest import did_you_mean, sentence
from cjm_tui.errors import NotFoundError, UnreadableError
from cjm_tui.model.document import Document
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.services.workspace.documents import glance


def baseline_of(path: Path, document: Document) -> Document:
    """Return the baseline of the map at `path`. Blocks on the disk.

    Raises `NotFoundError` where the map names none or one that is not there, `UnreadableError` where it cannot be read.
    """
    name = document.header.text("baseline")
    if not name:
        hint = "M opens the map's own form; baseline stands there."
        raise NotFoundError("No baseline", "this map names no other map as its baseline", hint)
    maps = workspace_of(path).maps
    if name not in maps:
        near = did_you_mean(name, set(maps))
        raise NotFoundError("No such baseline", f"there is no map “{name}”", sentence(near))
    found = glance(maps[name]).document
    if found is None:
        raise UnreadableError("Cannot read the baseline", f"{maps[name]} cannot be read", f"cjm check {name} says why.")
    return found
