"""One file under two names: what tells it, and the one file that both come to.

It happens where two people gave a file different ids: git merges what they wrote, and keeps it under either name.
Invariant: nothing of either is lost; where the two say something else of the same, it is a conflict to settle.
"""

from __future__ import annotations

from typing import Final

from cjm_tui.model.conflict import Conflict, with_conflict_records
from cjm_tui.model.document import Document
from cjm_tui.model.made_twice import agreed, are_two
from cjm_tui.model.merge import Merged, merge
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.references import references_to
from cjm_tui.model.values import join_key, same

TOLD_APART_BY: Final = {
    "map": ("title", "state", "personas"),
    "persona": ("name", "role"),
    "evidence": ("name", "kind", "date"),
}
"""By which fields of its header a file is told from all others of its kind; the first is what it is called."""


def is_one(one: Document, other: Document) -> bool:
    """Tell whether two files are one under two names: called the same, for the same, with most cards in common."""
    fields = TOLD_APART_BY.get(one.kind, ())
    if one.kind != other.kind or not fields or not one.title:
        return False
    if any(one.header.get(field) != other.header.get(field) for field in fields):
        return False
    shared = {key for key in one.records.keys() & other.records.keys() if key.kind == "touchpoint"}
    return one.kind != "map" or (bool(shared) and not are_two(one, other))


def united(ours: Document, theirs: Document) -> Merged:
    """Return two documents as one, from what they agree on; what only one of them has is in it."""
    return merge(agreed(ours, theirs), ours, theirs)


def named_once(document: Document, old: RecordKey, new: str) -> Document:
    """Return a document that says something of a file under two ids, `new` and the `old` one, with one value of each.

    What it says otherwise of the old one (an emotion of a persona) is in a conflict beside what stands under the new.
    """
    changed: dict[RecordKey, Record] = {}
    conflicts = []
    for reference in references_to(document, {old}):
        record = changed.get(reference.source) or document.records[reference.source]
        entry = join_key((reference.field.name, new))
        if not reference.by_key or entry not in record.fields:
            continue
        kept, other = record.fields[entry], record.fields[reference.key]
        changed[record.key] = record.with_fields({reference.key: None})
        if not same(kept, other):
            conflicts.append(Conflict(record.key, entry, None, kept, other))
    return with_conflict_records(document.with_records(changed.values()), tuple(conflicts))
