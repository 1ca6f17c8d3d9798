"""A record that one side removed and the other edited is in dispute, and what went only along with it waits for that.

Without this, who settles that the card stays would have it back without its insights and without a reference to it.
"""

from __future__ import annotations

from cjm_tui.model.document import Document
from cjm_tui.model.edits import remove_record
from cjm_tui.model.record import Record, RecordKey


def with_what_waits(base: Document, one: Document, other: Document) -> Document:
    """Return `one` with all it removed along with records that `other` edited, but without those records themselves.

    Back come the records that hung on them and that the other left as they were, and the references to them.
    """
    disputed = [
        key
        for key in base.records.keys() - one.records.keys()
        if key in other.records and other.records[key] != base.records[key]
    ]
    back: dict[RecordKey, Record] = {}
    for key in sorted(disputed):
        without = remove_record(base, key)
        for own, record in base.records.items():
            after = without.records.get(own)
            if after is None:
                if own not in disputed and own not in one.records and other.records.get(own) == record:
                    back[own] = record
            elif after is not record and own in one.records:
                back[own] = _with_references(back.get(own, one.records[own]), record, after)
    return one.with_records(back.values()) if back else one


def _with_references(there: Record, before: Record, after: Record) -> Record:
    """Return a record with the fields in which nothing but the removal changed it as they were before."""
    changed = [name for name in before.fields if before.get(name) != after.get(name)]
    return there.with_fields({name: before.get(name) for name in changed if there.get(name) == after.get(name)})
