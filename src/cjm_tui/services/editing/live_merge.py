"""Merging while people work: nothing stops the room.

Two short values for one field: the one on the screen stands and the other is one undo away. Two versions of a long
text, or something removed by one that the other edited or put something on: a conflict to settle.
"""

from __future__ import annotations

from dataclasses import dataclass

from cjm_tui.model.conflict import ID, WHOLE, Conflict
from cjm_tui.model.document import Document
from cjm_tui.model.merge import merge
from cjm_tui.model.merge_fields import PLACE
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.references import with_ids
from cjm_tui.model.values import Table, Value

SHORT = 60
"""A text of up to so many characters on one line counts as a short value."""


@dataclass(frozen=True, slots=True)
class LiveMerge:
    """What came of it: the document, all conflicts, and the document with the other side's short values.

    `overruled` is None when no short value lost.
    """

    document: Document
    conflicts: tuple[Conflict, ...] = ()
    overruled: Document | None = None


def merge_live(base: Document, mine: Document, disk: Document) -> LiveMerge:
    """Return what is on the screen and what is on the disk together."""
    merged = merge(base, mine, disk)
    if not merged.conflicts:
        return LiveMerge(merged.document)
    lasting = tuple(conflict for conflict in merged.conflicts if not _is_short(conflict))
    passing = [conflict for conflict in merged.conflicts if _is_short(conflict)]
    document = merged.with_open(lasting)
    overruled = document
    for conflict in sorted(passing, key=lambda conflict: conflict.field == ID):
        overruled = _with_theirs(overruled, conflict)
    return LiveMerge(document, merged.conflicts, overruled if passing else None)


def _is_short(conflict: Conflict) -> bool:
    if conflict.field == WHOLE or _is_one_sided(conflict):
        return False
    return all(_is_short_value(side) for side in (conflict.ours, conflict.theirs) if side is not None)


def _is_one_sided(conflict: Conflict) -> bool:
    """Tell whether a value is in dispute that one side alone ever had: both are kept, since they exclude each other."""
    return conflict.base is None and None in (conflict.ours, conflict.theirs)


def _is_short_value(side: Value | Record) -> bool:
    return not isinstance(side, str) or (len(side) <= SHORT and "\n" not in side)


def _with_theirs(document: Document, conflict: Conflict) -> Document:
    record = document.records.get(conflict.key)
    if record is None:
        return document
    if conflict.field == ID:
        new = RecordKey(conflict.key.kind, str(conflict.theirs))
        return document if new in document.records else with_ids(document, {conflict.key: new.id})
    if conflict.field == PLACE:
        ours = conflict.ours if isinstance(conflict.ours, Table) else {}
        theirs = conflict.theirs if isinstance(conflict.theirs, Table) else {}
        place: dict[str, Value | None] = {**dict.fromkeys(ours), **theirs}
        return document.with_records([record.with_fields(place)])
    value = None if isinstance(conflict.theirs, Record) else conflict.theirs
    return document.with_records([record.with_fields({conflict.field: value})])
