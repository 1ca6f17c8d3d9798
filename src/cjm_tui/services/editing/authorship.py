"""Whose hand is in what lies between two states of a map, as far as the journal of hands tells.

A hand counts for what it made: where the value is another one, somebody else has been there since, or git has.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from cjm_tui.model.diff import Added, Change, Changed, Removed, diff
from cjm_tui.model.document import Document
from cjm_tui.model.kinds import declared
from cjm_tui.model.merge_fields import PLACE, place_of, place_value
from cjm_tui.model.record import RecordKey
from cjm_tui.model.wording import words, words_of
from cjm_tui.storage.hands import Hand

NOBODY = ""
"""The name of whoever changed something that no hand was written down for."""

Place = tuple[RecordKey, str]
"""What somebody can change: a record's field, its place as one, or (an empty field) the record as a whole."""


def places_of(changes: Iterable[Change], document: Document) -> dict[Place, list[Change]]:
    """Return what was changed, and the changes that did it."""
    found: dict[Place, list[Change]] = {}
    for change in changes:
        found.setdefault((change.key, _field_of(change, document)), []).append(change)
    return found


def place_of_hand(hand: Hand) -> Place:
    """Return what a hand changed."""
    return RecordKey(hand.kind, hand.id), hand.field


def mark_of(document: Document, place: Place) -> str:
    """Return what tells a value of a place from any other, in a few letters."""
    key, field = place
    record = document.records.get(key)
    if record is None or not field:
        return "gone" if record is None else "there"
    if field == PLACE:
        value: object = place_value(record.fields, place_of(declared(document.kind).kind(key.kind)))
    else:
        value = record.get(field)
    return f"{zlib.crc32(repr(value).encode()):08x}"


def told_by_author(before: Document, after: Document, hands: Iterable[Hand]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield who did what between two states, in words: each name once, and `NOBODY` for what no hand is known of.

    `hands` are those that may have done it, oldest first.
    """
    happened = diff(before, after)
    changed = places_of(happened, after)
    authors = dict.fromkeys(changed, NOBODY)
    for hand in hands:
        place = place_of_hand(hand)
        if place in changed and hand.value in {"", mark_of(after, place)}:
            authors[place] = hand.name
    names = dict.fromkeys(authors.values())
    if {Added, Removed} <= set(map(type, happened)):
        # It may be a card that got another id: that is told as a whole.
        known = [name for name in names if name]
        yield (
            " and ".join(known if len(known) == len(names) else [*known, "others"] if known else []),
            words(before, after),
        )
        return
    for name in names:
        theirs = tuple(change for place, by in authors.items() if by == name for change in changed[place])
        if sentences := words_of(theirs, before, after):
            yield name, sentences


def _field_of(change: Change, document: Document) -> str:
    if not isinstance(change, Changed):
        return ""
    return PLACE if change.field in place_of(declared(document.kind).kind(change.key.kind)) else change.field
