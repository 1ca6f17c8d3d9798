"""Changes in words: what a commit message, the history, the undo label and the status line say.

One sentence for each card concerned, in the journey's order; what hangs on a card is told with it. Comments and
unknown keys change in silence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from cjm_tui.model.conflict import disputed_key
from cjm_tui.model.diff import Added, Change, Changed, Removed, diff
from cjm_tui.model.document import Document, row_place
from cjm_tui.model.field_words import changed_words, one_line, shorten, signed
from cjm_tui.model.kinds import declared_field
from cjm_tui.model.memory_words import memory_words
from cjm_tui.model.moves import Moves
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.renames import under_new_ids
from cjm_tui.model.values import Value

__all__ = ["headline", "signed", "words", "words_of"]

_ID, _FIELD, _HANGS_ON_IT = 0, 3, 4
_PARTS = {"emotion": 1, "stage": 2, "order": 2}
"""Which part of a sentence comes first: the id, how it feels, where it stands, what else it says, what hangs on it."""

SUBJECT = 72
"""How many characters the first line of a commit message may have."""


def words(before: Document, after: Document) -> tuple[str, ...]:
    """Return what happened, a sentence for each record concerned; empty when nothing is worth telling."""
    return words_of(diff(before, after), before, after)


def words_of(happened: tuple[Change, ...], before: Document, after: Document) -> tuple[str, ...]:
    """Return the words for what is known to have happened from `before` to `after`."""
    changes = happened
    renamed: dict[RecordKey, RecordKey] = {}
    if {Added, Removed} <= set(map(type, happened)):
        before, renamed = under_new_ids(before, after)
        changes = diff(before, after) if renamed else changes
    gone = {change.key: change.record for change in changes if isinstance(change, Removed)}
    told: dict[RecordKey, list[tuple[int, str]]] = {
        new: [(_ID, f"id {old.id} → {new.id}")] for old, new in renamed.items()
    }
    alone: list[tuple[RecordKey, str]] = []
    moves = Moves(before, after)
    for change in changes:
        if isinstance(change, Changed):
            said = "" if _follows(change, gone, after) else _changed(change, before, after, moves)
            if said:
                told.setdefault(change.key, []).append((_PARTS.get(change.field, _FIELD), said))
        elif not (isinstance(change, Removed) and _carrier(change.record, gone)):
            host = _host(change.record, before, after)
            said = _came_or_went(change, before if isinstance(change, Removed) else after)
            said += _along(change.record, gone) if isinstance(change, Removed) else _into(change.record, after)
            if host:
                told.setdefault(host, []).append((_HANGS_ON_IT, said))
            else:
                alone.append((change.key, said))
    rank = _ranks(before, after)
    sentences = [(key, f"{_name(key, before, after)}: {_joined(parts)}") for key, parts in told.items()]
    return tuple(one_line(said) for _, said in sorted(sentences + alone, key=lambda item: rank(item[0])))


def _joined(parts: list[tuple[int, str]]) -> str:
    """Return the parts of a sentence, what matters most first, and nothing twice."""
    return "; ".join(dict.fromkeys(said for _, said in sorted(parts, key=lambda part: part[0])))


def headline(title: str, sentences: Iterable[str], length: int = SUBJECT) -> str:
    """Return the first line of a commit message: the map, and what happened as far as it fits.

    Where one sentence is all that fits, it stands whole rather than cut for a count of the others.
    """
    said = list(sentences)
    more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
    told = ("; ".join(said), f"{said[0]}{more}", said[0]) if said else ("",)
    for words in told:
        whole = f"{title}: {words}".removesuffix(": ")
        if len(whole) <= length:
            return whole
    room = length - len(title) - 2 - len(more)
    return f"{title}: {shorten(said[0], room)}{more}" if room >= 20 else f"{shorten(title, length - len(more))}{more}"


def _changed(change: Changed, before: Document, after: Document, moves: Moves) -> str:
    if change.field.startswith("#"):
        return ""
    kind = change.key.kind
    if kind in {"touchpoint", "stage"} and change.field in {"stage", "order"}:
        return moves.said(change.key)
    field = declared_field(after.kind, kind, change.field)
    if field is None:
        return ""
    if field.memory:
        return memory_words(change, before, after, _namer(before, after))
    return changed_words(field, change, _namer(before, after))


def _came_or_went(change: Added | Removed, document: Document) -> str:
    """Say what came or went; `document` is one that has it."""
    verb = "added" if isinstance(change, Added) else "removed"
    record = change.record
    kind = record.text("kind") if record.kind == "insight" else record.kind
    if record.kind == "conflict":
        state = "open" if verb == "added" else "settled"
        disputed = document.records.get(disputed_key(record))
        about = (disputed.name if disputed else "") or record.text("record")
        return f"{state} conflict about ‘{shorten(about, 60)}’ {record.text('field')}".rstrip()
    name = f"‘{shorten(record.name, 60)}’"
    feeling = f" ({signed(record.emotion)})" if record.kind == "touchpoint" and record.emotion is not None else ""
    return f"{verb} {kind or record.kind} {name}{feeling}"


def _host(record: Record, before: Document, after: Document) -> RecordKey | None:
    """Return the card or stage an insight or metric hangs on, None where that came or went itself."""
    if record.kind not in {"insight", "metric"}:
        return None
    hosts = (RecordKey(kind, record.text(kind)) for kind in ("touchpoint", "stage") if record.text(kind))
    return next((key for key in hosts if key in before.records and key in after.records), None)


def _carrier(record: Record, gone: Mapping[RecordKey, Record]) -> RecordKey | None:
    """Return what took a removed record along: the stage of a touchpoint, the card or stage of an insight."""
    kinds = {"touchpoint": ("stage",), "insight": ("touchpoint", "stage")}.get(record.kind, ())
    return next((key for kind in kinds if (key := RecordKey(kind, record.text(kind))) in gone), None)


def _into(record: Record, after: Document) -> str:
    """Say in which stage a new card stands."""
    stage = after.get("stage", record.text("stage")) if record.kind == "touchpoint" else None
    return f" in {shorten(stage.name, 40)}" if stage else ""


def _along(record: Record, gone: Mapping[RecordKey, Record]) -> str:
    """Say how much went with a removed record."""
    carried: Counter[str] = Counter()
    for other in gone.values():
        carrier = _carrier(other, gone)
        while carrier is not None and carrier != record.key:
            carrier = _carrier(gone[carrier], gone)
        if carrier is not None:
            carried[other.kind] += 1
    counts = [f"{number} {kind}{'s' * (number > 1)}" for kind, number in sorted(carried.items(), reverse=True)]
    return f" with {' and '.join(counts)}" if counts else ""


def _follows(change: Changed, gone: Mapping[RecordKey, Record], after: Document) -> bool:
    """Tell whether a reference was only dropped because what it named is gone."""
    field = declared_field(after.kind, change.key.kind, change.field)
    if field is None or not field.is_reference:
        return False

    def named(value: Value | None) -> set[Value]:
        return set(value) if isinstance(value, tuple) else set() if value is None else {value}

    before, now = named(change.before), named(change.after)
    return now < before and all(
        isinstance(id_, str) and any(RecordKey(to, id_) in gone for to in field.to) for id_ in before - now
    )


def _name(key: RecordKey, before: Document, after: Document) -> str:
    if key == HEADER:
        return {"map": "Map", "workspace": "Settings"}.get(after.kind) or after.title or after.kind.capitalize()
    record = after.records.get(key) or before.records.get(key)
    name = record.name if record else key.id
    return (
        shorten(name, 48) if key.kind in {"touchpoint", "stage"} else f"{key.kind.capitalize()} ‘{shorten(name, 48)}’"
    )


def _namer(before: Document, after: Document) -> Callable[[tuple[str, ...], str], str]:
    def name(kinds: tuple[str, ...], id_: str) -> str:
        for document in (after, before):
            for kind in kinds:
                record = document.get(kind, id_)
                if record is not None:
                    return f"‘{shorten(record.name, 48)}’"
        return id_

    return name


_KIND_ORDER = ("", "stage", "touchpoint", "insight", "theme", "opportunity", "solution", "metric", "conflict")


def _ranks(before: Document, after: Document) -> Callable[[RecordKey], tuple[int, tuple[float, ...], str, str]]:
    def place(key: RecordKey) -> tuple[float, ...]:
        record = after.records.get(key) or before.records[key]
        stage_id = record.text("stage") if key.kind == "touchpoint" else ""
        stage = after.get("stage", stage_id) or before.get("stage", stage_id)
        return row_place(stage)[0] if stage else math.inf, row_place(record)[0]

    def rank(key: RecordKey) -> tuple[int, tuple[float, ...], str, str]:
        kind = _KIND_ORDER.index(key.kind) if key.kind in _KIND_ORDER else len(_KIND_ORDER)
        return kind, place(key), key.kind, key.id

    return rank
