"""Removals in dispute: what one side removed while the other edited it, or relied on it.

A stage is relied on by a card that the other put or edited in it, a card by an insight, a theme by an insight that
newly belongs to it. Of what hangs on each other one record is in dispute, the one that all else hangs on: a stage
rather than its cards. Until somebody has settled that, all that was removed along with it waits: it stands as the other
side has it, and so do the references to it, so that nothing leads nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.edits import removal, remove_record
from cjm_tui.model.fields import Kind
from cjm_tui.model.kinds import declared
from cjm_tui.model.merge_fields import merge_record_fields, place_of, place_value
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.references import Reference, hosts_of, needed, references, references_to, retargeted, targets
from cjm_tui.model.values import Value, same


class Held(NamedTuple):
    """One side with all back that waits: which records these are, and which of them are in dispute."""

    side: Document
    waiting: frozenset[RecordKey] = frozenset()
    roots: tuple[RecordKey, ...] = ()


def held(base: Document, one: Document, other: Document, touched: Collection[RecordKey]) -> Held:
    """Return `one` with what it removed and `other` edited or relies on, and with all that it removed along with that.

    `touched` are records that count as edited by `other`, whatever it says in them.
    """
    gone = base.records.keys() - one.records.keys() - {HEADER}
    removed = {key for key in gone if key in other.records and key.kind != "conflict"}
    kept = _kept(base, other, removed, touched) if removed else frozenset()
    if not kept:
        return Held(one)
    along = (record.key for key in kept for record in removal(base, key))
    waiting = kept | removed.intersection(along)
    roots = (key for key in kept if not any(host in kept for host in hosts_of(other, other.records[key])))
    return Held(_with_back(base, one, other, gone, waiting), waiting, tuple(sorted(roots)))


def without_waiting(both: Document, ours: Document, mine: Held) -> Document:
    """Return what two sides came to without what ours removed and waits, and without what theirs put on it."""
    own: dict[RecordKey, Record] = {}
    for reference in references_to(both, mine.waiting):
        if reference.source in ours.records and reference.source not in mine.waiting:
            record = own.get(reference.source) or both.records[reference.source]
            own[record.key] = record.with_fields(_as_in(ours, reference))
    document = both.with_records((*own.values(), *_gone_with_it(ours, both, own.values())))
    for key in sorted(mine.waiting):
        document = remove_record(document, key) if key in document.records else document
    return document


def starved(both: Document, base: Document, sides: tuple[Document, Document]) -> frozenset[RecordKey]:
    """Return what either side removed that a record needs which both left, of what it needs nothing being left."""
    if all(base.records.keys() <= side.records.keys() for side in sides):
        return frozenset()
    found: set[RecordKey] = set()
    for key, record in both.records.items():
        before = base.records.get(key)
        if before is None or before is record or any(key not in side.records for side in sides):
            continue
        if not any(True for _ in needed(both, record)):
            found.update(host for host in hosts_of(base, before) if host not in both.records)
    return frozenset(found)


def _kept(
    base: Document, other: Document, removed: Collection[RecordKey], touched: Collection[RecordKey]
) -> frozenset[RecordKey]:
    """Return which of the records that one side removed the other has edited, or relies on."""
    kept = {key for key in removed if key in touched or other.records[key] != base.records[key]}
    for key, record in other.records.items():
        if key not in removed and base.records.get(key) is not record:
            kept.update(host for host in _fresh(base, other, record) if host in removed)
    last: set[RecordKey] = set()
    while last != kept:
        last = set(kept)
        for key in last:
            record = other.records[key]
            kept.update(host for host in hosts_of(other, record) if host in removed)
            kept.update(host for host in _fresh(base, other, record) if host in removed)
    return frozenset(kept)


def _fresh(base: Document, other: Document, record: Record) -> Iterator[RecordKey]:
    """Yield what a record names in a field that is new, or says something else than before; of a list, what is new."""
    before = base.records.get(record.key)
    kind = declared(other.kind).kind(record.kind)
    for reference in references(other, record):
        if before is None or _is_new(kind, before, record, reference):
            yield from (RecordKey(to, reference.target) for to in targets(reference))


def _is_new(kind: Kind | None, before: Record, record: Record, reference: Reference) -> bool:
    place = place_of(kind)
    if reference.key in place:
        return not same(place_value(before.fields, place), place_value(record.fields, place))
    old, new = before.get(reference.key), record.get(reference.key)
    return reference.target not in old if isinstance(old, tuple) and isinstance(new, tuple) else not same(old, new)


def _with_back(
    base: Document, one: Document, other: Document, gone: Collection[RecordKey], waiting: Collection[RecordKey]
) -> Document:
    """Return `one` with what waits as it was, and the references to that; what one changed besides stays changed."""
    without = retargeted(base, dict.fromkeys(gone))
    before = retargeted(base, {key: None for key in gone if key not in waiting})
    back = [_waiting(before.records[key], base.records[key], other.records[key], base.kind) for key in sorted(waiting)]
    for key, record in one.records.items():
        bare, whole = without.records.get(key), before.records.get(key)
        if bare is not None and whole is not None and bare is not whole:
            kind = declared(base.kind).kind(key.kind)
            fields, _ = merge_record_fields(kind, bare.fields, record.fields, whole.fields)
            back.append(Record(*key, fields, record.source))
    return one.with_records(back)


def _gone_with_it(ours: Document, both: Document, own: Iterable[Record]) -> Iterator[Record]:
    """Yield what records name as ours has them, and theirs has removed."""
    left = list(own)
    found: set[RecordKey] = set()
    while left:
        for reference in references(ours, left.pop()):
            for key in (RecordKey(kind, reference.target) for kind in targets(reference)):
                if key in ours.records and key not in both.records and key not in found:
                    found.add(key)
                    left.append(ours.records[key])
                    yield ours.records[key]


def _waiting(before: Record, was: Record, other: Record, document_kind: str) -> Record:
    """Return a record that waits as it was, without what is gone; but where the other side moved it, where it stood."""
    place = place_of(declared(document_kind).kind(was.kind))
    has_moved = not same(place_value(was.fields, place), place_value(other.fields, place))
    return before.with_fields({name: was.get(name) for name in place}) if has_moved else before


def _as_in(ours: Document, reference: Reference) -> dict[str, Value | None]:
    record = ours.records[reference.source]
    place = place_of(declared(ours.kind).kind(record.kind))
    return {name: record.get(name) for name in (place if reference.key in place else (reference.key,))}
