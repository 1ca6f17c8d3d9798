"""How a new record stands in a file, and in which order things stand there.

`name` first and not indented, so that a diff says which card it is about; all else indented by two spaces, in the
order of the declarations, texts of several lines last, unknown keys after the declared ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from cjm_tui.model.document import Document, row_place
from cjm_tui.model.fields import Field
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import ABOVE, COMMENT_KEYS, INSIDE, LOOSE, Record, RecordKey
from cjm_tui.model.values import Value, join_key, split_key
from cjm_tui.storage.literals import is_on_lines, written

Order = tuple[int, int, int, str]
Place = tuple[int, str, float, str]


class Habit(NamedTuple):
    """How a file is written: what ends its lines, how far keys are indented, whether long lists take several lines."""

    newline: str = "\n"
    indent: str = "  "
    lists_on_lines: bool = True


HABIT = Habit()


def key_order(document_kind: str, record_kind: str, key: str, *, on_lines: bool) -> Order:
    """Return what sorts the keys of a record: as declared, unknown ones behind by name.

    `on_lines` tells that the value is a text of several lines.
    """
    fields = fields_of(document_kind, record_kind)
    parts = split_key(key)
    index = next((i for i, field in enumerate(fields) if field.name == parts[0]), len(fields))
    if index == len(fields):
        # By name: places in the file are no order, since a reader gathers `a.b` and, further down, `a.c`.
        return (int(on_lines), index, 0, key)
    keys = fields[index].keys
    inner = ".".join(parts[1:])
    return (int(on_lines), index, keys.index(inner) if inner in keys else len(keys), inner)


def fields_of(document_kind: str, record_kind: str) -> tuple[Field, ...]:
    """Return the declared fields of a kind of record, none for an unknown one."""
    kind = declared(document_kind).kind(record_kind)
    return kind.fields if kind else ()


def place_of(document_kind: str, key: RecordKey, record: Record | None) -> Place:
    """Return what sorts the records of a file: kinds as declared, stages by their order, all else by id."""
    kinds = _kinds(document_kind)
    if key.kind not in kinds:
        return (len(kinds) if key.kind else -1, key.kind, 0.0, key.id)
    if key.kind != "stage":
        return (kinds[key.kind], "", 0.0, key.id)
    return (kinds[key.kind], "", row_place(record)[0] if record else math.inf, key.id)


@lru_cache(maxsize=64)
def _kinds(document_kind: str) -> dict[str, int]:
    return {kind.name: place for place, kind in enumerate(declared(document_kind).records)}


def sorted_fields(fields: Mapping[str, Value], document_kind: str, record_kind: str) -> list[tuple[str, Value]]:
    """Return the fields of a record that are no comments, in the order they stand in a file."""
    plain = [(key, value) for key, value in fields.items() if key not in COMMENT_KEYS]
    return sorted(plain, key=lambda item: key_order(document_kind, record_kind, item[0], on_lines=is_on_lines(item[1])))


def text_of_record(record: Record, document_kind: str, habit: Habit = HABIT) -> str:
    """Return a record as a block of its own, comments included, without a blank line after it."""
    lines = [record.text(ABOVE)] if record.text(ABOVE) else []
    indent = habit.indent if record.kind else ""
    if record.kind:
        lines.append(f"[{join_key((record.kind, record.id) if record.id else (record.kind,))}]")
    for index, (key, value) in enumerate(sorted_fields(record.fields, document_kind, record.kind)):
        before = indent if index else ""
        text = written(value, before, "\n", lists_on_lines=habit.lists_on_lines)
        lines.append(f"{before}{key} = {text}")
    lines.extend(indent + line for comment in record.texts(INSIDE) for line in comment.split("\n"))
    return "".join(line + "\n" for line in lines).replace("\n", habit.newline)


def text_of_document(document: Document, habit: Habit = HABIT) -> str:
    """Return a whole document as a new text, sorted; comments that are nobody's stand at its end."""
    records: Iterable[Record] = sorted(
        (record for record in document if record.kind), key=lambda r: place_of(document.kind, r.key, r)
    )
    blocks = [text_of_record(document.header, document.kind, habit)]
    blocks.extend(text_of_record(record, document.kind, habit) for record in records)
    blocks.extend(comment.replace("\n", habit.newline) + habit.newline for comment in document.header.texts(LOOSE))
    return habit.newline.join(block for block in blocks if block)
