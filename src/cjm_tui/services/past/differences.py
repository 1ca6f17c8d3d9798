"""What lies between two documents, grouped by record, values side by side.

Pure. Invariant: every change that `diff` finds is told, comments and unknown fields too; a record that got another id
is one record still, and what follows from that in those that refer to it is told there alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

from cjm_tui.model.diff import Added, Changed, Removed, diff
from cjm_tui.model.document import Document
from cjm_tui.model.field_words import signed
from cjm_tui.model.kinds import declared_field
from cjm_tui.model.record import COMMENT_KEYS, HEADER, Record, RecordKey, as_emotion
from cjm_tui.model.renames import under_new_ids
from cjm_tui.model.values import Value, iso, literal


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field with its value before and after, None where it was or is unset."""

    field: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to one record; fields are listed where it was changed or added.

    `was` is the key it had before, where it got another id.
    """

    key: RecordKey
    name: str
    deed: Literal["added", "removed", "changed"]
    fields: tuple[FieldDifference, ...]
    was: RecordKey | None = None


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """Return what happened from one document to another, the header first, then by kind and id."""
    before, renamed = under_new_ids(before, after)
    olds = {new: old for old, new in renamed.items()}
    grouped = {key: tuple(changes) for key, changes in groupby(diff(before, after), key=lambda change: change.key)}
    found = []
    for key in sorted({*grouped, *olds}):
        record = after.records.get(key) or before.records.get(key) or Record(*key)
        name = (after if key in after.records else before).title if key == HEADER else record.name
        deed: Literal["added", "removed", "changed"] = "changed"
        fields: list[FieldDifference] = []
        for change in grouped.get(key, ()):
            if isinstance(change, Changed):
                fields.append(FieldDifference(change.field, change.before, change.after))
            elif isinstance(change, Added):
                deed = "added"
                fields += [FieldDifference(field, None, value) for field, value in change.record.fields.items()]
            elif isinstance(change, Removed):
                deed = "removed"
        found.append(Difference(key, name, deed, tuple(fields), olds.get(key)))
    return tuple(found)


def in_words(value: Value | None, document_kind: str, key: RecordKey, field: str) -> str:
    """Return a value as a person reads it: emotions with their sign, lists with commas, `—` where it is unset."""
    if value is None:
        return "—"
    declaration = declared_field(document_kind, key.kind, field)
    if declaration is not None and declaration.name in {"emotion", "emotion_by"}:
        emotion = as_emotion(value)
        return literal(value) if emotion is None else signed(emotion)
    if field in COMMENT_KEYS or isinstance(value, str):
        lines = value if isinstance(value, tuple) else (value,)
        return " ".join(str(line) for line in lines)
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return ", ".join(str(item) for item in value)
    if isinstance(value, datetime):
        return iso(value).replace("T", " ").replace("Z", " UTC")
    return literal(value)
