"""Who refers to whom inside one document.

References are found from the declarations, so a new reference field needs no line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.fields import Field
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import Record, RecordKey
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
    kind = declared(document.kind).kind(record.kind)
    if kind is None:
        return
    for key, value in record.fields.items():
        field = kind.references.get(key if "." not in key else key.partition(".")[0])
        if field is None or field.is_table != ("." in key):
            continue
        if field.is_reference:
            for target in _ids(value):
                yield Reference(record.key, key, field, target)
        else:
            yield Reference(record.key, key, field, split_key(key)[1], by_key=True)


def targets(reference: Reference) -> tuple[str, ...]:
    """Return the kinds a reference may point to."""
    return (reference.field.keyed_by,) if reference.by_key else reference.field.to


def referring(document: Document, kind: str, id_: str) -> tuple[Reference, ...]:
    """Return the references in a document to the record (or the other file, or the channel) of that kind and id."""
    return tuple(
        reference
        for record in document
        if _may_name(record, id_)
        for reference in references(document, record)
        if reference.target == id_ and kind in targets(reference)
    )


def dangling(document: Document) -> tuple[Reference, ...]:
    """Return the references to records of this same document that are not there."""
    local = {kind.name for kind in declared(document.kind).records}
    return tuple(
        reference
        for record in document
        for reference in references(document, record)
        if (kinds := targets(reference))
        and all(kind in local for kind in kinds)
        and not any(RecordKey(kind, reference.target) in document.records for kind in kinds)
    )


def retargeted(document: Document, kind: str, old: str, new: str | None) -> Document:
    """Return the document with every reference to `old` naming `new` instead, or dropped when `new` is None."""
    changed: dict[RecordKey, Record] = {}
    for reference in referring(document, kind, old):
        record = changed.get(reference.source) or document.records[reference.source]
        if reference.by_key:
            field, entry = reference.field.name, record.fields[reference.key]
            renamed = {join_key((field, new)): entry} if new is not None else {}
            changed[record.key] = record.with_fields({reference.key: None, **renamed})
        else:
            value = _replaced(record.fields[reference.key], old, new)
            changed[record.key] = record.with_fields({reference.key: value})
    return document.with_records(changed.values()) if changed else document


def _may_name(record: Record, id_: str) -> bool:
    """Tell whether an id stands anywhere in a record: a quick look, which spares most records the thorough one."""
    for key, value in record.fields.items():
        if value == id_ or (type(value) is tuple and id_ in value) or id_ in key:
            return True
    return False


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
