"""`key=value` as a person types it: what it sets, unsets, adds to a list or takes from it.

Invariant: what a value may be comes from the field's declaration alone, and a value that is refused is answered with
its type and range.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cjm_tui.checking.expected import allowed, expectation, is_reading_date
from cjm_tui.checking.nearest import did_you_mean, sentence
from cjm_tui.errors import UsageError
from cjm_tui.model.document import Document
from cjm_tui.model.fields import Field, Type
from cjm_tui.model.instants import instant_of
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import Record
from cjm_tui.model.values import Value, freeze, join_key
from cjm_tui.services.editing.addresses import declared_key

_ASSIGNMENT = re.compile(r"([^=+]+?)\s*(\+=|-=|=)(.*)\Z", re.DOTALL)
_WHOLE = re.compile(r"[+-]?\d+\Z")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)\Z")
_LIST = re.compile(r"""\s*\[\s*["'\[\]]""")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Assignment:
    """One `key=value`: the key with its dots, what is done (`=`, `+=`, `-=`), and the words after it."""

    key: str
    deed: Literal["=", "+=", "-="]
    words: str


def assignment(text: str) -> Assignment:
    """Read `key=value`, `key=`, `key+=value` or `key-=value`; raise `UsageError`."""
    match = _ASSIGNMENT.match(text)
    if match is None:
        raise UsageError(
            "Cannot read this", f"“{text}” is no key=value", "Write key=value, key= to unset, key+=value or key-=value."
        )
    key, deed, words = match.groups()
    parts = tuple(key.strip().split(".", 1))
    return Assignment(join_key(parts), "+=" if deed == "+=" else "-=" if deed == "-=" else "=", words)


def assigned(document: Document, record: Record, assignments: Iterable[Assignment]) -> dict[str, Value | None]:
    """Return what assignments change in a record, key to value, None to unset.

    Raises `NotFoundError` for a field there is not, `UsageError` for a value it cannot hold.
    """
    kind = declared(document.kind).kind(record.kind)
    if kind is None:
        raise UsageError("Cannot set this", f"{record.key} is of a kind cjm does not know", "Change it in the file.")
    changes: dict[str, Value | None] = {}
    for asked in assignments:
        field = declared_key(kind, document.kind, asked.key)
        if field.name == "schema":
            raise UsageError("Cannot set this", "schema says how the file is read", "`cjm fmt --upgrade` changes it.")
        if field.keyed_by == "date" and not is_reading_date(asked.key.partition(".")[2]):
            raise UsageError(
                "Cannot set this", f"{asked.key} names no date", "Write 2026, 2026-Q1, 2026-01 or 2026-01-31."
            )
        present = changes[asked.key] if asked.key in changes else record.get(asked.key)
        changes[asked.key] = _assigned(field, asked, present)
    for name, value in changes.items():
        declaration = kind.field(name)
        if value is None and declaration is not None and declaration.required:
            raise UsageError("Cannot unset this", f"a {kind.name or document.kind} needs its {name}", f"Write {name}=…")
    return changes


def value_of(field: Field, words: str) -> Value:
    """Return the value a field gets from what a person typed; raise `UsageError` with its type and range.

    A list is written with commas between ids, as one text, or as TOML: `["one", "two"]`, with nothing behind it.
    """
    value = _READERS[field.type](words)
    if value is None or not allowed(field)(value):
        hint = did_you_mean(words, field.choices) if field.choices else ""
        raise UsageError(
            "Cannot set this",
            f"{field.name}: “{words}” is not {_typed(field)}",
            sentence(hint) or f"{field.name}: {field.help}.",
        )
    return value


def _assigned(field: Field, asked: Assignment, present: Value | None) -> Value | None:
    if asked.deed == "=":
        return value_of(field, asked.words) if asked.words.strip() else None
    if not field.is_list:
        raise UsageError("Cannot set this", f"{field.name} is no list", f"Write {asked.key}={asked.words}")
    items = present if isinstance(present, tuple) else ()
    given = value_of(field, asked.words)
    wanted = given if isinstance(given, tuple) else ()
    if asked.deed == "+=":
        return tuple(dict.fromkeys((*items, *wanted)))
    missing = next((item for item in wanted if item not in items), None)
    if missing is not None:
        holds = ", ".join(str(item) for item in items) or "nothing"
        raise UsageError("Cannot take this out", f"{asked.key} does not hold “{missing}”", f"It holds {holds}.")
    return tuple(item for item in items if item not in wanted) or None


def _typed(field: Field) -> str:
    return expectation(field).replace(" in quotes", "")


def _text(words: str) -> Value:
    return words


def _whole(words: str) -> Value | None:
    plain = words.strip().replace("−", "-")
    return int(plain) if _WHOLE.match(plain) and len(plain) < 20 else None


def _number(words: str) -> Value | None:
    plain = words.strip().replace("−", "-")
    if _WHOLE.match(plain):
        return _whole(plain)
    return float(plain) if _NUMBER.match(plain) and len(plain) < 40 else None


def _flag(words: str) -> Value | None:
    return _FLAGS.get(words.strip().lower())


def _date(words: str) -> Value | None:
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return None


def _texts(words: str) -> Value | None:
    # `[PAY-12] too slow` is one text, as people write it.
    return _listed(words) if _LIST.match(words) else (words,)


def _ids(words: str) -> Value | None:
    if words.lstrip().startswith("["):
        return _listed(words)
    return tuple(dict.fromkeys(part.strip() for part in words.split(",") if part.strip()))


def _listed(words: str) -> Value | None:
    import tomli

    try:
        tables = tomli.loads(f"list = {words}")
    except (ValueError, RecursionError):
        return None
    return freeze(tables["list"]) if len(tables) == 1 else None


_READERS: dict[Type, Callable[[str], Value | None]] = {
    Type.TEXT: _text,
    Type.TEXTS: _texts,
    Type.CHOICE: lambda words: words.strip(),
    Type.WHOLE: _whole,
    Type.NUMBER: _number,
    Type.FLAG: _flag,
    Type.DATE: _date,
    Type.INSTANT: instant_of,
    Type.REF: lambda words: words.strip(),
    Type.REFS: _ids,
}
