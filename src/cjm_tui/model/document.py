"""A document: the records of one file, keyed by kind and id.

A map, a persona, a source of evidence and the workspace file are all documents of one shape. Nothing in a document
can be changed; edits in `cjm_tui.model.edits` return new ones that share what did not change.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cjm_tui.model.record import HEADER, Record, RecordKey, as_number

UNPLACED = ""
"""The stage id under which touchpoints are listed whose stage does not exist."""

_FEW = 32
"""So many records are put at their places in a row one by one; of more, the row is sorted anew."""


@dataclass(frozen=True, slots=True)
class Document:
    """All records of one file, its header among them (under `HEADER`).

    `kind` is the document's kind: `map`, `persona`, `evidence`, `workspace`, `session`. The records are put into
    rows by kind once, and a row is sorted when it is first asked for, since nothing in it changes; edits hand rows on.
    """

    kind: str
    records: Mapping[RecordKey, Record]
    _rows: dict[str, list[Record] | tuple[Record, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _columns: dict[str, tuple[Record, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.records, MappingProxyType):
            object.__setattr__(self, "records", MappingProxyType(dict(self.records)))

    def __hash__(self) -> int:
        return hash((self.kind, frozenset(self.records)))

    @property
    def header(self) -> Record:
        """Return the record of the file itself, with title, state, personas and the like."""
        return self.records.get(HEADER) or Record("", "")

    @property
    def title(self) -> str:
        """Return the map's title, or the name of another document; empty when it has none."""
        return self.header.name

    def get(self, kind: str, id_: str) -> Record | None:
        """Return a record, None when there is none of that kind and id."""
        return self.records.get(RecordKey(kind, id_))

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """Return the records of one kind: stages and touchpoints by order (ties by id), all others by id."""
        if not self._rows:
            self._rows.update(_by_kind(self.records.values()))
        row = self._rows.get(kind, ())
        if isinstance(row, list):
            self._rows[kind] = row = tuple(sorted(row, key=row_place))
        return row

    def stages(self) -> tuple[Record, ...]:
        """Return the stages in the journey's order."""
        return self.of_kind("stage")

    def touchpoints_by_stage(self) -> dict[str, tuple[Record, ...]]:
        """Return the touchpoints of every stage in order, stages in the journey's order.

        Touchpoints whose stage does not exist stand last, under `UNPLACED`, which is absent when there are none.
        """
        if self._columns:
            return dict(self._columns)
        columns: dict[str, list[Record]] = {stage.id: [] for stage in self.stages()}
        unplaced: list[Record] = []
        for touchpoint in self.of_kind("touchpoint"):
            columns.get(touchpoint.text("stage"), unplaced).append(touchpoint)
        placed = {stage: tuple(column) for stage, column in columns.items()}
        self._columns.update({**placed, UNPLACED: tuple(unplaced)} if unplaced else placed)
        return dict(self._columns)

    def journey(self) -> tuple[Record, ...]:
        """Return all touchpoints in the order the customer meets them, unplaced ones last."""
        return tuple(touchpoint for column in self.touchpoints_by_stage().values() for touchpoint in column)

    def with_records(self, changed: Iterable[Record], removed: Iterable[RecordKey] = ()) -> Document:
        """Return the document with records put in (or replaced by key) and others taken out."""
        changed, removed = tuple(changed), tuple(removed)
        records = dict(self.records)
        for key in removed:
            records.pop(key, None)
        records.update((record.key, record) for record in changed)
        after = Document(self.kind, MappingProxyType(records))
        if self._rows:
            touched = {record.kind for record in changed} | {kind for kind, _ in removed}
            after._rows.update(self._rows)
            after._rows.update({kind: self._row_after(kind, changed, removed) for kind in touched})
        return after

    def _row_after(
        self, kind: str, changed: tuple[Record, ...], removed: tuple[RecordKey, ...]
    ) -> list[Record] | tuple[Record, ...]:
        """Return the row of a kind after an edit: still in order where it was, and little changed."""
        row = self._rows.get(kind, ())
        fresh = {record.id: record for record in changed if record.kind == kind and record.id}
        gone = {key.id for key in removed if key.kind == kind}
        kept = [record for record in row if record.id not in fresh and record.id not in gone]
        if isinstance(row, list) or len(fresh) > _FEW:
            return [*kept, *fresh.values()]
        for record in fresh.values():
            insort(kept, record, key=row_place)
        return tuple(kept)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records.values())


def document_of(kind: str, records: Iterable[Record]) -> Document:
    """Return a document made of records."""
    return Document(kind, {record.key: record for record in records})


def row_place(record: Record) -> tuple[float, str]:
    """Return what sorts stages, and the touchpoints of a stage: by order, those without one last, ties by id."""
    order = as_number(record.fields.get("order"))
    return (math.inf if order is None else order, record.id)


def _by_kind(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return the records of each kind, without what has no id."""
    rows: dict[str, list[Record]] = {}
    for record in records:
        if record.id:
            rows.setdefault(record.kind, []).append(record)
    return rows
