"""Saving an open map: every edit is in the file at once.

`flush` blocks for as long as a durable write takes (about a millisecond for a map of 20 KB), so the app calls it from
a worker with the open map as it is, and takes in what came of it with `landed`, together with the edits made
meanwhile. Nothing on disk is ever overwritten unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import FileGoneError, SaveError, UnreadableError
from cjm_tui.model.document import Document
from cjm_tui.services.editing.open_map import Edit, OnDisk, OpenMap, Step, arrived, opened
from cjm_tui.storage.files import load, remove, save
from cjm_tui.storage.making import create
from cjm_tui.storage.reading import Reading

if TYPE_CHECKING:
    from cjm_tui.model.conflict import Conflict
    from cjm_tui.model.merge import Merged
    from cjm_tui.services.editing.live_merge import LiveMerge


class Landing(NamedTuple):
    """One file as a save left it: `submitted` is what was handed to it, `reading` what now stands on the disk.

    `overruled` is the document with the other side's short values where ours stood in place, None without such.
    """

    submitted: Document
    reading: Reading
    is_merged: bool = False
    conflicts: tuple[Conflict, ...] = ()
    overruled: Document | None = None


class Flushed(NamedTuple):
    """What a flush came to, file by file; a file that was saved already is not in it."""

    landings: Mapping[Path, Landing] = MappingProxyType({})


def open_map_at(path: Path, name: str = "") -> OpenMap:
    """Open the map in a file; `name` is how messages call it.

    Raises `NotFoundError` when there is none, `UnreadableError` with the first problem when it cannot be read.
    """
    loaded = load(path, name)
    if loaded.document is None:
        problem = loaded.problems[0]
        raise UnreadableError("Cannot open the map", str(problem), "Put it right in an editor; it opens at once then.")
    return opened(path, loaded.reading)


def flush(open_map: OpenMap, *, revive: bool = False) -> Flushed:
    """Save every file of an open map that is not on the disk yet, merging what changed there.

    A file that was deleted on the disk is only made again with `revive`. Raises `SaveError` in words when a file cannot
    be saved; that file stands as it was.
    """
    landings: dict[Path, Landing] = {}
    for path in open_map.unsaved:
        submitted, before = open_map.present[path], open_map.saved.get(path)
        if not submitted.records:
            landings[path] = _taken_away(path, submitted, before)
        elif before is not None and not before.document.records:
            landings[path] = _made(path, submitted)
        elif before is None and not revive:
            raise FileGoneError("Not saved", f"{path.name} was deleted on the disk", "`:w` makes it again.")
        else:
            landings[path] = _saved(path, submitted, before)
    return Flushed(landings)


def _saved(path: Path, submitted: Document, before: OnDisk | None) -> Landing:
    from cjm_tui.model.merge import Merged
    from cjm_tui.services.editing.live_merge import merge_live

    live: list[LiveMerge] = []

    def merging(base: Document, ours: Document, theirs: Document) -> Merged:
        live[:] = [merge_live(base, ours, theirs)]
        return Merged(live[0].document, live[0].conflicts)

    saved = save(path, before.reading if before else None, submitted, merge=merging)
    overruled = live[0].overruled if live else None
    return Landing(submitted, saved.reading, saved.merged_from_disk, saved.conflicts, overruled)


def _made(path: Path, submitted: Document) -> Landing:
    """Make a file; where somebody made one of that name meanwhile, theirs stands, and what is the same is ours.

    The app may save on both of its ways at once: the one that comes second finds what the first has made.
    """
    theirs = _read_if_there(path)
    if theirs is None:
        try:
            return Landing(submitted, create(path, submitted).reading)
        except SaveError:
            theirs = _read_if_there(path)
            if theirs is None:
                raise
    return Landing(submitted, theirs, is_merged=theirs.document != submitted)


def _read_if_there(path: Path) -> Reading | None:
    theirs = load(path).reading if path.exists() else None
    return theirs if theirs is not None and theirs.document is not None else None


def _taken_away(path: Path, submitted: Document, before: OnDisk | None) -> Landing:
    """Delete a file whose making was undone; one that somebody wrote into since stays."""
    nothing = Landing(submitted, Reading("", submitted))
    if before is None or not path.exists():
        return nothing
    theirs = load(path).reading
    if theirs.text != before.reading.text and theirs.document is not None:
        return Landing(submitted, theirs, is_merged=True)
    remove(path, before.reading)
    return nothing


def landed(open_map: OpenMap, flushed: Flushed) -> Step:
    """Return the open map after a flush: what the disk brought is merged in, edits made meanwhile are kept."""
    sentences: list[str] = []
    refused: list[Conflict] = []
    for path, landing in flushed.landings.items():
        if not landing.is_merged:
            on_disk = OnDisk(landing.reading, landing.submitted)
            open_map = open_map._replace(saved={**open_map.saved, path: on_disk})
            continue
        step = arrived(open_map, path, landing.reading, base=landing.submitted)
        open_map = step.open_map
        if landing.overruled is not None:
            overruled = Edit({path: landing.overruled}, {path: step.open_map.present[path]})
            open_map = open_map._replace(past=(*open_map.past, overruled))
        sentences += step.sentences
        refused += (*landing.conflicts, *step.refused)
    return Step(open_map, tuple(sentences), tuple(refused))
