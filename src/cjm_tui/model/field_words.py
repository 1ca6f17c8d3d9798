"""One changed field in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from cjm_tui.model.record import as_emotion
from cjm_tui.model.values import Value, iso, literal, split_key, without_hidden

if TYPE_CHECKING:
    from cjm_tui.model.diff import Changed
    from cjm_tui.model.fields import Field

MINUS = "−"  # U+2212, the width of a plus

Namer = Callable[[tuple[str, ...], str], str]
"""Turns the kinds a reference may point to and its id into the name to show."""


def signed(emotion: float | None) -> str:
    """Return an emotion with its sign: `−2`, `0`, `+1`; a mean with one decimal; `?` when unknown."""
    if emotion is None:
        return "?"
    text = f"{abs(emotion):.1f}" if isinstance(emotion, float) else str(abs(emotion))
    if float(text) == 0:
        return text
    return (MINUS if emotion < 0 else "+") + text


def one_line(text: str) -> str:
    """Return `text` without hidden characters, its white space collapsed to single blanks."""
    return re.sub(r"\s+", " ", without_hidden(text)).strip()


def shorten(text: str, length: int) -> str:
    """Return `text` on one line and in at most `length` characters, cut at a word where there is one."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[: max(length - 1, 0)]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:") + "…"


def changed_words(field: Field, change: Changed, name: Namer) -> str:
    """Return what happened to a field: `emotion −1 → −2`, `channels: added app`, `doing reworded`."""
    if field.name == "looked":
        return "looked at, still holds" if change.after is not None else "no longer said to hold"
    label = _label(field, change.field, name)
    if _is_emotion(field):
        return f"{label} {_emotion(change.before)} → {_emotion(change.after)}"
    if field.is_list:
        return _list_words(label, field, change, name)
    if change.after is None:
        return f"{label} removed"
    if field.long or (_is_long(change.after) and change.before is not None):
        return f"{label} {'reworded' if change.before is not None else 'written'}"
    if change.before is None:
        return f"{label} {_value(field, change.after, name)}"
    before, after = (_value(field, value, name) for value in (change.before, change.after))
    return f"{label} {before} → {after}" if before != after else f"{label} {_written(change.before, change.after)}"


def _written(before: Value, after: Value) -> str:
    """Say what differs in two values that look alike: how a number is written, the spaces of a text."""
    if isinstance(before, str) and isinstance(after, str):
        return "reworded" if one_line(before) != one_line(after) else "spaced otherwise"
    return f"written as {shorten(literal(after), 60)}".replace("-", MINUS)


def _label(field: Field, key: str, name: Namer) -> str:
    entry = split_key(key)[1:] if field.is_table else ()
    if not entry:
        return field.name.replace("_", " ")
    if field.name == "emotion_by":
        return f"emotion of {name(('persona',), entry[0])}"
    if field.name == "readings":
        return f"reading {entry[0]}"
    return f"{field.name} {entry[0]}"


def _is_emotion(field: Field) -> bool:
    return field.name in {"emotion", "emotion_by"}


def _emotion(value: Value | None) -> str:
    if value is None:
        return "unknown"
    emotion = as_emotion(value)
    return shorten(literal(value), 60) if emotion is None else signed(emotion)


def _list_words(label: str, field: Field, change: Changed, name: Namer) -> str:
    old, new = _items(change.before), _items(change.after)
    before, after = set(old), set(new)
    added = [_item(field, item, name) for item in new if item not in before]
    removed = [_item(field, item, name) for item in old if item not in after]
    parts = [f"added {', '.join(added)}"] * bool(added) + [f"removed {', '.join(removed)}"] * bool(removed)
    return f"{label}: {', '.join(parts) or 'in another order'}"


def _items(value: Value | None) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _item(field: Field, item: Value, name: Namer) -> str:
    if not isinstance(item, str):
        return literal(item)
    return name(field.to, item) if field.is_reference else f"‘{shorten(item, 40)}’"


def _is_long(value: Value) -> bool:
    return isinstance(value, str) and (len(value) > 60 or "\n" in value)


def _value(field: Field, value: Value, name: Namer) -> str:
    if isinstance(value, str):
        if field.is_reference:
            return name(field.to, value)
        return value if field.choices and value in field.choices else f"‘{shorten(value, 60)}’"
    if isinstance(value, date):
        return iso(value)
    plain = literal(int(value)) if isinstance(value, float) and value.is_integer() else literal(value)
    return shorten(plain, 60).replace("-", MINUS)
