"""What happened between two documents, as a value.

`diff(before, after)` is the commit message, the history line, the undo label and the notice that a colleague changed
something. The law, for two documents of one kind: `apply(diff(a, b), a) == b`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from cjm_tui.model.document import Document
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.values import Value, same, same_items


@dataclass(frozen=True, slots=True)
class Added:
    """A record that was not there before."""

    record: Record

    @property
    def key(self) -> RecordKey:
        """Return which record."""
        return self.record.key


@dataclass(frozen=True, slots=True)
class Removed:
    """A record that is there no more."""

    record: Record

    @property
    def key(self) -> RecordKey:
        """Return which record."""
        return self.record.key


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that holds something else; None stands for unset."""

    key: RecordKey
    field: str
    before: Value | None
    after: Value | None


Change: TypeAlias = Added | Removed | Changed


def diff(before: Document, after: Document) -> tuple[Change, ...]:
    """Return what happened from `before` to `after`: the header first, then by kind and id, fields in file order."""
    if before is after:
        return ()
    olds, news = dict(before.records), dict(after.records)
    # Nearly all records of two documents are the very same, since edits share what did not change.
    changed = [key for key, new in news.items() if olds.get(key) is not new]
    changed += [key for key in olds if key not in news]
    changes: list[Change] = []
    for key in sorted(changed):
        if key not in news:
            changes.append(Removed(olds[key]))
        elif key not in olds:
            changes.append(Added(news[key]))
        else:
            changes.extend(changed_fields(olds[key], news[key]))
    return tuple(changes)


def changed_fields(old: Record, new: Record) -> tuple[Changed, ...]:
    """Return the fields in which two versions of one record differ."""
    if same_items(old.fields, new.fields):
        return ()
    return tuple(
        Changed(old.key, field, old.fields.get(field), new.fields.get(field))
        for field in {**old.fields, **new.fields}
        if not same(old.fields.get(field), new.fields.get(field))
    )


def apply(changes: Iterable[Change], document: Document) -> Document:
    """Return the document after the changes.

    A change of a field in a record that does not exist is left out: there is nothing it could apply to.
    """
    now: dict[RecordKey, Record | None] = {}
    for change in changes:
        if isinstance(change, Added):
            now[change.key] = change.record
        elif isinstance(change, Removed):
            now[change.key] = None
        else:
            record = now[change.key] if change.key in now else document.records.get(change.key)
            if record is None and change.key == HEADER:
                record = Record(*HEADER)
            if record is not None:
                now[change.key] = record.with_fields({change.field: change.after})
    gone = [key for key, record in now.items() if record is None]
    return document.with_records((record for record in now.values() if record is not None), gone)
