"""Edits of a map that could not be saved while the app was open: put aside, and taken up the next time.

Invariant: what is taken up is an edit like any other, merged with what the file holds by then, and undone like one.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.services.editing.live_merge import merge_live
from cjm_tui.services.editing.open_map import OpenMap, edited
from cjm_tui.storage.lens import read, rewrite
from cjm_tui.storage.unsaved import Unsaved, keep_unsaved, unsaved_of


def put_aside(open_map: OpenMap) -> None:
    """Keep what the map's own file should hold outside of it. Where that fails too, nothing more can be done."""
    on_disk = open_map.saved.get(open_map.path)
    if on_disk is None or open_map.path not in open_map.unsaved:
        return
    with suppress(CjmError):
        wanted = rewrite(on_disk.reading, open_map.document).text
        keep_unsaved(open_map.path, Unsaved(on_disk.reading.text, wanted))


def forget(path: Path) -> None:
    """Drop what was kept: it is in the file now."""
    keep_unsaved(path, None)


def left_behind(path: Path) -> Unsaved | None:
    """Return what could not be saved into a file the last time, None when there is nothing."""
    return unsaved_of(path)


def taken_up(open_map: OpenMap, left: Unsaved) -> OpenMap:
    """Return the open map with the edits that were left behind; the same one when it has them all already.

    Where somebody changed the same since, the edit stands for a short value, and both are kept for a long one.
    """
    base, wanted = read(left.base).document, read(left.wanted).document
    if base is None or wanted is None or wanted.kind != open_map.document.kind:
        return open_map
    return edited(open_map, merge_live(base, wanted, open_map.document).document)
