"""Lists of references and texts merge as sets that keep their order.

What either side added is there, what either side took out is gone, and whoever changed the order has it changed. Both
sides swapped, the same list comes out.
"""

from __future__ import annotations

from collections.abc import Sequence

from cjm_tui.model.values import Table, Value, literal


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
    sides = [list(map(_identity, side)) for side in (base, ours, theirs)]
    merged = _merge(*sides)
    return tuple(values[identity] for identity in merged)


def _identity(value: Value) -> str:
    """Return what tells values apart as TOML does (1 from 1.0 from true)."""
    return literal(value)


def _merge(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    kept = [item for item in base if item in ours and item in theirs]
    backbone = _backbone(kept, [i for i in ours if i in kept], [i for i in theirs if i in kept])
    runs: dict[str, list[list[str]]] = {}
    for side in (ours, theirs):
        for anchor, run in _added_runs(side, base, backbone):
            runs.setdefault(anchor, []).append(run)
    merged: list[str] = []
    for anchor in ("", *backbone):
        if anchor:
            merged.append(anchor)
        for run in sorted(runs.get(anchor, [])):
            merged += [item for item in run if item not in merged]
    return merged


def _backbone(kept: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    if ours == kept:
        return theirs
    if theirs == kept:
        return ours
    return min(ours, theirs)


def _added_runs(side: list[str], base: list[str], backbone: list[str]) -> list[tuple[str, list[str]]]:
    """Return what a side added, in runs, each with the kept item it follows (empty: none)."""
    runs: list[tuple[str, list[str]]] = []
    anchor = ""
    for item in side:
        if item in backbone:
            anchor = item
        elif item not in base:
            if runs and runs[-1][0] == anchor:
                runs[-1][1].append(item)
            else:
                runs.append((anchor, [item]))
    return runs
