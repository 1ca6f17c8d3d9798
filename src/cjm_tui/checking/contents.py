"""Values of the right type that are odd all the same: hidden characters, doubles, links nobody can open.

Invariant: the usual value, a plain text, costs one call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from cjm_tui.checking.expected import is_reading_date
from cjm_tui.checking.finding import Finding
from cjm_tui.checking.nearest import did_you_mean
from cjm_tui.model.fields import Field, Type
from cjm_tui.model.record import RecordKey
from cjm_tui.model.values import Value, has_hidden, literal, split_key, without_hidden

Contents: TypeAlias = Callable[[RecordKey, str, Value], "Iterator[Finding] | tuple[Finding, ...]"]
"""Looks into a value of the right type: record, key, value to findings."""

LONGEST = 40
"""How many characters of a value a message repeats."""

_SAFE_LINKS = ("https://", "http://", "mailto:")


def contents_of(field: Field) -> Contents | None:
    """Return what looks into the values of a field, None where the type says it all."""
    if field.keyed_by == "date":
        return _odd_date
    if field.keys:
        return _own_keys(field.keys)
    if field.name == "links":
        return _odd_links
    if field.is_list:
        return _odd_list
    return _odd_text if field.type in {Type.TEXT, Type.REF} else None


def shown(text: str) -> str:
    """Return a text of a file as a message repeats it: on one line, without hidden characters, at most 40 long."""
    plain = without_hidden(text)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def _odd_text(key: RecordKey, name: str, value: Value) -> tuple[Finding, ...]:
    if not isinstance(value, str) or value.isprintable() or not has_hidden(value):
        return ()
    message = "the text holds control, bidi or zero-width characters that nobody can see"
    return (Finding(key, name, message, "write it again without them", "hidden-characters", "warning"),)


def _odd_list(key: RecordKey, name: str, value: Value) -> Iterator[Finding]:
    if not isinstance(value, tuple):
        return
    if len(value) > 1 and len(set(value)) < len(value):
        counts = Counter(value)
        twice = next(item for item in value if counts[item] > 1)
        yield Finding(key, name, f"{shown(literal(twice))} stands there twice", "keep one", "duplicate", "warning")
    for item in value:
        for finding in _odd_text(key, name, item):
            yield finding
            return


def _odd_links(key: RecordKey, name: str, value: Value) -> Iterator[Finding]:
    yield from _odd_list(key, name, value)
    for link in value if isinstance(value, tuple) else ():
        if isinstance(link, str) and not link.lower().startswith(_SAFE_LINKS):
            message = f"{shown(literal(link))} is no https, http or mailto address"
            yield Finding(key, name, message, "write the whole address, or move it to notes", "odd-link", "warning")


def _own_keys(keys: tuple[str, ...]) -> Contents:
    def odd_key(key: RecordKey, name: str, value: Value) -> tuple[Finding, ...]:
        entry = split_key(name)[-1]
        if entry in keys:
            return _odd_text(key, name, value)
        hint = did_you_mean(entry, keys) or f"write one of {', '.join(keys)}"
        return (Finding(key, name, f"“{shown(entry)}” is none of its keys", hint, "wrong-key", "warning"),)

    return odd_key


def _odd_date(key: RecordKey, name: str, _value: Value) -> Iterator[Finding]:
    entry = split_key(name)[-1]
    if not is_reading_date(entry):
        message = f"“{shown(entry)}” is no date of a reading"
        yield Finding(key, name, message, "write 2026, 2026-Q1, 2026-01 or 2026-01-31", "wrong-date")
