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

from cjm_tui.errors import SaveError, UnreadableError
from cjm_tui.model.document import Document
from cjm_tui.services.editing.open_map import Edit, OnDisk, OpenMap, Step, arrived, opened
from cjm_tui.storage.files import load, save
from cjm_tui.storage.lens import Reading

if TYPE_CHECKING:
    from cjm_tui.model.merge import Conflict, Merged
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
    from cjm_tui.model.merge import Merged
    from cjm_tui.services.editing.live_merge import merge_live

    landings: dict[Path, Landing] = {}
    for path in open_map.unsaved:
        if path not in open_map.saved and not revive:
            raise SaveError("Not saved", f"{path.name} was deleted on the disk", "`:w` makes it again.")
        live: list[LiveMerge] = []

        def merging(base: Document, ours: Document, theirs: Document, live: list[LiveMerge] = live) -> Merged:
            live[:] = [merge_live(base, ours, theirs)]
            return Merged(live[0].document, live[0].conflicts)

        submitted, before = open_map.present[path], open_map.saved.get(path)
        saved = save(path, before.reading if before else None, submitted, merge=merging)
        overruled = live[0].overruled if live else None
        landings[path] = Landing(submitted, saved.reading, saved.merged_from_disk, saved.conflicts, overruled)
    return Flushed(landings)


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
