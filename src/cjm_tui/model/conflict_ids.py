"""Ids inside of conflict records: where a record gets another one, what is in dispute about it and beside it follows.

The sides of a conflict are TOML literals as `cjm_tui.model.values.literal` writes them, so what names a record is found
in them without reading them anew: a text that holds the same words has its quotes escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cjm_tui.model.conflict import ID, disputed_key, disputed_name
from cjm_tui.model.document import Document
from cjm_tui.model.fields import Field
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.values import join_key, quoted

_SIDES = ("base", "ours", "theirs")
_TEXT = r'"(?:[^"\\]|\\.)*"'


def with_ids_followed(document_kind: str, conflict: Record, ids: Mapping[RecordKey, str]) -> Record:
    """Return a conflict record with what it is about, and what its sides name, under the new ids."""
    changes: dict[str, str] = {}
    about = disputed_key(conflict)
    if about in ids:
        changes["record"] = disputed_name(RecordKey(about.kind, ids[about]))
    if conflict.text("field") != ID:
        for key, new in ids.items():
            for field in _naming(document_kind, key.kind):
                changes.update(_followed(conflict.with_fields(changes), field, key.id, new))
    return conflict.with_fields(changes) if changes else conflict


def cards_in_dispute(document: Document, map_: str) -> frozenset[str]:
    """Return the cards of a map (`map#card`) that the sides of a document's conflicts name."""
    said = " ".join(conflict.text(side) for conflict in document.of_kind("conflict") for side in _SIDES)
    return frozenset(re.findall(rf'"({re.escape(map_)}#[^"\\]+)"', said))


def _naming(document_kind: str, kind: str) -> Iterator[Field]:
    """Yield the fields, of whatever record, that may name a record of a kind."""
    declarations = declared(document_kind)
    for record in (declarations.header, *declarations.records):
        yield from (field for field in record.fields if kind in (*field.to, field.keyed_by))


def _followed(conflict: Record, field: Field, old: str, new: str) -> dict[str, str]:
    if field.keyed_by:
        before, after = join_key((field.name, old)), join_key((field.name, new))
        own = {"field": after} if conflict.text("field") == before else {}
        return {**own, **_replaced(conflict, f"{quoted(before)} = ", f"{quoted(after)} = ")}
    if conflict.text("field") == field.name:
        return _replaced(conflict, quoted(old), quoted(new))
    found = {}
    for side in _SIDES:
        listed = rf"(?<![\w.\"-]){field.name} = (?:{_TEXT}|\[(?:{_TEXT}(?:, )?)*\])"
        said = conflict.text(side)
        told = re.sub(listed, lambda match: match[0].replace(quoted(old), quoted(new)), said)
        if told != said:
            found[side] = told
    return found


def _replaced(conflict: Record, old: str, new: str) -> dict[str, str]:
    sides = {side: conflict.text(side) for side in _SIDES}
    return {side: said.replace(old, new) for side, said in sides.items() if old in said}
