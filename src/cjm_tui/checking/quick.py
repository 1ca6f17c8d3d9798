"""Tells in one look at a record that nothing is odd about it, which is so of nearly every record there is.

Invariant: it only ever spares work. Of a record that looks fine here no rule finds anything; any other is looked at by
all the rules, which say what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from cjm_tui.checking.expected import allowed
from cjm_tui.model.fields import Field, Type
from cjm_tui.model.ids import ID
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import COMMENT_KEYS, Record
from cjm_tui.model.values import Value, has_hidden

Known: TypeAlias = Mapping[str, Container[str] | None]
Look: TypeAlias = Callable[[Value], bool]

_BY_OTHER_RULES = frozenset({"conflict", "opportunity"})


class Fine(NamedTuple):
    """What makes a record of one kind surely fine: fields it must have, and of each it may have a look at its value.

    Beside the look stands the kind that the value refers to, empty where it refers to nothing. `tables` are the fields
    whose entries are called by references to a kind, as in `emotion_by.fiona`.
    """

    required: frozenset[str]
    one_of: tuple[str, ...]
    looks: dict[str, tuple[Look, str]]
    tables: dict[str, tuple[Look, str]]


def looks_fine(document_kind: str, record: Record, known: Known) -> bool:
    """Tell whether nothing is odd about a record; False where that takes a closer look."""
    fine = _fine(document_kind, record.kind)
    fields = record.fields
    if fine is None or not fine.required <= fields.keys() or (record.kind and not ID.match(record.id)):
        return False
    if fine.one_of and sum(name in fields for name in fine.one_of) != 1:
        return False
    looks = fine.looks
    for key, value in fields.items():
        if key not in looks:
            if key in COMMENT_KEYS or _is_fine_entry(fine, key, value, known):
                continue
            return False
        look, kind = looks[key]
        if not look(value) or (kind and not _is_there(value, known[kind])):
            return False
    return True


def _is_fine_entry(fine: Fine, key: str, value: Value, known: Known) -> bool:
    table, _, entry = key.partition(".")
    if table not in fine.tables or not ID.match(entry):
        return False
    look, kind = fine.tables[table]
    return look(value) and _is_there(entry, known[kind])


def _is_there(value: Value, ids: Container[str] | None) -> bool:
    if ids is None:
        return True
    return all(target in ids for target in value) if isinstance(value, tuple) else value in ids


@lru_cache(maxsize=64)
def _fine(document_kind: str, record_kind: str) -> Fine | None:
    kind = declared(document_kind).kind(record_kind)
    if kind is None or record_kind in _BY_OTHER_RULES:
        return None
    return Fine(
        required=frozenset(field.name for field in kind.fields if field.required),
        one_of=kind.one_of,
        looks={field.name: (_look(field), "".join(field.to)) for field in kind.fields if _is_plain(field)},
        tables={
            field.name: (_look(field), field.keyed_by) for field in kind.fields if field.keyed_by not in {"", "date"}
        },
    )


def _is_plain(field: Field) -> bool:
    return not field.is_table and field.name != "links" and len(field.to) < 2 and "map#touchpoint" not in field.to


def _look(field: Field) -> Look:
    if field.is_list:
        return _is_plain_list
    return _is_plain_text if field.type in {Type.TEXT, Type.REF} else allowed(field)


def _is_plain_text(value: Value) -> bool:
    return isinstance(value, str) and (value.isprintable() or not has_hidden(value))


def _is_plain_list(value: Value) -> bool:
    return (
        isinstance(value, tuple)
        and (len(value) < 2 or len(set(value)) == len(value))
        and all(map(_is_plain_text, value))
    )
