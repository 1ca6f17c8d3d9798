"""Random maps and random edits of them, for the laws."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cjm_tui.model.conflict import ID, Conflict, Side
from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import (
    add_record,
    add_stage,
    add_touchpoint,
    change_id,
    move_stage,
    move_touchpoint,
    new_record,
    remove_record,
    set_field,
)
from cjm_tui.model.merge import Merged
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.references import Reference, references, retargeted, targets, with_ids
from cjm_tui.model.values import Table

if TYPE_CHECKING:
    from cjm_tui.model.values import Value

WORDS = ("Pay by card", "See a post", "支付", "Ask 🙂", "Wait", "Return it", "Compare", 'Say "no"', "x\ny")
CHANNELS = ("website", "app", "store", "email")
THEMES = ("friction", "trust", "speed")
PAY = RecordKey("touchpoint", "pay")


def shop() -> Document:
    """Return a small map: two stages, two cards, a theme and an insight."""
    return document_of(
        "map",
        [
            Record("", "", {"schema": "map/1", "title": "Buy"}),
            Record("stage", "look", {"name": "Look", "order": 10}),
            Record("stage", "buy", {"name": "Buy", "order": 20}),
            Record("touchpoint", "see", {"name": "See", "stage": "look", "order": 10, "emotion": 1}),
            Record("touchpoint", "pay", {"name": "Pay", "stage": "buy", "order": 10, "channels": ("web", "app")}),
            Record("theme", "trust", {"name": "Trust"}),
            Record("insight", "twice", {"name": "Twice", "kind": "pain", "touchpoint": "pay", "themes": ("trust",)}),
        ],
    )


def random_map(dice: random.Random, touchpoints: int = 6) -> Document:
    """Return a map with three stages, some touchpoints, insights and comments."""
    document = document_of("map", [Record("", "", {"schema": "map/1", "title": "Buy"})])
    for name in ("Awareness", "Purchase", "Use"):
        document, _ = add_stage(document, name)
    for theme in THEMES:
        document = add_record(document, Record("theme", theme, {"name": theme}))
    for _ in range(touchpoints):
        stage = dice.choice(document.stages()).id
        document, _ = add_touchpoint(document, dice.choice(WORDS), stage, None, random_fields(dice))
    for _ in range(touchpoints // 2):
        document = random_edit(dice, document, ("insight",))
    return document


def random_fields(dice: random.Random) -> dict[str, Value]:
    """Return some fields of a touchpoint."""
    fields: dict[str, Value] = {
        "emotion": dice.randint(-2, 2),
        "channels": tuple(dice.sample(CHANNELS, dice.randint(1, 3))),
        "doing": dice.choice(WORDS),
        "emotion_by.fiona": dice.randint(-2, 2),
        "looked": datetime(2026, 3, dice.randint(1, 9), tzinfo=UTC),
        "unknown.key": dice.choice((True, 1, 1.0)),
        "#": f"# above {dice.randint(0, 9)}",
        "#inside": tuple(sorted(f"# inside {dice.randint(0, 9)}" for _ in range(dice.randint(1, 3)))),
    }
    return {key: value for key, value in fields.items() if dice.random() < 0.6}


KINDS_OF_EDIT = ("set", "unset", "list", "move", "stage", "add", "insight", "remove", "rename", "header")


def random_edit(dice: random.Random, document: Document, kinds: tuple[str, ...] = KINDS_OF_EDIT) -> Document:
    """Return the document after one random edit of the kinds given."""
    touchpoints = document.of_kind("touchpoint")
    kind = dice.choice(kinds)
    if kind == "header":
        return set_field(document, HEADER, dice.choice(("goal", "scenario")), dice.choice(WORDS))
    if kind == "stage" and document.stages():
        return move_stage(document, dice.choice(document.stages()).id, dice.randint(0, 3))
    if not touchpoints or kind == "add":
        stages = document.stages()
        return add_touchpoint(document, dice.choice(WORDS), dice.choice(stages).id)[0] if stages else document
    card = dice.choice(touchpoints)
    if kind == "move":
        stages = document.stages()
        return move_touchpoint(document, card.id, dice.choice(stages).id, dice.randint(0, 4)) if stages else document
    if kind == "remove":
        return remove_record(document, dice.choice(sorted(key for key in document.records if key.id)))
    if kind == "rename":
        return change_id(document, card.key, f"{card.id[:30]}-{dice.randint(0, 10**6)}")
    if kind == "insight":
        fields: dict[str, Value] = {"kind": "pain", "touchpoint": card.id, "themes": (dice.choice(THEMES),)}
        return add_record(document, new_record(document, "insight", dice.choice(WORDS), fields))
    return _field_edit(dice, document, card.key, kind)


def _field_edit(dice: random.Random, document: Document, key: RecordKey, kind: str) -> Document:
    fields = random_fields(dice)
    if kind == "list":
        return set_field(document, key, "channels", tuple(dice.sample(CHANNELS, dice.randint(0, 4))) or None)
    if kind == "unset":
        own = [name for name in document.records[key].fields if name not in {"name", "stage", "order"}]
        return set_field(document, key, dice.choice(own), None) if own else document
    for name, value in fields.items():
        document = set_field(document, key, name, value)
    return document


@st.composite
def maps(draw: st.DrawFn) -> Document:
    """Draw a random map."""
    return random_map(random.Random(draw(st.integers(0, 2**32))), draw(st.integers(0, 8)))


@st.composite
def edited_maps(draw: st.DrawFn, versions: int = 1, most: int = 6) -> tuple[Document, ...]:
    """Draw a map and so many versions of it, each made by a few edits of the first."""
    dice = random.Random(draw(st.integers(0, 2**32)))
    first = random_map(dice, draw(st.integers(0, 8)))
    found = [first]
    for _ in range(versions):
        version = first
        for _ in range(dice.randint(0, most)):
            version = random_edit(dice, version)
        found.append(version)
    return tuple(found)


def under_our_ids(merged: Merged) -> Merged:
    """Return a merge with every record whose id is in dispute under the id that the other side gave it."""
    ids = {one.key: str(one.theirs) for one in merged.conflicts if one.field == ID}

    def renamed(side: Side) -> Side:
        if isinstance(side, Table):
            keys = {name: RecordKey(name, str(value)) for name, value in side.items()}
            return Table({name: ids.get(keys[name], value) for name, value in side.items()})
        return (
            retargeted(Document("map", {side.key: side}), ids).records[side.key] if isinstance(side, Record) else side
        )

    moved = tuple(
        Conflict(RecordKey(key.kind, ids.get(key, key.id)), field, *map(renamed, sides))
        for key, field, *sides in merged.conflicts
    )
    there = {key: id_ for key, id_ in ids.items() if key in merged.document.records}
    held = with_ids(merged.held, ids) if merged.held is not None else None
    return Merged(with_ids(merged.document, there), moved, held)


def dangling(document: Document) -> list[Reference]:
    """Return the references to records of this same document that are not there."""
    local = {"stage", "touchpoint", "insight", "theme", "opportunity"}
    return [
        reference
        for record in document
        for reference in references(document, record)
        if local.issuperset(targets(reference))
        and not any((kind, reference.target) in document.records for kind in targets(reference))
    ]
