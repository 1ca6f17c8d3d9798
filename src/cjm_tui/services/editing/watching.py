"""Noticing what others write: a cheap look at the files of an open map.

Looking costs one `stat` a file, so it can be done several times a second for as long as a workshop lasts; a file is
only read again when its size, time or identity changed, and only taken apart where it says something else.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cjm_tui.errors import NotFoundError, UnreadableError
from cjm_tui.model.document import Document
from cjm_tui.model.problem import Problem
from cjm_tui.services.editing.open_map import OnDisk, OpenMap
from cjm_tui.storage.files import load
from cjm_tui.storage.reading import Reading
from cjm_tui.storage.unfinished import lacks_its_end

Mark = tuple[int, int, int]
"""Identity, size and time of a file: what a `stat` tells of a change, of who may read it as well."""

MISSED: Mark = (0, 0, 0)
"""The mark of a file that was missed once: git and some editors take a file away for a moment to write it anew."""

_JUST_NOW = 0.05
_EMPTIED = 5.0


class Seen(NamedTuple):
    """What a look found: the marks to compare the next look with, and every file that says something else than before.

    A reading of None stands for a file that two looks found gone, or that has been empty for some seconds. A reading
    without a document is a file that cannot be read now, half written by an editor perhaps; its problems say why, and
    the next look tries again.
    """

    marks: Mapping[Path, Mark | None]
    changed: Mapping[Path, Reading | None] = MappingProxyType({})


def look(open_map: OpenMap, marks: Mapping[Path, Mark | None]) -> Seen:
    """Look at the files of an open map; `marks` are those of the last look, empty the first time."""
    now = {path: _mark(path) for path in open_map.present}
    changed: dict[Path, Reading | None] = {}
    for path, mark in now.items():
        if path in marks and marks[path] == mark:
            continue
        before = open_map.saved.get(path)
        if mark is None and marks.get(path, MISSED) != MISSED:
            now[path] = MISSED
            continue
        reading = _reading(path, before.reading if before else None)
        if reading is not None and _may_be_unfinished(path, reading, before):
            now[path] = marks.get(path)
            if before is not None and not reading.text and _age_of(path) > _EMPTIED:
                changed[path] = None
        elif reading is None:
            if before is not None and before.document.records:
                changed[path] = None
        elif before is None or reading.text != before.reading.text:
            changed[path] = reading
    return Seen(now, changed)


def _may_be_unfinished(path: Path, reading: Reading, before: OnDisk | None) -> bool:
    """Tell whether somebody may be writing a file right now: it is empty, or has just lost its last cards perhaps."""
    if reading.document is None:
        return False
    if before is None or not before.reading.text:
        return not reading.text
    return lacks_its_end(reading.text, before.reading.text) and (not reading.text or _age_of(path) < _JUST_NOW)


def _age_of(path: Path) -> float:
    """Return how many seconds ago somebody wrote a file, 0 when it cannot be told."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _mark(path: Path) -> Mark | None:
    try:
        found = os.stat(path)  # noqa: PTH116  # many times a second, for every file
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_ctime_ns


def _reading(path: Path, known: Reading | None) -> Reading | None:
    try:
        return load(path, known=known).reading
    except NotFoundError:
        return None
    except UnreadableError as failure:
        why = failure.message.removeprefix(f"{path} cannot be opened: ")
        hint = (failure.hint[:1].lower() + failure.hint[1:]).removesuffix(".")
        return Reading("", None, (Problem(str(path), 0, "", "", why, hint, code="unreadable"),))


def called_now(path: Path, document: Document) -> str:
    """Return the name of the file in the same folder that says now what one said that is gone; empty for none."""
    for other in sorted(path.parent.glob("*.toml")):
        reading = _reading(other, None)
        if reading is not None and reading.document == document:
            return other.name
    return ""
