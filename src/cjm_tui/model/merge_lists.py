"""Lists of references and texts merge as sets that keep their order.

What either side added is there, what either side took out is gone, and whoever changed the order has it changed. Both
sides swapped, the same list comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from cjm_tui.model.values import Table, Value, literal

Item = TypeVar("Item", str, tuple[str, int])


def is_set(value: Value | None) -> bool:
    """Tell whether a value can merge as an ordered set: unset, or a list that holds every (scalar) value once."""
    if value is None:
        return True
    if not isinstance(value, tuple) or any(isinstance(item, (tuple, Table)) for item in value):
        return False
    return len(set(map(_identity, value))) == len(value)


def merge_lists(base: Sequence[Value], ours: Sequence[Value], theirs: Sequence[Value]) -> tuple[Value, ...]:
    """Return the ordered set both sides together make of `base`."""
    values = {_identity(item): item for item in (*base, *ours, *theirs)}
    merged = merge_sequences(*(list(map(_identity, side)) for side in (base, ours, theirs)))
    return tuple(values[identity] for identity in merged)


def merge_sequences(base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item]) -> list[Item]:
    """Return what both sides together make of a sequence in which nothing stands twice."""
    in_all = set(base) & set(ours) & set(theirs)
    kept, mine, other = ([item for item in side if item in in_all] for side in (base, ours, theirs))
    backbone = _backbone(kept, mine, other)
    runs: dict[Item | None, list[list[Item]]] = {}
    for side in (ours, theirs):
        for anchor, run in _added_runs(side, set(base), in_all).items():
            runs.setdefault(anchor, []).append(run)
    merged = dict.fromkeys(item for run in sorted(runs.get(None, [])) for item in run)
    for kept_item in backbone:
        merged[kept_item] = None
        merged.update(dict.fromkeys(item for run in sorted(runs.get(kept_item, [])) for item in run))
    return list(merged)


def _identity(value: Value) -> str:
    """Return what tells values apart as TOML does (1 from 1.0 from true)."""
    return literal(value)


def _backbone(kept: list[Item], ours: list[Item], theirs: list[Item]) -> list[Item]:
    if ours == kept:
        return theirs
    if theirs == kept:
        return ours
    return min(ours, theirs)


def _added_runs(side: Sequence[Item], base: set[Item], backbone: set[Item]) -> dict[Item | None, list[Item]]:
    """Return what a side added, in runs, by the kept item each follows (None: none)."""
    runs: dict[Item | None, list[Item]] = {}
    anchor: Item | None = None
    for item in side:
        if item in backbone:
            anchor = item
        elif item not in base:
            runs.setdefault(anchor, []).append(item)
    return runs
