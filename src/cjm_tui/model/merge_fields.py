"""How the fields of one record merge: values by three, lists as ordered sets, comments never in conflict.

Of two who both looked at a card since, the later one stands; who took a look back gives way to who looked again. Of
two who remember something differently neither is right, and nobody is asked: what both remembered before stands.
Every rule here is symmetric: with the sides swapped the same fields come out, and the same clashes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from cjm_tui.model.fields import Field, Kind, Type
from cjm_tui.model.instants import later_since
from cjm_tui.model.merge_lists import is_set, merge_lists, merge_sequences
from cjm_tui.model.record import ABOVE, COMMENT_KEYS
from cjm_tui.model.values import Table, Value, literal, same

PLACE = "place"
"""The name under which a record's place fields merge as one value."""


class Clash(NamedTuple):
    """A field that both sides set differently; None stands for unset."""

    field: str
    base: Value | None
    ours: Value | None
    theirs: Value | None


Fields = Mapping[str, Value]


def place_of(kind: Kind | None) -> tuple[str, ...]:
    """Return the fields that say together where a record of this kind stands."""
    return kind.place if kind else ()


def place_value(fields: Fields, place: tuple[str, ...]) -> Table | None:
    """Return where a record stands as one value, None when nothing of it is set."""
    present = {name: fields[name] for name in place if name in fields}
    return Table(present) if present else None


def merge_record_fields(
    kind: Kind | None, base: Fields, ours: Fields, theirs: Fields
) -> tuple[dict[str, Value], tuple[Clash, ...]]:
    """Return the fields of a record that both sides edited, ours standing where they clash, and the clashes."""
    place = place_of(kind)
    merged: dict[str, Value] = {}
    clashes: list[Clash] = []
    for key in {**ours, **theirs, **base}:
        if key in place:
            continue
        sides = base.get(key), ours.get(key), theirs.get(key)
        if key in COMMENT_KEYS:
            value, clashed = _merge_comment(key, *sides)
        else:
            value, clashed = _merge_value(*sides, field=kind.field(key) if kind else None)
        if clashed:
            clashes.append(Clash(key, *sides))
        if value is not None:
            merged[key] = value
    _merge_place(place, (base, ours, theirs), merged, clashes)
    _keep_tables_apart(merged, (base, ours, theirs), clashes)
    ordered = {key: merged[key] for key in {**ours, **merged} if key in merged}
    return ordered, tuple(clashes)


def _merge_value(
    base: Value | None, ours: Value | None, theirs: Value | None, *, field: Field | None = None
) -> tuple[Value | None, bool]:
    if same(ours, theirs) or same(base, theirs):
        return ours, False
    if same(base, ours):
        return theirs, False
    last = later_since(base, ours, theirs) if field is not None and field.type is Type.INSTANT else None
    if last is not None:
        return last, False
    if field is not None and field.memory:
        return _remembered(base, ours, theirs), False
    if is_set(base) and is_set(ours) and is_set(theirs):
        items = merge_lists(_items(base), _items(ours), _items(theirs))
        return (items if items or (ours is not None and theirs is not None) else None), False
    return ours, True


def _remembered(base: Value | None, ours: Value | None, theirs: Value | None) -> Value | None:
    """Return what stays of two memories: none where one side forgot it, else that of before, or either by its text."""
    if ours is None or theirs is None:
        return None
    return base if base is not None else min(ours, theirs, key=literal)


def _items(value: Value | None) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()


def _merge_place(
    place: tuple[str, ...], sides: tuple[Fields, ...], merged: dict[str, Value], clashes: list[Clash]
) -> None:
    if not place:
        return
    base, ours, theirs = (place_value(side, place) for side in sides)
    value, clashed = _merge_value(base, ours, theirs)
    if clashed:
        clashes.append(Clash(PLACE, base, ours, theirs))
    if isinstance(value, Table):
        merged.update(value)


def _merge_comment(key: str, base: Value | None, ours: Value | None, theirs: Value | None) -> tuple[Value | None, bool]:
    """Keep the comments of both sides: the lines above a record, or the bag of comments inside it."""
    value, clashed = (base, True) if key != ABOVE else _merge_value(base, ours, theirs)
    if not clashed:
        return value, False
    if key == ABOVE:
        lines = merge_sequences(*(_lines(side) for side in (base, ours, theirs)))
        return "\n".join(str(line) for line, _ in lines) or None, False
    bag = _merge_bags(*(Counter(_items(side)) for side in (base, ours, theirs)))
    return tuple(sorted(map(str, bag.elements()))) or None, False


def _lines(value: Value | None) -> list[tuple[str, int]]:
    """Return the lines of a comment, each with how often it stood further up: an empty one may stand there often."""
    lines = value.split("\n") if isinstance(value, str) else []
    counts: Counter[str] = Counter()
    numbered = []
    for line in lines:
        numbered.append((line, counts[line]))
        counts[line] += 1
    return numbered


def _merge_bags(base: Counter[Value], ours: Counter[Value], theirs: Counter[Value]) -> Counter[Value]:
    merged: Counter[Value] = Counter()
    for text in {**base, **ours, **theirs}:
        before, one, other = base[text], ours[text], theirs[text]
        if one > before and other > before:
            merged[text] = max(one, other)
        elif one < before and other < before:
            merged[text] = min(one, other)
        else:
            merged[text] = one + other - before
    return merged


def _keep_tables_apart(merged: dict[str, Value], sides: tuple[Fields, ...], clashes: list[Clash]) -> None:
    """Take out what cannot stand in one file: `a` set by one side, `a.b` by the other. Ours stays."""
    base, ours, theirs = sides
    exclusive = [(parent, key) for key in sorted(merged) for parent in _parents(key) if parent in merged]
    for parent, key in exclusive:
        merged.pop(parent if key in ours else key, None)
    known = {clash.field for clash in clashes}
    fresh = dict.fromkeys(field for pair in exclusive for field in pair if field not in known)
    clashes += [Clash(field, base.get(field), ours.get(field), theirs.get(field)) for field in fresh]


def _parents(key: str) -> list[str]:
    return [key[:index] for index, character in enumerate(key) if character == "."]
