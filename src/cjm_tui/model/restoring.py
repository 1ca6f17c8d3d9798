"""Bringing back what a map was: all of it, one card, or one field, as an edit like any other."""

from __future__ import annotations

from cjm_tui.errors import NotFoundError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import removal, remove_record
from cjm_tui.model.kinds import declared
from cjm_tui.model.merge_fields import place_of
from cjm_tui.model.record import Record, RecordKey


def restored(now: Document, then: Document, key: RecordKey | None = None, field: str = "") -> Document:
    """Return `now` with what it was in `then`: the whole map, one record, or one field of a record.

    A record that is gone now comes back with what hung on it then; one that was not there then goes, with what hangs
    on it. A field that says where a record stands brings its place back as a whole. Raises `NotFoundError` when the
    record is in neither.
    """
    if key is None:
        return Document(now.kind, then.records)
    current, past = now.records.get(key), then.records.get(key)
    if current is None and past is None:
        raise NotFoundError("Cannot restore", f"there is no {key} in this map, and there was none then")
    if past is None:
        return remove_record(now, key)
    if current is None:
        return now.with_records(record for record in removal(then, key) if record.key not in now.records)
    return now.with_records([_with_field(now, current, past, field) if field else past])


def _with_field(now: Document, current: Record, past: Record, field: str) -> Record:
    place = place_of(declared(now.kind).kind(current.kind))
    names = place if field in place else (field,)
    return current.with_fields({name: past.get(name) for name in names})
