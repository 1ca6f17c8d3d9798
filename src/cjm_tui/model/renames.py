"""Which records were given another id, as far as two documents show it: one went, and one like it came.

Invariant: a record has at most one new name and one old one, and where it is not clear which, it has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.model.conflict import disputed_key, disputed_name
from cjm_tui.model.record import COMMENT_KEYS, Record, RecordKey
from cjm_tui.model.references import retargeted
from cjm_tui.model.values import same

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_tui.model.document import Document

_ALIKE = 2 / 3
_ENOUGH = 3
"""How many fields two records have in common at least, and which share of all, to be one record of two names."""


def under_id(document: Document, key: RecordKey, new_id: str) -> Document:
    """Return the document with a record under another id that is free, and all that refers to it following."""
    record, new_key = document.records[key], RecordKey(key.kind, new_id)
    renamed = Record(key.kind, new_id, record.fields, record.source)
    moved = retargeted(document.with_records([renamed], [key]), {key: new_id})
    conflicts = [
        conflict.with_fields({"record": disputed_name(new_key)})
        for conflict in moved.of_kind("conflict")
        if disputed_key(conflict) == key
    ]
    return moved.with_records(conflicts)


def renames(before: Document, after: Document) -> dict[RecordKey, RecordKey]:
    """Return the old key and the new one of each record that got another id."""
    gone = [record for key, record in before.records.items() if key.id and key not in after.records]
    came = [record for key, record in after.records.items() if key.id and key not in before.records] if gone else []
    found: dict[RecordKey, RecordKey] = {}
    for record in gone:
        twins = _twins(record, came)
        if len(twins) == 1 and len(_twins(twins[0], gone)) == 1:
            found[record.key] = twins[0].key
    return found


def with_renames(base: Document, ours: Document, theirs: Document) -> tuple[Document, Document, Document]:
    """Return three documents where every record goes by one id: the new one that a side gave it.

    What the other side did to the record under its old id, and what it put on it, is kept so.
    """
    if base.records.keys() <= ours.records.keys() and base.records.keys() <= theirs.records.keys():
        return base, ours, theirs
    by_us, by_them = renames(base, ours), renames(base, theirs)
    for old, new in by_us.items():
        if _is_free(old, new, theirs):
            base, theirs = under_id(base, old, new.id), under_id(theirs, old, new.id)
    for old, new in by_them.items():
        if _is_free(old, new, ours):
            base, ours = under_id(base, old, new.id), under_id(ours, old, new.id)
    return base, ours, theirs


def _is_free(old: RecordKey, new: RecordKey, other: Document) -> bool:
    return old in other.records and new not in other.records


def _twins(record: Record, others: Iterable[Record]) -> list[Record]:
    """Return those of some records that may be this one under another id: the same in all, else much alike."""
    alike = [other for other in others if other.kind == record.kind and record.kind != "conflict"]
    exact = [other for other in alike if other.fields == record.fields]
    return exact or [other for other in alike if _are_alike(record, other)]


def _are_alike(one: Record, other: Record) -> bool:
    keys = (one.fields.keys() | other.fields.keys()) - set(COMMENT_KEYS)
    shared = sum(key in one.fields and key in other.fields and same(one.fields[key], other.fields[key]) for key in keys)
    return shared >= _ENOUGH and shared >= len(keys) * _ALIKE
