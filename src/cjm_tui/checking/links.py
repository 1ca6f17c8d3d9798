"""References: what a record points to has to be there.

Invariant: a reference that leads nowhere is a warning, never an error, and names the nearest id that exists.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache

from cjm_tui.checking.finding import Finding
from cjm_tui.checking.nearest import did_you_mean
from cjm_tui.checking.shape import rule_of
from cjm_tui.checking.surroundings import Surroundings
from cjm_tui.model.document import Document
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.values import split_key, without_hidden

_WHERE = {
    "persona": "make personas/{id}.toml",
    "evidence": "make evidence/{id}.toml",
    "map": "make {id}.toml",
    "channel": "add [channel.{id}] to cjm.toml",
    "team": "add [team.{id}] to cjm.toml",
}


@lru_cache(maxsize=4096)
def _kinds_named_by(document_kind: str, record_kind: str, key: str) -> tuple[str, ...]:
    """Return the kinds that the value under a key (or the key itself, in a table) may name; empty for no reference."""
    rule = rule_of(document_kind, record_kind, key)
    if rule is None:
        return ()
    keyed_by = rule.field.keyed_by
    if keyed_by:
        return () if keyed_by == "date" or rule.field.memory else (keyed_by,)
    return rule.field.to


def loose_ends(document: Document, record: Record, known: dict[str, Container[str] | None]) -> Iterator[Finding]:
    """Yield the references of a record that lead nowhere; `known` as `known_ids` returns it."""
    remembered = record.table("seen") if record.kind == "opportunity" else {}
    for key, value in record.fields.items():
        kinds = _kinds_named_by(document.kind, record.kind, key)
        if not kinds:
            continue
        if kinds == ("map#touchpoint",):
            yield from _loose_quote(record.key, key, value, known)
            continue
        for target in _named(document, record, key):
            if key == "insights" and target in remembered:
                continue  # where it is gone the link is suspect
            sets = [known[kind] for kind in kinds]
            if not any(ids is None or target in ids for ids in sets):
                yield _nowhere(record.key, key, kinds, target, known)


def known_ids(document: Document, surroundings: Surroundings) -> dict[str, Container[str] | None]:
    """Return the ids a reference in `document` may name, by kind: its own records', and what stands around it."""
    ids: dict[str, set[str]] = {kind.name: set() for kind in declared(document.kind).records}
    for kind, id_ in document.records:
        if kind in ids:
            ids[kind].add(id_)
    around = {kind: surroundings.ids(kind) for kind in ("channel", "team", "persona", "evidence", "map")}
    return {**around, **ids}


def _named(document: Document, record: Record, key: str) -> tuple[str, ...]:
    rule = rule_of(document.kind, record.kind, key)
    if rule is not None and rule.field.keyed_by:
        return (split_key(key)[-1],)
    value = record.fields[key]
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, tuple) else ()


def _nowhere(
    source: RecordKey, key: str, kinds: tuple[str, ...], target: str, known: dict[str, Container[str] | None]
) -> Finding:
    what = " or ".join(kinds)
    names = [name for kind in kinds for name in _listed(known[kind])]
    make = _WHERE.get(kinds[0], "add [" + kinds[0] + ".{id}]").format(id=without_hidden(target))
    return Finding(
        source,
        key,
        f"there is no {what} “{without_hidden(target)}”",
        did_you_mean(target, names) or make,
        "unknown-reference",
        "warning",
    )


def _listed(ids: Container[str] | None) -> tuple[str, ...]:
    return tuple(ids) if isinstance(ids, Iterable) else ()


def _loose_quote(
    source: RecordKey, key: str, value: object, known: dict[str, Container[str] | None]
) -> Iterator[Finding]:
    maps = known["map"]
    if not isinstance(value, str) or not isinstance(maps, Mapping):
        return
    map_id, hash_, touchpoint = value.partition("#")
    shown = without_hidden(value)
    if not hash_:
        yield Finding(
            source,
            key,
            f"“{shown}” does not say which map",
            "write map#touchpoint, as in buy-an-outfit#pay-by-card",
            "wrong-value",
        )
    elif map_id not in maps:
        hint = did_you_mean(map_id, maps) or "write map#touchpoint with the id of a map here"
        yield Finding(source, key, f"there is no map “{without_hidden(map_id)}”", hint, "unknown-reference", "warning")
    elif (touchpoints := maps[map_id]) is not None and touchpoint not in touchpoints:
        hint = did_you_mean(touchpoint, touchpoints) or f"write one of {map_id}'s"
        yield Finding(
            source,
            key,
            f"there is no touchpoint “{without_hidden(touchpoint)}” in {without_hidden(map_id)}",
            hint,
            "unknown-reference",
            "warning",
        )
