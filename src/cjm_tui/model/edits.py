"""Edits: pure functions from document to document.

None of them touches a neighbour: moving a card changes that card's stage and order and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cjm_tui.errors import NotFoundError, UsageError
from cjm_tui.model.conflict import disputed_key
from cjm_tui.model.document import Document
from cjm_tui.model.ids import ID, free_id
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.references import needed, references_to, retargeted, targets, with_ids
from cjm_tui.model.rows import put_in_row
from cjm_tui.model.suspect import remembered
from cjm_tui.model.values import Value, split_key


def set_fields(document: Document, key: RecordKey, values: Mapping[str, Value | None]) -> Document:
    """Return the document with fields of a record set, and those given as None unset.

    Raises `NotFoundError` when the record does not exist.
    """
    return document.with_records([_existing(document, key).with_fields(values)])


def set_field(document: Document, key: RecordKey, field: str, value: Value | None) -> Document:
    """Return the document with one field of a record set, or unset when `value` is None."""
    return set_fields(document, key, {field: value})


def add_record(document: Document, record: Record) -> Document:
    """Return the document with a record added; raises `UsageError` when one of its kind and id is there already."""
    if record.key in document.records:
        raise UsageError("Cannot add", f"{record.key} is there already", "Give it another id.")
    return document.with_records([record])


def new_record(document: Document, kind: str, name: str, values: Mapping[str, Value] | None = None) -> Record:
    """Return a record for `document` (not yet in it), its id the free slug of its name.

    Raises `UsageError` when the file has a key of its own where the records of that kind would stand.
    """
    if kind in document.header.fields:
        message = f"the file has a key “{kind}” of its own, where its {kind} records stand"
        raise UsageError("Cannot add", message, "Rename that key in the file, or take it out.")
    taken = {record.id for record in document if record.kind == kind} | _loose_keys(document, kind)
    taken |= remembered(document) if kind == "insight" else frozenset()
    return Record(kind, free_id(name, kind, taken), {"name": name, **(values or {})})


def add_touchpoint(
    document: Document, name: str, stage: str, after: str | None = None, values: Mapping[str, Value] | None = None
) -> tuple[Document, RecordKey]:
    """Return the document with a new touchpoint in `stage`, after the touchpoint `after` or last, and its key."""
    column = document.touchpoints_by_stage().get(stage, ())
    record = new_record(document, "touchpoint", name, {"stage": stage, **(values or {})})
    return document.with_records(put_in_row(record, column, _place_after(column, after))), record.key


def add_stage(document: Document, name: str, after: str | None = None) -> tuple[Document, RecordKey]:
    """Return the document with a new stage directly after the stage `after`, or last, and its key."""
    stages = document.stages()
    record = new_record(document, "stage", name)
    return document.with_records(put_in_row(record, stages, _place_after(stages, after))), record.key


def removal(document: Document, key: RecordKey) -> tuple[Record, ...]:
    """Return what a removal takes along: the record first, then what hangs on it and could not stand without it."""
    taken = fresh = {key: _existing(document, key)}
    while fresh:
        naming = dict.fromkeys(reference.source for reference in references_to(document, fresh.keys()))
        left = [document.records[source] for source in naming if source not in taken]
        fresh = {record.key: record for record in left if hangs(document, record, taken)}
        taken = {**taken, **fresh}
    about = [conflict for conflict in document.of_kind("conflict") if disputed_key(conflict) in taken]
    return tuple({**taken, **{conflict.key: conflict for conflict in about}}.values())


def hangs(document: Document, record: Record, taken: Collection[RecordKey]) -> bool:
    """Tell whether a record cannot stand once those in `taken` are gone: of what it needs to name, nothing is left."""
    kind = declared(document.kind).kind(record.kind)
    named: dict[str, list[bool]] = {}
    for reference in needed(document, record):
        is_left = not any((to, reference.target) in taken for to in targets(reference))
        named.setdefault(reference.key, []).append(is_left)
    one_of = [is_left for name in kind.one_of for is_left in named.pop(name, ())] if kind else []
    return not all(map(any, named.values())) or (bool(one_of) and not any(one_of))


def remove_record(document: Document, key: RecordKey) -> Document:
    """Return the document without a record and what hangs on it; other references to them are dropped.

    What an opportunity remembers of an insight stays, so that it is suspect until somebody has looked.
    Raises `NotFoundError` when the record does not exist.
    """
    gone: dict[RecordKey, None] = dict.fromkeys(record.key for record in removal(document, key))
    return retargeted(document.with_records((), gone), gone)


def move_touchpoint(document: Document, id_: str, stage: str, place: int) -> Document:
    """Return the document with a touchpoint standing at a place (0 is first) among the other touchpoints of a stage."""
    key = RecordKey("touchpoint", id_)
    touchpoint = _existing(document, key)
    column = [other for other in document.touchpoints_by_stage().get(stage, ()) if other.id != id_]
    moved = touchpoint.with_fields({"stage": stage})
    return document.with_records(put_in_row(moved, column, place))


def move_stage(document: Document, id_: str, place: int) -> Document:
    """Return the document with a stage standing at a place (0 is first) among the other stages."""
    stage = _existing(document, RecordKey("stage", id_))
    return document.with_records(put_in_row(stage, [other for other in document.stages() if other.id != id_], place))


def change_id(document: Document, key: RecordKey, new_id: str) -> Document:
    """Return the document with a record under another id and every reference to it following.

    Raises `UsageError` when the new id is taken or no id.
    """
    _existing(document, key)
    new_key = RecordKey(key.kind, new_id)
    if new_key in document.records or new_id in _loose_keys(document, key.kind):
        raise UsageError("Cannot rename", f"{new_key} is there already", "Choose another id.")
    return with_ids(document, {key: checked_id(new_id)})


def checked_id(id_: str) -> str:
    """Return an id that a person gave; raise `UsageError` when it is none of ours."""
    if not ID.match(id_):
        raise UsageError("Cannot rename", f"“{id_}” is no id", "Ids are made of a–z, 0–9 and -, at most 48 of them.")
    return id_


def _existing(document: Document, key: RecordKey) -> Record:
    record = document.records.get(key)
    if record is None:
        raise NotFoundError("No such record", f"there is no {key} in this {document.kind}")
    return record


def _loose_keys(document: Document, kind: str) -> frozenset[str]:
    """Return the keys that stand directly in the table of a kind, and so are no ids any more."""
    loose = document.get(kind, "")
    return frozenset(split_key(key)[0] for key in loose.fields) if loose else frozenset()


def _place_after(row: tuple[Record, ...], after: str | None) -> int:
    return next((index + 1 for index, other in enumerate(row) if other.id == after), len(row))
