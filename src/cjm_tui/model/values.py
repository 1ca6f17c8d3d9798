"""The values a field can hold: TOML's, made immutable.

Lists are tuples, tables inside lists are `Table`s. `same` compares as TOML does: `1`, `1.0` and `true` are three
different values, a NaN equals itself, and one moment told in two time zones is not the same value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | date | datetime | time

NAN = float("nan")
"""The one NaN every document shares, so that two readings of one text compare equal."""

WHOLE_NUMBERS = range(-(2**63), 2**63)
"""The whole numbers TOML promises to hold."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+\Z")
_QUOTED_PART = r'"((?:[^"\\]|\\.)*)"|([A-Za-z0-9_-]+)'
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", '"': '"', "\\": "\\"}
_HIDDEN = "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"


class Table(Mapping[str, "Value"]):
    """An immutable table that stands where a field cannot: inside a list, or empty."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Value] | None = None) -> None:
        self._items: dict[str, Value] = dict(items or {})

    def __getitem__(self, key: str) -> Value:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and same_items(self._items, other._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items))

    def __repr__(self) -> str:
        return f"Table({self._items!r})"


Value: TypeAlias = Scalar | tuple["Value", ...] | Table


def freeze(value: object) -> Value:
    """Return `value`, as a TOML reader gives it, with every list and table made immutable.

    Raises `TypeError` for what TOML cannot hold.
    """
    if isinstance(value, (str, bool, int, date, time)):
        return value
    if isinstance(value, float):
        return NAN if math.isnan(value) else value
    if isinstance(value, (list, tuple)):
        return tuple(freeze(item) for item in value)
    if isinstance(value, Mapping):
        return Table({str(key): freeze(item) for key, item in value.items()})
    raise TypeError(f"{type(value).__name__} is not a TOML value")


def same(one: Value | None, other: Value | None) -> bool:
    """Tell whether two values are the same in TOML's eyes, types included."""
    if one is other:
        return True
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return all(map(same, one, other))
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one.utcoffset() == other.utcoffset()
    if isinstance(one, float) and isinstance(other, float):
        return math.copysign(1.0, one) == math.copysign(1.0, other)
    return True


def same_items(ones: Mapping[str, Value], others: Mapping[str, Value]) -> bool:
    """Tell whether two mappings hold the same values under the same keys, in any order."""
    if ones is others:
        return True
    # Python's own comparison is fast and only errs where 1, 1.0 and true meet, so texts need no second look.
    return ones == others and all(type(value) is str or same(value, others[key]) for key, value in ones.items())


def join_key(parts: tuple[str, ...]) -> str:
    """Return the TOML spelling of a dotted key: bare parts bare, all others quoted."""
    return ".".join(part if _BARE_KEY.match(part) else quoted(part) for part in parts)


def split_key(key: str) -> tuple[str, ...]:
    """Return the parts of a dotted key as `join_key` spells it."""
    if '"' not in key:
        return tuple(key.split("."))
    return tuple(bare or _unescape(inner) for inner, bare in re.findall(_QUOTED_PART, key))


def quoted(text: str) -> str:
    r"""Return `text` as a basic TOML string on one line; control, bidi and zero-width characters as `\u…`."""
    if text.isprintable():
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return '"' + re.sub(_HIDDEN, lambda match: f"\\u{ord(match[0]):04X}", escaped) + '"'


def literal(value: Value) -> str:
    """Return the TOML literal of any value, on one line."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value):
            return "nan"
        if math.isinf(value):
            return "inf" if value > 0 else "-inf"
        return repr(value)
    if isinstance(value, (date, time)):
        return iso(value)
    if isinstance(value, int):
        return _whole_literal(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    inner = ", ".join(f"{join_key((key,))} = {literal(item)}" for key, item in value.items())
    return "{" + inner + "}"


def iso(value: date | time) -> str:
    """Return a date, a time or both as ISO 8601 and TOML spell them, with `Z` for UTC."""
    text = value.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _whole_literal(value: int) -> str:
    try:
        return str(value)
    except ValueError:
        # Python writes no more than 4,300 digits. A file can only hold more as 0x…, 0o… or 0b…, which have no sign.
        return hex(value)


def has_hidden(text: str) -> bool:
    """Tell whether `text` holds a control, bidi or zero-width character other than newline, tab and U+200D."""
    return not text.isprintable() and any(match[0] not in "\n\t" for match in re.finditer(_HIDDEN, text))


def without_hidden(text: str) -> str:
    """Return `text` without control, bidi and zero-width characters; newlines and tabs become spaces."""
    if text.isprintable():
        return text
    return re.sub(_HIDDEN, lambda match: " " if match[0] in "\n\t\r" else "", text)


def _unescape(inner: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = match[1]
        return _UNESCAPES[code] if code in _UNESCAPES else chr(int(code[1:], 16))

    return re.sub(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", character, inner)
