"""What a field's declaration allows as its value, as a test and in words.

Invariant: the words and the test come from one declaration, so that a message never asks for what would be refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

from cjm_tui.model.fields import Field, Type
from cjm_tui.model.instants import instant
from cjm_tui.model.values import WHOLE_NUMBERS, Value

Test: TypeAlias = Callable[[Value], bool]

_READING = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d\d)(?:-(\d\d))?)?\Z")


def allowed(field: Field) -> Test:
    """Return the test that tells whether a value is one the field may hold; for a table, one of its entries' values."""
    return _TESTS[field.type](field)


def expectation(field: Field) -> str:
    """Return in words what the field may hold: type, choices and range ("a whole number from −2 to +2")."""
    if field.type is Type.CHOICE:
        return "one of " + ", ".join(field.choices)
    words = _WORDS[field.type]
    if field.is_reference:
        words += f" of {_targets(field)}"
    if field.low is None and field.high is None:
        return words
    low, high = (_signed(bound, field) for bound in (field.low, field.high))
    return (
        f"{words} from {low} to {high}" if low and high else f"{words}, {low} or more" if low else f"{words} to {high}"
    )


def example(field: Field) -> str:
    """Return a value the field may hold, as it is written in a file."""
    if field.type is Type.CHOICE:
        return f'"{field.choices[0]}"'
    if field.type in {Type.WHOLE, Type.NUMBER}:
        return f"{field.high or field.low or 10:g}"
    return _EXAMPLES[field.type]


def is_reading_date(key: str) -> bool:
    """Tell whether a key of readings is `YYYY`, `YYYY-Qn`, `YYYY-MM` or `YYYY-MM-DD`, and a date there is."""
    match = _READING.match(key)
    if match is None:
        return False
    year, _, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def _is_text(value: Value) -> bool:
    return isinstance(value, str)


def _is_texts(value: Value) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _is_flag(value: Value) -> bool:
    return isinstance(value, bool)


def _is_date(value: Value) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_instant(value: Value) -> bool:
    return instant(value) is not None


def _choice(field: Field) -> Test:
    choices = frozenset(field.choices)
    return lambda value: isinstance(value, str) and value in choices


def _whole(field: Field) -> Test:
    low, high = _bounds(field)
    return lambda value: type(value) is int and value in WHOLE_NUMBERS and low <= value <= high


def _number(field: Field) -> Test:
    low, high = _bounds(field)

    def test(value: Value) -> bool:
        is_number = value in WHOLE_NUMBERS if type(value) is int else isinstance(value, float) and math.isfinite(value)
        return is_number and low <= value <= high  # type: ignore[operator]  # a number, as has just been seen

    return test


def _bounds(field: Field) -> tuple[float, float]:
    return -math.inf if field.low is None else field.low, math.inf if field.high is None else field.high


def _always(test: Test) -> Callable[[Field], Test]:
    return lambda _field: test


_TESTS: dict[Type, Callable[[Field], Test]] = {
    Type.TEXT: _always(_is_text),
    Type.TEXTS: _always(_is_texts),
    Type.CHOICE: _choice,
    Type.WHOLE: _whole,
    Type.NUMBER: _number,
    Type.FLAG: _always(_is_flag),
    Type.DATE: _always(_is_date),
    Type.INSTANT: _always(_is_instant),
    Type.REF: _always(_is_text),
    Type.REFS: _always(_is_texts),
}

_WORDS = {
    Type.TEXT: "a text in quotes",
    Type.TEXTS: "a list of texts",
    Type.WHOLE: "a whole number",
    Type.NUMBER: "a number",
    Type.FLAG: "true or false",
    Type.DATE: "a date such as 2026-12-31",
    Type.INSTANT: "a time with its offset such as 2026-12-31T12:00:00Z, or a date",
    Type.REF: "the id",
    Type.REFS: "a list of ids",
}

_EXAMPLES = {
    Type.TEXT: '"…"',
    Type.TEXTS: '["…"]',
    Type.REF: '"…"',
    Type.REFS: '["…"]',
    Type.FLAG: "true",
    Type.DATE: "2026-12-31",
    Type.INSTANT: "2026-12-31T12:00:00Z",
}

_PLURALS = {"persona": "personas", "evidence": "pieces of evidence", "map": "maps"}


def _targets(field: Field) -> str:
    if field.type is Type.REF:
        return " or ".join(f"a {kind}" if kind != "evidence" else "a piece of evidence" for kind in field.to)
    return " or ".join(_PLURALS.get(kind, _plural(kind)) for kind in field.to)


def _plural(kind: str) -> str:
    return kind.removesuffix("y") + "ies" if kind.endswith("y") else kind + "s"


def _signed(bound: float | None, field: Field) -> str:
    if bound is None:
        return ""
    if field.low is not None and field.low < 0:
        return f"{bound:+g}".replace("-", "−").replace("+0", "0")
    return f"{bound:g}"
