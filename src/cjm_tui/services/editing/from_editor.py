"""What an editor made of a copy of the map's file, taken in as one edit.

Where the file is as it was, it gets the copy's text to the byte, comments and order included. Where somebody changed it
meanwhile, the two are merged by record and field, and nothing newer is overwritten unseen.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cjm_tui.errors import CjmError, SaveError, UnreadableError
from cjm_tui.services.editing.live_merge import LiveMerge, merge_live
from cjm_tui.services.editing.open_map import OpenMap, edited, on_disk_of
from cjm_tui.storage.files import load, reading_of
from cjm_tui.storage.lens import read
from cjm_tui.storage.rewriting import replace_text

if TYPE_CHECKING:
    from cjm_tui.model.document import Document
    from cjm_tui.storage.manuscripts import Manuscript
    from cjm_tui.storage.reading import Reading


def written_in(manuscript: Manuscript, kind: str) -> Reading:
    """Return what the editor left, as a document of a kind; raise `UnreadableError` where it is none."""
    reading = reading_of(manuscript.raw, manuscript.copy.name)
    if reading.document is None:
        problem = reading.problems[0]
        raise UnreadableError("Not taken in", f"{problem.path}:{problem.line}: {problem.message}", problem.hint)
    if reading.document.kind != kind:
        raise UnreadableError(
            "Not taken in", f"{manuscript.copy.name} is no {kind} any more", f'Its first line is: schema = "{kind}/1"'
        )
    return reading


def taken_in(open_map: OpenMap, base: str, written: Reading) -> tuple[OpenMap, LiveMerge]:
    """Return the open map with what an editor made of the text `base`, and how it went together with what came since.

    `open_map` is the map with everything taken in that the disk holds.
    """
    after, common = _document(written), _document(read(base))
    if not open_map.unsaved and open_map.saved[open_map.path].reading.text == base:
        with suppress(SaveError):  # somebody was quicker, or it cannot be written: then it is saved as an edit is
            replace_text(open_map.path, base, written.text)
            on_disk = on_disk_of(load(open_map.path).reading)
            if on_disk.reading.text == written.text:
                fresh = edited(open_map, on_disk.document)
                saved = {**open_map.saved, open_map.path: on_disk._replace(document=fresh.document)}
                return fresh._replace(saved=saved), LiveMerge(fresh.document)
    together = merge_live(common, after, open_map.document)
    return edited(open_map, together.document), together


def _document(reading: Reading) -> Document:
    if reading.document is None:
        raise CjmError("Not taken in", "the text that the editor began with cannot be read any more")
    return reading.document
