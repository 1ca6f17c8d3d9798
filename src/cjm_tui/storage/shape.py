"""Turns the tables of a TOML text into records, and says which record a place in the text belongs to.

One shape for every file: keys of the file itself, then records in tables `[kind.id]`. The fields of a record are
flat: a table inside it goes by dotted keys. Whatever else stands in a file has its place in that shape too, so
nothing is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import lru_cache
from sys import intern

from cjm_tui.model.kinds import declared
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.values import Table, Value, freeze, join_key, split_key

DEEPEST = 8
"""How deep tables and lists may be nested in a file."""

Fields = dict[str, Value]
Tree = Mapping[str, Value]

_PLAIN = frozenset({str, int, bool})
_WORD = 24
_SCHEMA = re.compile(r"([a-z-]+)/([0-9]+)\Z")


class _Spelling(dict[str, str]):
    """The spelling of every key seen so far: there are few, and they are asked for all the time."""

    def __missing__(self, name: str) -> str:
        if len(self) > 4096:
            self.clear()
        self[name] = spelled = join_key((name,))
        return spelled


_SPELLED = _Spelling()


class TooDeepError(ValueError):
    """Tables and lists are nested deeper than `DEEPEST`."""


def schema_of(tables: Mapping[str, object]) -> tuple[str, int]:
    """Return the kind and the version a file says it is of; empty and 0 when it says nothing of the sort."""
    schema = tables.get("schema")
    found = _SCHEMA.match(schema) if isinstance(schema, str) else None
    return (found[1], int(found[2][:6])) if found else ("", 0)


@lru_cache(maxsize=64)
def header_tables(document_kind: str) -> frozenset[str]:
    """Return the names of the tables that are fields of the file itself, as a persona's `demographics`.

    A table without a name is among them: no record could be called so.
    """
    return frozenset({"", *(field.name for field in declared(document_kind).header.fields if field.is_table)})


def records_of(tables: dict[str, object], document_kind: str) -> dict[RecordKey, Fields]:
    """Return the fields of every record in what the TOML reader gave, which is taken apart: nothing is left in it.

    A large map would otherwise stand in memory twice. Raises `TooDeepError`.
    """
    header: Fields = {}
    records: dict[RecordKey, Fields] = {HEADER: header}
    own = header_tables(document_kind)
    for name in tuple(tables):
        content = tables.pop(name)
        if type(content) in _PLAIN:
            header[_SPELLED[name]] = content  # type: ignore[assignment]  # one of _PLAIN
        elif isinstance(content, dict) and name not in own:
            loose: Fields = {}
            for id_ in tuple(content):
                fields = content.pop(id_)
                if isinstance(fields, dict) and id_:
                    records[RecordKey(intern(name), intern(id_))] = flat(fields, 2)
                else:
                    _flatten(loose, (id_,), fields, 2)
            if loose:
                records[RecordKey(name, "")] = loose
        else:
            _flatten(header, (name,), content, 1)
    return records


def flat(table: Mapping[str, object], depth: int = 0) -> Fields:
    """Return the fields of one table, the tables in it by dotted keys. Raises `TooDeepError`."""
    fields: Fields = {}
    for name, content in table.items():
        if type(content) is str and len(content) < _WORD:
            # Stages, channels, feelings: the same few words over and over.
            fields[_SPELLED[name]] = intern(content)
        elif type(content) in _PLAIN:
            fields[_SPELLED[name]] = content  # type: ignore[assignment]  # one of _PLAIN
        elif type(content) is list and all(type(item) is str for item in content):
            fields[_SPELLED[name]] = tuple(content)
        else:
            _flatten(fields, (name,), content, depth + 1)
    return fields


def subtree(fields: Mapping[str, Value], path: tuple[str, ...]) -> Value | Tree | None:
    """Return what the fields of a record hold under a path: a value, a tree of values, or None."""
    if not path:
        return tree_of(fields)
    name = join_key(path)
    if name in fields:
        return fields[name]
    prefix = f"{name}."
    leaves = ((split_key(key)[len(path) :], value) for key, value in fields.items() if key.startswith(prefix))
    return _tree(leaves) or None


def tree_of(fields: Mapping[str, Value]) -> Tree:
    """Return all fields of a record but its comments as one tree."""
    return _tree((split_key(key), value) for key, value in fields.items() if not key.startswith("#"))


def tree_of_kind(records: Mapping[RecordKey, Record], kind: str) -> Tree:
    """Return all records of a kind as the one table they stand in, comments left out."""
    tree: dict[str, Value] = {}
    for key, record in records.items():
        if key.kind == kind:
            own = tree_of(record.fields)
            tree.update(own if not key.id else {key.id: Table(own)})
    return tree


def _tree(leaves: Iterable[tuple[tuple[str, ...], Value]]) -> Tree:
    tree: dict[str, Value] = {}
    branches: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
    for (name, *rest), value in leaves:
        if rest:
            tree.setdefault(name, Table())
            branches.setdefault(name, []).append((tuple(rest), value))
        else:
            tree[name] = value
    return {**tree, **{name: Table(_tree(inner)) for name, inner in branches.items()}}


class Owners:
    """Says which record a table or a key belongs to.

    `arrays` are the paths of all `[[…]]`: what stands below one is part of one opaque field.
    """

    def __init__(self, document_kind: str, arrays: Iterable[tuple[str, ...]]) -> None:
        self._own = header_tables(document_kind)
        self._arrays = frozenset(arrays)

    @property
    def has_arrays(self) -> bool:
        """Tell whether the text holds any array of tables."""
        return bool(self._arrays)

    def array_above(self, path: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the path of the array of tables that a table stands in, None when it stands in none."""
        if not self._arrays:
            return None
        return next((path[:end] for end in range(1, len(path) + 1) if path[:end] in self._arrays), None)

    def of_table(self, path: tuple[str, ...]) -> RecordKey:
        """Return the record that the table with this header belongs to."""
        array = self.array_above(path)
        if array:
            return self._of_key(array, is_table=False)
        if not path or path[0] in self._own:
            return HEADER
        return RecordKey(path[0], path[1] if len(path) > 1 else "")

    def of_entry(self, table: tuple[str, ...], key: tuple[str, ...], *, is_table: bool) -> RecordKey:
        """Return the record that a key of a table belongs to; `is_table` tells whether its value is an inline table."""
        array = self.array_above(table)
        return self._of_key(array, is_table=False) if array else self._of_key(table + key, is_table=is_table)

    def field_path(self, path: tuple[str, ...], record: RecordKey) -> tuple[str, ...]:
        """Return the path of a field inside its record, for its path in the file."""
        return path if record == HEADER else path[2 if record.id else 1 :]

    def is_own_table(self, path: tuple[str, ...], *, is_array: bool) -> bool:
        """Tell whether a header is a record's very own, `[kind.id]`, and none of a table inside the record."""
        if is_array or not path or path[0] in self._own or self.array_above(path):
            return False
        return len(path) == 1 or (len(path) == 2 and bool(path[1]))

    def _of_key(self, path: tuple[str, ...], *, is_table: bool) -> RecordKey:
        if path[0] in self._own or len(path) == 1:
            return HEADER
        if len(path) == 2 and not is_table:
            return RecordKey(path[0], "")
        return RecordKey(path[0], path[1])


def _flatten(fields: Fields, path: tuple[str, ...], content: object, depth: int) -> None:
    if isinstance(content, dict) and content:
        if depth > DEEPEST:
            raise TooDeepError
        for name, inner in content.items():
            _flatten(fields, (*path, name), inner, depth + 1)
    else:
        fields[join_key(path)] = _frozen(content, depth)


def _frozen(content: object, depth: int) -> Value:
    if isinstance(content, (str, date, time)):
        return content
    if isinstance(content, list):
        if depth > DEEPEST:
            raise TooDeepError
        return tuple(item if type(item) is str else _frozen(item, depth + 1) for item in content)
    if isinstance(content, dict):
        if depth > DEEPEST:
            raise TooDeepError
        return Table({name: _frozen(inner, depth + 1) for name, inner in content.items()})
    return freeze(content)
