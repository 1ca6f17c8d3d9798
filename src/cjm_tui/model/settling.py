"""Settling a conflict: somebody chose, and the conflict record goes."""

from __future__ import annotations

from typing import NamedTuple

from cjm_tui.errors import NotFoundError, UsageError
from cjm_tui.model.conflict import ID, WHOLE, disputed_key
from cjm_tui.model.document import Document
from cjm_tui.model.edits import hangs, remove_record
from cjm_tui.model.ids import free_id
from cjm_tui.model.kinds import declared
from cjm_tui.model.made_twice import is_about_twins, twin
from cjm_tui.model.merge_fields import PLACE, place_of
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.references import references, retargeted, targets, with_ids
from cjm_tui.model.values import Table, Value, literal


class Dispute(NamedTuple):
    """A conflict record as it is to be settled: which record, which field of it."""

    id: str
    key: RecordKey
    field: str


def disputes(document: Document) -> tuple[Dispute, ...]:
    """Return the open conflicts of a document, by id."""
    return tuple(dispute_of(record) for record in document.of_kind("conflict"))


def dispute_of(conflict: Record) -> Dispute:
    """Return what a conflict record is about."""
    return Dispute(conflict.id, disputed_key(conflict), conflict.text("field"))


def settle(document: Document, conflict_id: str, chosen: Value | None) -> Document:
    """Return the document with a conflict settled on a value, and the conflict record gone.

    `chosen` is what the field shall hold: None unsets it; for a place a `Table` of the place fields; for an id the new
    one, which all that names the record follows; for a whole record a `Table` of its fields, or None to remove it with
    what hangs on it. A record that is gone in the meantime stays gone unless it is itself what was chosen. What is
    chosen never names what is gone: such a reference is dropped. Raises `NotFoundError` when there is no such conflict,
    `UsageError` when the record could not stand so, or the id is another's.
    """
    conflict = document.get("conflict", conflict_id)
    if conflict is None:
        raise NotFoundError("Cannot settle", f"there is no conflict “{conflict_id}” in this map")
    dispute = dispute_of(conflict)
    settled = document.with_records((), [conflict.key])
    if dispute.field == WHOLE:
        return _settled_whole(settled, conflict, dispute.key, chosen)
    record = settled.records.get(dispute.key)
    if record is None:
        return settled
    if dispute.field == ID and ID not in record.fields:
        return _under_id(settled, dispute.key, chosen)
    if dispute.field == PLACE:
        place = place_of(declared(document.kind).kind(record.kind))
        where = chosen if isinstance(chosen, Table) else {}
        return _with(settled, record.with_fields({name: where.get(name) for name in place}))
    return _with(settled, record.with_fields({dispute.field: chosen}))


def _settled_whole(document: Document, conflict: Record, key: RecordKey, chosen: Value | None) -> Document:
    there = document.records.get(key)
    if is_about_twins(conflict):
        return _settled_twins(document, conflict, chosen)
    if isinstance(chosen, Table):
        kept = [side for name in ("ours", "theirs") if (side := conflict.text(name))]
        if there is not None and kept == [literal(chosen)]:
            return document  # it was not removed after all, and stands as it was edited meanwhile
        return _with(document, Record(key.kind, key.id, dict(chosen), there.source if there else ""))
    return remove_record(document, key) if there is not None else document


def _settled_twins(document: Document, conflict: Record, chosen: Value | None) -> Document:
    if not isinstance(chosen, Table):
        raise UsageError("Not settled", "before both there was no such map", "Take one of the two, or both.")
    return document if literal(chosen) == conflict.text("ours") else twin(document.kind, chosen)


def _under_id(document: Document, key: RecordKey, chosen: Value | None) -> Document:
    if not isinstance(chosen, str) or chosen == key.id:
        return document
    if RecordKey(key.kind, chosen) in document.records:
        message = f"{key.kind}.{chosen} is another one by now"
        raise UsageError("Not settled", message, "Take the other id, or give that one another first.")
    return with_ids(document, {key: chosen})


def _with(document: Document, record: Record) -> Document:
    """Return the document with a record that was chosen, without its references to what is gone."""
    there = document.records.get(record.key)
    known = set(references(document, there)) if there is not None else set()
    own = {kind.name for kind in declared(document.kind).records}
    lost = {
        RecordKey(kind, reference.target)
        for reference in references(document, record)
        for kind in targets(reference)
        if reference not in known and own.issuperset(targets(reference))
        if not any((other, reference.target) in document.records for other in targets(reference))
    }
    if not lost:
        return document.with_records([record])
    if hangs(document, record, lost):
        gone = " and ".join(str(key) for key in sorted(lost))
        message = f"“{record.name}” cannot stand so: {gone} is not there any more"
        raise UsageError("Not settled", message, "Take another side, or bring that back first.")
    alone = retargeted(Document(document.kind, {record.key: record}), dict.fromkeys(lost))
    return document.with_records(alone)


def settle_with_both(document: Document, conflict_id: str, theirs: Value | None) -> Document:
    """Return the document with both of two records that were made under one id, theirs under an id of its own.

    Raises `NotFoundError` when there is no such conflict, `UsageError` where ours is not there any more, or theirs
    cannot stand.
    """
    conflict = document.get("conflict", conflict_id)
    dispute = dispute_of(conflict) if conflict is not None else None
    if conflict is None or dispute is None or not isinstance(theirs, Table):
        raise NotFoundError("Cannot settle", f"there is no conflict “{conflict_id}” about two records in this map")
    if dispute.key not in document.records or not dispute.key.kind:
        raise UsageError("Not both", f"{dispute.key} is not there any more", "Take the one that is.")
    kind, id_ = dispute.key
    other = f"{id_}-2"
    second = Record(kind, free_id(other, kind, _taken(document, kind)), dict(theirs))
    return _with(document.with_records((), [conflict.key]), second)


def _taken(document: Document, kind: str) -> set[str]:
    return {record.id for record in document.of_kind(kind)}


def both_of(
    ours: Value | None, theirs: Value | None, base: Value | None = None, *, is_name: bool = False
) -> Value | None:
    """Return two values as one, None where that cannot be.

    Of lists the items of both in their order. Of texts one below the other; what both have of `base` at their
    beginning stands once. A name stays one line.
    """
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        known = set(map(literal, ours))
        return (*ours, *(item for item in theirs if literal(item) not in known))
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return None
    if ours == theirs:
        return ours
    if is_name:
        return f"{ours.strip()} / {theirs.strip()}"
    start = base.rstrip() if isinstance(base, str) else ""
    if start and ours.startswith(start) and theirs.startswith(start):
        return f"{ours.rstrip()}{theirs.removeprefix(start)}"
    return f"{ours.rstrip()}\n{theirs}"
