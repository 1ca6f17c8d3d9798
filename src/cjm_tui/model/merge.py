"""Merge: one function for git's merge driver, a colleague's save, a pull, and undo.

`merge(base, ours, theirs)` works by kind, id and field. Its laws: `merge(a, a, b) == b`, `merge(a, b, a) == b`,
`merge(a, b, b) == b`; swapping the sides gives the same content and the same conflicts; a true conflict is always
reported and never half applied: ours stands in place, and what one side removed along with a record in dispute waits
for that. A record that one side gave another id is still the same record.
"""

from __future__ import annotations

from typing import NamedTuple

from cjm_tui.model.conflict import WHOLE, Conflict
from cjm_tui.model.disputed_removals import with_what_waits
from cjm_tui.model.document import Document
from cjm_tui.model.fields import Kind
from cjm_tui.model.kinds import declared
from cjm_tui.model.merge_fields import PLACE, Clash, merge_record_fields, place_of, place_value
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.references import Reference, references, references_to, targets
from cjm_tui.model.renames import with_renames
from cjm_tui.model.values import Value


class Merged(NamedTuple):
    """What a merge came to: the document with ours standing wherever the two disagree, and where they do."""

    document: Document
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Document, ours: Document, theirs: Document) -> Merged:
    """Return `ours` and `theirs` together, both made from `base`."""
    if theirs is base or theirs is ours:
        return Merged(ours)
    if ours is base:
        return Merged(theirs)
    base, ours, theirs = with_renames(base, ours, theirs)
    ours, theirs = with_what_waits(base, ours, theirs), with_what_waits(base, theirs, ours)
    records: dict[RecordKey, Record] = {}
    conflicts: list[Conflict] = []
    for key in {**ours.records, **theirs.records, **base.records}:
        sides = was, mine, other = base.records.get(key), ours.records.get(key), theirs.records.get(key)
        if mine is other or was is other:
            record = mine
        elif was is mine:
            record = other
        else:
            record, found = _merge_record(declared(ours.kind).kind(key.kind), *sides)
            conflicts += found
        if record is not None:
            records[key] = record
    merged = Document(theirs.kind if ours.kind == base.kind else ours.kind, records)
    conflicts += _newly_dangling(merged, base, ours, theirs, conflicts)
    return Merged(merged, tuple(sorted(conflicts, key=lambda conflict: (conflict.key, conflict.field))))


def _merge_record(
    kind: Kind | None, base: Record | None, ours: Record | None, theirs: Record | None
) -> tuple[Record | None, list[Conflict]]:
    if theirs in (ours, base):
        return ours, []
    if base == ours:
        return theirs, []
    if ours is not None and theirs is not None and ours.key == HEADER:
        base = base or Record(*HEADER)
    if base is None or ours is None or theirs is None:
        key = next(side.key for side in (base, ours, theirs) if side is not None)
        return ours, [Conflict(key, WHOLE, base, ours, theirs)]
    fields, clashes = merge_record_fields(kind, base.fields, ours.fields, theirs.fields)
    return Record(ours.kind, ours.id, fields, _source(base, ours, theirs)), [_conflict(ours.key, c) for c in clashes]


def _conflict(key: RecordKey, clash: Clash) -> Conflict:
    return Conflict(key, clash.field, clash.base, clash.ours, clash.theirs)


def _source(base: Record, ours: Record, theirs: Record) -> str:
    """Return the text that knows best where the comments stand: the side that brought new ones."""
    comments = {key: value for key, value in ours.fields.items() if key.startswith("#")}
    kept = {key: value for key, value in base.fields.items() if key.startswith("#")}
    return theirs.source if comments == kept and theirs.source else ours.source


def _newly_dangling(
    merged: Document, base: Document, ours: Document, theirs: Document, known: list[Conflict]
) -> list[Conflict]:
    """Return conflicts for references whose target one side removed while the other relies on it.

    A record that is itself in dispute counts as there: who settles that settles the references to it.
    """
    gone = {key for side in (ours, theirs) for key in side.records if key not in merged.records}
    if not gone:
        return []
    loose = [
        reference
        for reference in references_to(merged, gone)
        if _leads_nowhere(merged, reference)
        and not any(_leads_nowhere(side, reference) for side in (base, ours, theirs))
    ]
    whole = {conflict.key for conflict in known if conflict.field == WHOLE}
    found: dict[tuple[RecordKey, str], Conflict] = {
        (conflict.key, conflict.field): conflict for conflict in known if conflict.field != WHOLE
    }
    new: list[Conflict] = []
    for reference in loose:
        place = place_of(declared(merged.kind).kind(reference.source.kind))
        field = PLACE if reference.key in place else reference.key
        if reference.source in whole or (reference.source, field) in found:
            continue
        if any(RecordKey(kind, reference.target) in whole for kind in targets(reference)):
            continue
        sides = [_side(document, reference.source, reference.key, place) for document in (base, ours, theirs)]
        conflict = Conflict(reference.source, field, *sides)
        found[conflict.key, field] = conflict
        new.append(conflict)
    return new


def _leads_nowhere(document: Document, reference: Reference) -> bool:
    """Tell whether a document makes a reference to records that it does not hold."""
    record = document.records.get(reference.source)
    return (
        record is not None
        and not any((kind, reference.target) in document.records for kind in targets(reference))
        and any(own == reference for own in references(document, record))
    )


def _side(document: Document, key: RecordKey, field: str, place: tuple[str, ...]) -> Value | None:
    record = document.records.get(key)
    if record is None:
        return None
    return place_value(record.fields, place) if field in place else record.fields.get(field)
