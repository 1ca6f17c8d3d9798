"""Merge: one function for git's merge driver, a colleague's save, a pull, and undo.

`merge(base, ours, theirs)` works by kind, id and field. Its laws: `merge(a, a, b) == b`, `merge(a, b, a) == b`,
`merge(a, b, b) == b`; swapping the sides gives the same content and the same conflicts; a true conflict is always
reported and never half applied: ours stands in place. A record that one side gave another id is still the same record;
where both did, its id is in dispute. What one side removed and the other edited, or put something on, is in dispute as
a whole, and stands until that is settled.
"""

from __future__ import annotations

from typing import NamedTuple

from cjm_tui.model.conflict import ID, WHOLE, Conflict, with_conflict_records
from cjm_tui.model.document import Document
from cjm_tui.model.fields import Kind
from cjm_tui.model.kinds import declared
from cjm_tui.model.made_twice import agreed, are_two, twin_conflict
from cjm_tui.model.merge_fields import Clash, merge_record_fields
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.removals import held, starved, without_waiting
from cjm_tui.model.renames import Followed, with_renames


class Merged(NamedTuple):
    """What a merge came to: the document with ours standing wherever the two disagree, and where they do.

    `held` is the document that stands until removals in dispute are settled, where that is another one: what ours
    removed is in it, with what hangs on it.
    """

    document: Document
    conflicts: tuple[Conflict, ...] = ()
    held: Document | None = None

    @property
    def unsettled(self) -> Document:
        """Return the document as it stands until somebody has settled the conflicts, each a record in it."""
        return self.with_open(self.conflicts)

    def with_open(self, conflicts: tuple[Conflict, ...]) -> Document:
        """Return the document with some of the conflicts as records in it, all removals in dispute among them."""
        return with_conflict_records(self.held or self.document, conflicts)


def merge(base: Document, ours: Document, theirs: Document) -> Merged:
    """Return `ours` and `theirs` together, both made from `base`."""
    if theirs is base or theirs is ours:
        return Merged(ours)
    if ours is base:
        return Merged(theirs)
    if not base.records and ours.kind == theirs.kind == "map":
        if are_two(ours, theirs):
            return Merged(ours, (twin_conflict(ours, theirs),))
        base = agreed(ours, theirs)
    sides = with_renames(base, ours, theirs)
    missed: frozenset[RecordKey] = frozenset()
    while True:
        merged, more = _with_removals(sides, missed)
        if more <= missed:
            return merged
        missed |= more


def _with_removals(sides: Followed, missed: frozenset[RecordKey]) -> tuple[Merged, frozenset[RecordKey]]:
    """Merge what goes by the same ids; return as well which removals leave a record without all it needs.

    `missed` are those known already: they are in dispute.
    """
    base, ours, theirs, ids = sides
    mine = held(base, ours, theirs, {key for key, told in ids.items() if told.theirs} | missed)
    other = held(base, theirs, ours, {key for key, told in ids.items() if told.ours} | missed)
    both, conflicts = _by_record(base, mine.side, other.side)
    conflicts += [Conflict(key, WHOLE, base.records[key], None, both.records[key]) for key in mine.roots]
    conflicts += [Conflict(key, WHOLE, base.records[key], both.records[key], None) for key in other.roots]
    conflicts += [Conflict(key, ID, *told) for key, told in ids.items() if all(told) and told.ours != told.theirs]
    document = without_waiting(both, ours, mine) if mine.roots else both
    ordered = tuple(sorted(conflicts, key=lambda conflict: (conflict.key, conflict.field)))
    return Merged(document, ordered, both if mine.roots else None), starved(both, base, (ours, theirs))


def _by_record(base: Document, ours: Document, theirs: Document) -> tuple[Document, list[Conflict]]:
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
    return Document(theirs.kind if ours.kind == base.kind else ours.kind, records), conflicts


def _merge_record(
    kind: Kind | None, base: Record | None, ours: Record | None, theirs: Record | None
) -> tuple[Record | None, list[Conflict]]:
    if theirs in (ours, base):
        return ours, []
    if base == ours:
        return theirs, []
    if ours is not None and theirs is not None and ours.key == HEADER:
        base = base or Record(*HEADER)
    if base is not None and base.kind == "conflict" and None in (ours, theirs):
        return ours or theirs, []  # one settled it, the other merged again: it is open
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
