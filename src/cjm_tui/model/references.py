"""Who refers to whom inside one document.

References are found from the declarations, so a new reference field needs no line here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from cjm_tui.model.conflict_ids import with_ids_followed
from cjm_tui.model.document import Document
from cjm_tui.model.fields import Field
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.suspect import looked_again
from cjm_tui.model.values import Value, join_key, split_key


class Reference(NamedTuple):
    """One reference: the record and the key it stands under, its declaration, and the id it names.

    `by_key` is true when the id is the key of a table's entry (`emotion_by.fiona`) rather than a value.
    """

    source: RecordKey
    key: str
    field: Field
    target: str
    by_key: bool = False


def references(document: Document, record: Record) -> Iterator[Reference]:
    """Yield every reference a record makes, to records of this document and to others."""
    return _made(record, _reference_fields(document.kind, record.kind))


def targets(reference: Reference) -> tuple[str, ...]:
    """Return the kinds a reference may point to."""
    return _kinds_of(reference.field)


def needed(document: Document, record: Record) -> Iterator[Reference]:
    """Yield the references without any of which a record could not stand; of a list one that is left is enough."""
    fields = _needed_fields(document.kind, record.kind)
    return _made(record, fields) if fields else iter(())


def hosts_of(document: Document, record: Record) -> Iterator[RecordKey]:
    """Yield what a record hangs on: what it needs to name."""
    for reference in needed(document, record):
        yield from (RecordKey(kind, reference.target) for kind in targets(reference))


def references_to(document: Document, keys: Collection[RecordKey]) -> Iterator[Reference]:
    """Yield the references in a document to any of these records (or other files, or channels, by kind and id).

    However many they are, every record is looked at once, and only where it may name one of their kinds.
    """
    kinds = {key.kind for key in keys}
    naming: dict[str, tuple[Field, ...]] = {}
    for record in document:
        fields = naming.get(record.kind)
        if fields is None:
            declared_fields = _reference_fields(document.kind, record.kind)
            fields = tuple(field for field in declared_fields if not kinds.isdisjoint(_kinds_of(field)))
            naming[record.kind] = fields
        if fields:
            for reference in _made(record, fields):
                if any((kind, reference.target) in keys for kind in targets(reference)):
                    yield reference


def retargeted(document: Document, ids: Mapping[RecordKey, str | None]) -> Document:
    """Return the document with every reference to a key of `ids` naming the new id, or dropped where that is None.

    What is remembered of something stays when that is gone; what was remembered of an insight that says the same under
    the new ids is remembered so.
    """
    changed: dict[RecordKey, Record] = {}
    for reference in references_to(document, ids):
        record = changed.get(reference.source) or document.records[reference.source]
        old = next(key for kind in targets(reference) if (key := RecordKey(kind, reference.target)) in ids)
        new = ids[old]
        if reference.by_key and new is None and reference.field.memory:
            continue
        if reference.by_key:
            field, entry = reference.field.name, record.fields[reference.key]
            renamed = {join_key((field, new)): entry} if new is not None else {}
            changed[record.key] = record.with_fields({reference.key: None, **renamed})
        elif reference.key in record.fields:
            value = _replaced(record.fields[reference.key], old.id, new)
            changed[record.key] = record.with_fields({reference.key: value})
    return looked_again(document, document.with_records(changed.values())) if changed else document


def with_ids(document: Document, ids: Mapping[RecordKey, str]) -> Document:
    """Return the document with records under other ids, every reference and every conflict about them following."""
    if not ids:
        return document
    renamed = [Record(key.kind, new, (old := document.records[key]).fields, old.source) for key, new in ids.items()]
    moved = retargeted(document.with_records(renamed, ids), ids)
    return moved.with_records(_conflicts_followed(moved, ids))


def followed(document: Document, ids: Mapping[RecordKey, str]) -> Document:
    """Return a document with its references to records of other files, and those in dispute, naming their new ids.

    A conflict between two ids that are one now is none any more.
    """
    moved = retargeted(document, ids)
    conflicts = _conflicts_followed(moved, ids)
    one = [conflict.key for conflict in conflicts if conflict.text("ours") == conflict.text("theirs")]
    return moved.with_records(conflicts).with_records((), one) if conflicts else moved


def _conflicts_followed(document: Document, ids: Mapping[RecordKey, str]) -> list[Record]:
    about = [(conflict, with_ids_followed(document.kind, conflict, ids)) for conflict in document.of_kind("conflict")]
    return [after for before, after in about if after is not before]


@lru_cache(maxsize=256)
def _reference_fields(document_kind: str, record_kind: str) -> tuple[Field, ...]:
    """Return the fields of a kind of record that name other records, none for an unknown kind."""
    kind = declared(document_kind).kind(record_kind)
    return tuple(field for field in kind.fields if _kinds_of(field)) if kind else ()


@lru_cache(maxsize=256)
def _needed_fields(document_kind: str, record_kind: str) -> tuple[Field, ...]:
    """Return the reference fields of a kind of record that are required, or one of which is."""
    kind = declared(document_kind).kind(record_kind)
    one_of = kind.one_of if kind else ()
    fields = _reference_fields(document_kind, record_kind)
    return tuple(field for field in fields if field.required or field.name in one_of)


def _kinds_of(field: Field) -> tuple[str, ...]:
    """Return the kinds that a field, or the keys of its entries, may name."""
    if field.keyed_by:
        return () if field.keyed_by == "date" else (field.keyed_by,)
    return field.to


def _made(record: Record, fields: Iterable[Field]) -> Iterator[Reference]:
    for field in fields:
        if field.is_table:
            for key in record.fields:
                if key.startswith(f"{field.name}."):
                    yield Reference(record.key, key, field, split_key(key)[1], by_key=True)
        elif field.name in record.fields:
            for target in _ids(record.fields[field.name]):
                yield Reference(record.key, field.name, field, target)


def _ids(value: Value) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, tuple) else ()


def _replaced(value: Value, old: str, new: str | None) -> Value | None:
    if not isinstance(value, tuple):
        return new
    replaced = [new if item == old else item for item in value]
    kept = tuple(dict.fromkeys(item for item in replaced if item is not None))
    return kept or None
