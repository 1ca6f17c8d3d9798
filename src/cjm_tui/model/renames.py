"""Which records were given another id, as far as two documents show it: one went, and one like it came.

Invariant: a record has at most one new name and one old one, and where it is not clear which, it has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cjm_tui.model.document import Document
from cjm_tui.model.record import COMMENT_KEYS, Record, RecordKey
from cjm_tui.model.references import with_ids
from cjm_tui.model.values import Value, same, same_items

_ALIKE = 2 / 3
_ENOUGH = 3
"""How many fields two records have in common at least, and which share of all, to be one record of two names."""


def renames(before: Document, after: Document) -> dict[RecordKey, RecordKey]:
    """Return the old key and the new one of each record that got another id.

    Of records that are much alike one may be told only when the others are: those that are clear are put aside, until
    nothing more comes clear.
    """
    gone = [record for key, record in before.records.items() if key.id and key not in after.records]
    came = [record for key, record in after.records.items() if key.id and key not in before.records] if gone else []
    found: dict[RecordKey, RecordKey] = {}
    while clear := _clear_pairs(gone, came):
        found |= clear
        taken = set(clear.values())
        gone = [record for record in gone if record.key not in clear]
        came = [record for record in came if record.key not in taken]
    return found


def under_new_ids(before: Document, after: Document) -> tuple[Document, dict[RecordKey, RecordKey]]:
    """Return `before` with every record under the id it has in `after`, and which old keys became which new ones."""
    renamed = renames(before, after)
    return with_ids(before, {old: new.id for old, new in renamed.items()}), renamed


def _clear_pairs(gone: Sequence[Record], came: Sequence[Record]) -> dict[RecordKey, RecordKey]:
    """Return which of those that came is which of those that went, where each is like none but the other."""
    if not gone or not came:
        return {}
    those_gone, those_come = _Alike(gone), _Alike(came)
    pairs = {}
    for record in gone:
        twins = those_come.twins(record)
        if len(twins) == 1 and len(those_gone.twins(twins[0])) == 1:
            pairs[record.key] = twins[0].key
    return pairs


def with_renames(base: Document, ours: Document, theirs: Document) -> tuple[Document, Document, Document]:
    """Return three documents where every record goes by one id: the new one that a side gave it.

    What the other side did to the record under its old id, and what it put on it, is kept so. That a card has another
    id may tell that what hangs on it has one, too, so it is looked again until nothing more is told.
    """
    while not (base.records.keys() <= ours.records.keys() and base.records.keys() <= theirs.records.keys()):
        our_own, their_own = renames(base, ours), renames(base, theirs)
        by_us, by_them = _free(our_own, theirs), _free(their_own, ours)
        by_both = {old: new.id for old, new in our_own.items() if their_own.get(old) == new}
        if not (by_us or by_them or by_both):
            break
        base, ours, theirs = (
            with_ids(base, {**by_us, **by_them, **by_both}), with_ids(ours, by_them), with_ids(theirs, by_us)
        )  # fmt: skip
    return base, ours, theirs


def _free(found: dict[RecordKey, RecordKey], other: Document) -> dict[RecordKey, str]:
    """Return the new ids that the other side can follow: it has the record still, and nothing under the new id."""
    return {old: new.id for old, new in found.items() if old in other.records and new not in other.records}


class _Alike:
    """Some records, and which of them are like another one.

    Only those are compared that share one of the values that are rare among them: of records that are alike, less than
    a third of the values differ, so one of any third of them and one more is shared.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_content: dict[tuple[str, frozenset[tuple[str, Value]]], list[Record]] = {}
        self._by_value: dict[tuple[str, str, Value], list[Record]] = {}
        for record in records:
            self._by_content.setdefault(_content(record), []).append(record)
            for item in _items(record):
                self._by_value.setdefault(item, []).append(record)

    def twins(self, record: Record) -> list[Record]:
        """Return those that may be this record under another id: the same in all, else two that are much alike."""
        alike = self._by_content.get(_content(record), [])
        exact = [other for other in alike if same_items(other.fields, record.fields) and record.kind != "conflict"]
        return exact or list(islice(self._much_alike(record), 2))

    def _much_alike(self, record: Record) -> Iterator[Record]:
        sharing = sorted((self._by_value.get(item, []) for item in _items(record)), key=len)
        few = sharing[: len(sharing) // 3 + 1]
        candidates = dict.fromkeys(other for others in few for other in others)
        return (other for other in candidates if _are_alike(record, other))


def _content(record: Record) -> tuple[str, frozenset[tuple[str, Value]]]:
    return record.kind, frozenset(record.fields.items())


def _items(record: Record) -> Iterator[tuple[str, str, Value]]:
    if record.kind != "conflict":
        for key, value in record.fields.items():
            if key not in COMMENT_KEYS:
                yield record.kind, key, value


def _are_alike(one: Record, other: Record) -> bool:
    keys = (one.fields.keys() | other.fields.keys()) - set(COMMENT_KEYS)
    shared = sum(key in one.fields and key in other.fields and same(one.fields[key], other.fields[key]) for key in keys)
    return shared >= _ENOUGH and shared >= len(keys) * _ALIKE
