"""Bringing back what a map was: all of it, one card, or one field, as an edit like any other."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cjm_tui.errors import NotFoundError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import removal, remove_record
from cjm_tui.model.kinds import declared
from cjm_tui.model.merge_fields import place_of
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.references import references_to, with_ids
from cjm_tui.model.renames import under_new_ids
from cjm_tui.model.suspect import framed

ID = "id"
"""The name under which a record's id is told and brought back like a field."""


def restored(now: Document, then: Document, key: RecordKey | None = None, field: str = "") -> Document:
    """Return `now` with what it was in `then`: the whole map, one record, or one field of a record (`ID`: its id).

    A record that is gone now comes back with what hung on it then, a card with its stage where that is gone too, and
    whatever named it then and is still there names it again; one that was not there then goes, with what hangs on it;
    one that got another id since is brought back whole under the old one. What refers to others finds them under the
    ids they have now. A field that says where a record stands brings its place back as a whole. Raises `NotFoundError`
    when the record is in neither.
    """
    if key is None:
        return Document(now.kind, then.records)
    then, renamed = under_new_ids(then, now)
    key = renamed.get(key, key)
    current, past = now.records.get(key), then.records.get(key)
    if current is None and past is None:
        raise NotFoundError("Cannot restore", f"there is no {key} in this map, and there was none then")
    if past is None:
        return framed(now, remove_record(now, key))
    if current is None:
        gone = [record for record in _with_stage(then, key) if record.key not in now.records]
        return _named_again(now.with_records(gone), then, [record.key for record in gone])
    back = {new: old.id for old, new in renamed.items() if new == key and field in {"", ID}}
    if field != ID or not back:
        after = now.with_records([_with_field(now, current, past, field) if field else past])
        # An opportunity that comes back whole brings what it remembered.
        now = framed(now, after) if field or key.kind != "opportunity" else after
    return with_ids(now, back)


def _with_stage(then: Document, key: RecordKey) -> Iterator[Record]:
    """Yield a record that is to come back, what hung on it, and the stage without which a card stands nowhere."""
    yield from removal(then, key)
    stage = then.records.get(RecordKey("stage", then.records[key].text("stage")))
    if key.kind == "touchpoint" and stage is not None:
        yield stage


def _named_again(now: Document, then: Document, back: Collection[RecordKey]) -> Document:
    """Return `now` with the references to records that came `back`, which had to go when those went."""
    named: dict[RecordKey, Record] = {}
    for reference in references_to(then, back):
        record = named.get(reference.source) or now.records.get(reference.source)
        past = then.records[reference.source].fields[reference.key]
        if record is None or reference.source in back:
            continue
        value = record.get(reference.key)
        if isinstance(past, tuple) and not reference.by_key:
            listed = value if isinstance(value, tuple) else ()
            known = [item for item in past if item in listed or item == reference.target]
            value = (*known, *(item for item in listed if item not in past))
        named[record.key] = record.with_fields({reference.key: past if value is None else value})
    return now.with_records(named.values())


def _with_field(now: Document, current: Record, past: Record, field: str) -> Record:
    place = place_of(declared(now.kind).kind(current.kind))
    names = place if field in place else (field,)
    return current.with_fields({name: past.get(name) for name in names})
