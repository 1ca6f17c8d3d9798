"""A file that both sides made, so that nobody knows what they started from: one file with two hands in it, or two.

Of two maps that have little in common neither can be put into the other: they are one conflict, about the map as a
whole, which holds all of the other one. Nothing of either is lost, and nothing mixed.
"""

from __future__ import annotations

from cjm_tui.model.conflict import WHOLE, Conflict, disputed_key, disputed_name
from cjm_tui.model.document import Document
from cjm_tui.model.record import HEADER, Record
from cjm_tui.model.values import Table, Value, same, split_key

_CARDS = ("stage", "touchpoint")


def are_two(ours: Document, theirs: Document) -> bool:
    """Tell whether two maps under one name are two: made from two templates, or with few of their cards in common."""
    templates = {document.header.text("template") for document in (ours, theirs)} - {""}
    if len(templates) > 1:
        return True
    cards = [{key for key in document.records if key.kind in _CARDS} for document in (ours, theirs)]
    shared = sum(ours.records[key].name == theirs.records[key].name for key in cards[0] & cards[1])
    return shared * 2 < min(map(len, cards))


def twin_conflict(ours: Document, theirs: Document) -> Conflict:
    """Return the conflict between two maps of one name; ours stands, the other one is in it with all its records."""
    whole = {disputed_name(key): Table(dict(record.fields)) for key, record in theirs.records.items()}
    return Conflict(HEADER, WHOLE, None, Table(dict(ours.header.fields)), Table(whole))


def is_about_twins(conflict: Record) -> bool:
    """Tell whether a conflict record is about two maps of one name."""
    about = disputed_key(conflict)
    return (
        about == HEADER and not conflict.text("field") and not conflict.text("base") and bool(conflict.text("theirs"))
    )


def twin(kind: str, told: Table) -> Document:
    """Return the map that the other side of such a conflict holds."""
    records = []
    for name, fields in told.items():
        of, *id_ = split_key(name) if name != "map" else ("",)
        records.append(Record(of, ".".join(id_), dict(fields) if isinstance(fields, Table) else {}))
    return Document(kind, {record.key: record for record in records})


def agreed(one: Document, other: Document) -> Document:
    """Return what two documents agree on: the records both have by one name, with the fields that are the same."""
    return Document(
        one.kind,
        {
            key: Record(*key, {name: value for name, value in record.fields.items() if _has(found, name, value)})
            for key, record in one.records.items()
            if (found := other.records.get(key)) is not None and (key == HEADER or found.name == record.name)
        },
    )


def _has(record: Record, name: str, value: Value) -> bool:
    found = record.fields.get(name)
    return found is not None and same(found, value)
