"""The shape of a record: its kind, its fields, their types and ranges.

Invariant: every rule derives from the declarations in `cjm_tui.model.kinds`; a new field needs no line here. Wrong
types, ranges and missing fields are errors; what is unknown is kept, and a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cjm_tui.checking.contents import Contents, contents_of, shown
from cjm_tui.checking.expected import Test, allowed, example, expectation
from cjm_tui.checking.finding import Finding
from cjm_tui.checking.nearest import did_you_mean
from cjm_tui.model.fields import Field, Kind, Type
from cjm_tui.model.ids import ID
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import COMMENT_KEYS, Record, RecordKey
from cjm_tui.model.values import Value, literal


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked of one key of a record: declaration, test of its value, and a look into it."""

    field: Field
    is_allowed: Test
    contents: Contents | None


@lru_cache(maxsize=4096)
def rule_of(document_kind: str, record_kind: str, key: str) -> Rule | None:
    """Return what is asked of a key; None when nothing declares it."""
    kind = declared(document_kind).kind(record_kind)
    field = kind.field(key) if kind else None
    return Rule(field, allowed(field), contents_of(field)) if field else None


@lru_cache(maxsize=256)
def required_of(document_kind: str, record_kind: str) -> tuple[str, ...]:
    """Return the fields a record of a kind cannot do without."""
    kind = declared(document_kind).kind(record_kind)
    return tuple(field.name for field in kind.fields if field.required) if kind else ()


def odd_shape(document_kind: str, record: Record) -> Iterator[Finding]:
    """Yield what is wrong with a record itself, whatever stands around it."""
    kind = declared(document_kind).kind(record.kind)
    if kind is None:
        if record.kind != "conflict":  # it may stand in every file, and is told as what it is
            yield _unknown_kind(document_kind, record.key)
        return
    if record.kind and not ID.match(record.id):
        yield _odd_id(record.key)
    for name in required_of(document_kind, record.kind):
        if name not in record.fields:
            yield _missing(record.key, kind, name)
    if kind.one_of:
        yield from _one_of(record, kind)
    yield from _odd_fields(document_kind, record, kind)


def _odd_fields(document_kind: str, record: Record, kind: Kind) -> Iterator[Finding]:
    own, name = record.key, record.kind
    for key, value in record.fields.items():
        rule = rule_of(document_kind, name, key)
        if rule is None:
            if key not in COMMENT_KEYS:
                yield _unknown_field(own, kind, key)
        elif not rule.is_allowed(value):
            yield _wrong_value(own, key, rule.field, value)
        elif rule.contents is not None:
            yield from rule.contents(own, key, value)


def _unknown_kind(document_kind: str, key: RecordKey) -> Finding:
    names = [kind.name for kind in declared(document_kind).records]
    known = ", ".join(names) or "no records at all"
    hint = did_you_mean(key.kind, names) or f"a {document_kind} holds {known}"
    return Finding(key, "", f"there is no kind of record called “{shown(key.kind)}”", hint, "unknown-kind", "warning")


def _odd_id(key: RecordKey) -> Finding:
    return Finding(
        key,
        "",
        "this id is not made of a–z, 0–9 and -, at most 48 of them",
        "choose a plainer one",
        "odd-id",
        "warning",
    )


def _missing(key: RecordKey, kind: Kind, name: str) -> Finding:
    field = kind.field(name)
    assert field is not None  # noqa: S101  # the name comes from this very declaration
    return Finding(key, name, "missing", f"add {name} = {example(field)}: {field.help}", "missing-field")


def _one_of(record: Record, kind: Kind) -> Iterator[Finding]:
    present = [name for name in kind.one_of if name in record.fields]
    choice = " or ".join(kind.one_of)
    if not present:
        hint = f'add {kind.one_of[0]} = "…", or {kind.one_of[1]} = "…"'
        yield Finding(record.key, kind.one_of[0], f"it says neither {' nor '.join(kind.one_of)}", hint, "missing-place")
    elif len(present) > 1:
        yield Finding(
            record.key,
            present[1],
            f"it names both {' and '.join(present)}",
            f"keep one of them: {choice}",
            "two-places",
        )


def _unknown_field(key: RecordKey, kind: Kind, name: str) -> Finding:
    top = name.partition(".")[0]
    field = next((field for field in kind.fields if field.name == top), None)
    if field is not None and field.is_table:
        entries = ", ".join(field.keys) or f"{field.name}.{field.keyed_by.upper()}"
        return Finding(key, name, "this is a table", f"write its entries: {entries} = …", "wrong-type")
    if field is not None and "." in name:
        return Finding(key, name, f"{top} is no table", f"write {top} = {example(field)}", "wrong-type")
    hint = did_you_mean(top, (field.name for field in kind.fields))
    return Finding(
        key,
        name,
        "there is no such field",
        hint or "it is kept as it is; take it out if it is not yours",
        "unknown-field",
        "warning",
    )


def _wrong_value(key: RecordKey, name: str, field: Field, value: Value) -> Finding:
    hint = ""
    if field.type is Type.CHOICE and isinstance(value, str):
        hint = did_you_mean(value, field.choices)
    return Finding(
        key,
        name,
        f"{shown(literal(value))} is not {expectation(field)}",
        hint or f"write {name} = {example(field)}",
        "wrong-value",
    )
