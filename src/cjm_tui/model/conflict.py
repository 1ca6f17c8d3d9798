"""A conflict: two values nobody has chosen between yet, as a value and as the record that stands in the file for it."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from cjm_tui.model.document import Document
from cjm_tui.model.ids import LONGEST, short_hash, slug
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.values import Table, Value, join_key, literal, split_key

Side: TypeAlias = Value | Record | None

WHOLE = ""
"""The field of a conflict that is about a whole record: removed against edited, or one id made twice."""

ID = "id"
"""The name under which a record's id is in dispute, told and brought back, as if it were a field."""


class Conflict(NamedTuple):
    """Two values nobody has chosen between yet.

    `field` is a key of the record, `place` for where a record stands (a `Table` of its place fields), `ID` for its id,
    or `WHOLE` for the record itself. None stands for unset, or for a record that is not there.
    """

    key: RecordKey
    field: str
    base: Side
    ours: Side
    theirs: Side


def conflict_record(conflict: Conflict) -> Record:
    """Return a conflict as the record that stands in the file until somebody has chosen, its sides as TOML literals."""
    fields: dict[str, Value] = {"record": disputed_name(conflict.key)}
    if conflict.field:
        fields["field"] = conflict.field
    sides = {"base": conflict.base, "ours": conflict.ours, "theirs": conflict.theirs}
    fields.update({side: _literal(value) for side, value in sides.items() if value is not None})
    return Record("conflict", _conflict_id(conflict), fields)


def with_conflict_records(document: Document, conflicts: tuple[Conflict, ...]) -> Document:
    """Return the document with a record for each conflict; one about the same field is replaced."""
    return document.with_records(conflict_record(conflict) for conflict in conflicts)


def disputed_name(key: RecordKey) -> str:
    """Return how a conflict record names what it is about: `touchpoint.pay-by-card`, `map` for any header."""
    return join_key(key) if key.kind else "map"


def disputed_key(conflict: Record) -> RecordKey:
    """Return the record that a conflict record is about."""
    kind, *id_ = split_key(conflict.text("record"))
    return RecordKey(kind, ".".join(id_)) if id_ else HEADER


def _conflict_id(conflict: Conflict) -> str:
    """Return `<record>-<field>` as an id; with a short hash where two such names could come to the same id."""
    name = ".".join((*(part for part in conflict.key if part), conflict.field or "record"))
    name = name if conflict.key.kind else f"map.{name}"
    id_ = slug(name, "conflict")
    if id_ == name.replace(".", "-").replace("_", "-"):
        return id_
    return f"{id_[: LONGEST - 7].rstrip('-')}-{short_hash(name, 6)}"


def _literal(side: Value | Record) -> str:
    return literal(Table(dict(side.fields)) if isinstance(side, Record) else side)
