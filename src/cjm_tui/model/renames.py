"""Which records were given another id, as far as two documents show it: one went, and one like it came.

Invariant: a record has at most one new name and one old one, and where it is not clear which, it has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from cjm_tui.model.conflict import ID
from cjm_tui.model.document import Document
from cjm_tui.model.record import COMMENT_KEYS, Record, RecordKey
from cjm_tui.model.references import with_ids
from cjm_tui.model.values import Value, same, same_items

_ALIKE = 2 / 3
_ENOUGH = 3
_PLACE = {"stage", "order"}
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


class Ids(NamedTuple):
    """The ids of one record: the one it had, and the other one that either side gave it (None where it gave none)."""

    base: str
    ours: str | None = None
    theirs: str | None = None


class Followed(NamedTuple):
    """Three documents where every record goes by one id, and what was given another one, by the key it has now."""

    base: Document
    ours: Document
    theirs: Document
    ids: Mapping[RecordKey, Ids] = {}


def with_renames(base: Document, ours: Document, theirs: Document) -> Followed:
    """Return three documents where every record goes by one id: the new one that a side gave it, of two that of ours.

    What the other side did to the record under its old id, and what it put on it, is kept so. That a card has another
    id may tell that what hangs on it has one, too, so it is looked again until nothing more is told.
    """
    ids: dict[RecordKey, Ids] = {}
    while not (base.records.keys() <= ours.records.keys() and base.records.keys() <= theirs.records.keys()):
        by_us, by_them = renames(base, ours), renames(base, theirs)
        moved: tuple[dict[RecordKey, str], ...] = ({}, {}, {})
        for old in {**by_us, **by_them}:
            known = ids.get(old) or Ids(old.id)
            mine = by_us.get(old) or (old if known.ours else None)
            other = by_them.get(old) or (old if known.theirs else None)
            new = _agreed(mine, other, ours, theirs)
            if new is None or (mine and other and mine != other and ID in base.records[old].fields):
                continue  # or else two things of it would be called its id
            ids.pop(old, None)
            ids[new] = Ids(
                known.base,
                *(key.id if key and not told else told for key, told in ((mine, known.ours), (other, known.theirs))),
            )
            for document, key, to in zip(
                (base, ours, theirs), (old, by_us.get(old) or old, by_them.get(old) or old), moved, strict=True
            ):
                if key != new and key in document.records:
                    to[key] = new.id
        if not any(moved):
            break
        base, ours, theirs = (with_ids(document, to) for document, to in zip((base, ours, theirs), moved, strict=True))
    return Followed(base, ours, theirs, ids)


def _agreed(mine: RecordKey | None, other: RecordKey | None, ours: Document, theirs: Document) -> RecordKey | None:
    """Return the key by which a record goes on all sides, None where the other side has something else under it."""
    if mine == other:
        return mine
    if mine is not None and mine not in theirs.records:
        return mine
    return other if other is not None and other not in ours.records else None


class _Alike:
    """Some records, and which of them are like another one.

    Only those are compared that share one of the values that are rare among them: of records that are alike, less than
    a third of the values differ, and one more where they were moved, so one of any third and two more is shared.
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
        few = sharing[: len(sharing) // 3 + 2]
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
    """Tell whether two records are much alike; one that was moved to another stage differs in one thing by that."""
    keys = (one.fields.keys() | other.fields.keys()) - set(COMMENT_KEYS)
    shared = {
        key for key in keys if key in one.fields and key in other.fields and same(one.fields[key], other.fields[key])
    }
    count = len(keys) - (keys >= _PLACE and shared.isdisjoint(_PLACE))
    return len(shared) >= _ENOUGH and len(shared) >= count * _ALIKE
