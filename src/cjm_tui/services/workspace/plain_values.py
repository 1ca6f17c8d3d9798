"""A document as a program reads it: plain tables, lists and texts, the way `--json` prints them.

Invariant: dates are ISO texts, and nothing that stands in the file is left out but comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from cjm_tui.model.document import Document
from cjm_tui.model.record import COMMENT_KEYS, Record, as_number
from cjm_tui.model.values import Value, iso, literal, split_key


def as_plain(document: Document) -> dict[str, object]:
    """Return a document as nested tables: the header's keys, then each kind's records by id, in their usual order."""
    plain: dict[str, object] = dict(_fields(document.header))
    for kind in dict.fromkeys(record.kind for record in document if record.kind):
        loose = document.get(kind, "")
        of_kind = {**(_fields(loose) if loose else {}), **{one.id: _fields(one) for one in document.of_kind(kind)}}
        present = plain.get(kind)
        plain[kind] = {**present, **of_kind} if isinstance(present, dict) else of_kind
    return plain


def plain(value: Value | None) -> object:
    """Return a value as JSON can hold it: dates, and numbers nobody can count with, as texts; tuples as lists."""
    if isinstance(value, (date, time)):
        return iso(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and as_number(value) is None:
        return literal(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


def _fields(record: Record) -> dict[str, object]:
    nested: dict[str, object] = {}
    for key, value in record.fields.items():
        if key in COMMENT_KEYS:
            continue
        *path, last = split_key(key)
        table = nested
        for part in path:
            inner = table.setdefault(part, {})
            table = inner if isinstance(inner, dict) else table
        table[last] = plain(value)
    return nested
