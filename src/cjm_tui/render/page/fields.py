"""Fields of records as words on a page, from their declarations: a new field appears on the page by itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from cjm_tui.model.fields import Field, Type
from cjm_tui.model.kinds import declared, declared_field
from cjm_tui.model.record import Record, as_emotion, as_number
from cjm_tui.model.values import Value, literal
from cjm_tui.model.wording import signed
from cjm_tui.render.page.blocks import Link, Strong, Table, Words, joined
from cjm_tui.render.page.escaping import is_link
from cjm_tui.render.page.sources import Sources

LABELS = {
    "start": "Begins",
    "end": "Ends",
    "review_by": "Look again by",
    "skipped_by": "Does not pass here",
    "emotion_by": "By persona",
    "submap": "Told in detail in",
    "baseline": "Compared with",
    "parent": "Part of",
    "expectation": "Expects",
    "expectations": "Expects",
    "frontstage": "In sight",
    "backstage": "Out of sight",
    "support": "Carried by",
    "watch": "Code behind it",
}
"""Labels that read better than the field's own name."""

_CHOICES = {
    "truth": "moment of truth",
    "delight": "moment of delight",
    "pain": "moment of pain",
    "current": "as it is today",
    "future": "as it should be",
    "review": "in review",
}


def label(field: Field) -> str:
    """Return what a field is called on a page."""
    return LABELS.get(field.name) or field.name.replace("_", " ").capitalize()


def choice(value: str) -> str:
    """Return one of a field's choices in words."""
    return _CHOICES.get(value, value)


def number(value: float) -> str:
    """Return a number without needless digits: `85`, `68.5`."""
    return f"{value:.10g}"


def quoted(text: str) -> Words:
    """Return somebody's own words in quotation marks, nothing when there are none."""
    return (f"“{text.strip()}”",) if text.strip() else ()


def facts(sources: Sources, record: Record, skip: Collection[str] = ()) -> tuple[Words, ...]:
    """Return a line `Label: value` for each declared field of a record that is set and not in `skip`, in file order."""
    kind = declared(sources.document.kind).kind(record.kind)
    lines: list[Words] = []
    for field in kind.fields if kind else ():
        words = () if field.name in skip else value_of(sources, record, field)
        if words:
            lines.append(fact(label(field), words))
    return tuple(lines)


def fact(name: str, words: Words) -> Words:
    """Return one line `Label: value`."""
    return (Strong(f"{name}:"), " ", *words)


def field_of(sources: Sources, record: Record, key: str) -> Words:
    """Return the value of the field `key` as words, empty when it is unset."""
    field = declared_field(sources.document.kind, record.kind, key)
    return value_of(sources, record, field) if field else ()


def value_of(sources: Sources, record: Record, field: Field) -> Words:
    """Return the value of a field as words, empty when it is unset."""
    if field.is_table:
        entries = record.table(field.name).items()
        return joined(
            ((f"{_entry(sources, field, key)} ", *_one(sources, field, value)) for key, value in entries), ", "
        )
    value = record.get(field.name)
    if value is None:
        return ()
    if isinstance(value, tuple):
        return joined((_one(sources, field, item) for item in value), "; ")
    return _one(sources, field, value)


def full_table(header: tuple[str, ...], rows: tuple[tuple[Words, ...], ...], numbers: Collection[str] = ()) -> Table:
    """Return a table without those columns in which no row says anything; the first always stays."""
    kept = [place for place in range(len(header)) if place == 0 or any(row[place] for row in rows)]
    return Table(
        tuple(header[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
        frozenset(new for new, old in enumerate(kept) if header[old] in numbers),
    )


def _entry(sources: Sources, field: Field, key: str) -> str:
    return key if field.keyed_by in {"", "date"} else sources.name(field.keyed_by, key)


def _one(sources: Sources, field: Field, value: Value) -> Words:
    if isinstance(value, str):
        return _text(sources, field, value)
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if as_emotion(value) is not None and field.name.startswith("emotion"):
        return (signed(as_emotion(value)),)
    if isinstance(value, date):
        return (value.isoformat(),)
    known = as_number(value)
    return (literal(value) if known is None else number(known),)


def _text(sources: Sources, field: Field, value: str) -> Words:
    if field.type is Type.CHOICE:
        return (choice(value),)
    if field.name == "links" and is_link(value):
        return (Link(value.removeprefix("https://").removeprefix("mailto:"), value),)
    if not field.is_reference:
        return (value,)
    name = sources.name(field.to[0], value)
    return (Link(name, sources.pages[value]),) if "map" in field.to and value in sources.pages else (name,)
