"""What a person does on the board, as pure functions: a map and a place in, a map and a place out.

Each is one intent and one edit, so that one `u` takes it back. None touches a neighbour's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import UsageError
from cjm_tui.model.document import UNPLACED, Document
from cjm_tui.model.edits import (
    add_record,
    add_stage,
    add_touchpoint,
    move_stage,
    move_touchpoint,
    new_record,
    remove_record,
    set_field,
    set_fields,
)
from cjm_tui.model.measures import emotion_of
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.suspect import framed
from cjm_tui.model.values import Value, join_key
from cjm_tui.model.wording import signed
from cjm_tui.render.journey import Place
from cjm_tui.tui.commands import keyed

if TYPE_CHECKING:
    from collections.abc import Mapping

MOMENTS = (None, "truth", "delight", "pain")


class Deed(NamedTuple):
    """The map after a deed, and where the cursor stands then; `unchanged` is what is said where it changed nothing.

    `meant` is the one field that was to have just the value it has then, whatever that was before.
    """

    document: Document
    place: Place
    unchanged: str = "Nothing to change here"
    meant: tuple[RecordKey, str] | None = None


class Copied(NamedTuple):
    """A card that was copied: its record and the insights that hang on it. It may be pasted into another map."""

    touchpoint: Record
    insights: tuple[Record, ...]


def key_at(place: Place) -> RecordKey:
    """Return the record under the cursor: the card, or the stage on whose head the cursor stands.

    Raises `UsageError` where there is neither.
    """
    if place.touchpoint:
        return RecordKey("touchpoint", place.touchpoint)
    if place.stage == UNPLACED:
        raise UsageError(
            "Nothing here", "there is no card and no stage under the cursor", keyed("{add-stage} adds a stage.")
        )
    return RecordKey("stage", place.stage)


def felt(document: Document, place: Place, persona: str, emotion: int | None) -> Deed:
    """Set the emotion of the card or stage; under a persona's curve, that persona's emotion on the card."""
    key = key_at(place)
    field = join_key(("emotion_by", persona)) if persona and key.kind == "touchpoint" else "emotion"
    level = "unknown" if emotion is None else signed(emotion)
    unchanged = f"{document.records[key].name}: emotion {level} already"
    return Deed(set_field(document, key, field, emotion), place, unchanged, (key, field))


def nudged(document: Document, place: Place, persona: str, steps: int) -> Deed:
    """Move the emotion some steps up or down within −2..+2; an unknown one starts at 0."""
    record = document.records[key_at(place)]
    emotion = emotion_of(record, persona or None)[0] if place.touchpoint else record.emotion
    level = 0 if emotion is None else max(-2, min(2, emotion + steps))
    return felt(document, place, persona, level)


def renamed(document: Document, place: Place, name: str) -> Deed:
    """Give the card or stage another name."""
    key = key_at(place)
    return Deed(set_field(document, key, "name", _name(name)), place, meant=(key, "name"))


def touchpoint_added(document: Document, place: Place, name: str) -> Deed:
    """Add a card after the one under the cursor, or as the first of the stage on whose head it stands."""
    if place.stage == UNPLACED:
        raise UsageError("Cannot add", "a card needs a stage to stand in", keyed("{add-stage} adds a stage."))
    added, key = add_touchpoint(document, _name(name), place.stage, after=place.touchpoint or None)
    if not place.touchpoint:
        added = move_touchpoint(added, key.id, place.stage, 0)
    return Deed(added, Place(place.stage, key.id))


def stage_added(document: Document, place: Place, name: str) -> Deed:
    """Add a stage after the one the cursor is in."""
    added, key = add_stage(document, _name(name), after=place.stage or None)
    return Deed(added, Place(key.id))


def moment_turned(document: Document, place: Place) -> Deed:
    """Mark the card as the next kind of moment: truth, delight, pain, none."""
    key = _card(place)
    current = document.records[key].text("moment") or None
    following = MOMENTS[(MOMENTS.index(current) + 1) % len(MOMENTS)] if current in MOMENTS else None
    return Deed(set_field(document, key, "moment", following), place)


def moved_across(document: Document, place: Place, steps: int) -> Deed:
    """Move the card to the stage before or after, at the same height; on its head, the whole stage."""
    stages = [stage.id for stage in document.stages()]
    if not place.touchpoint:
        at = stages.index(key_at(place).id)
        return Deed(move_stage(document, place.stage, at + steps), place)
    columns = document.touchpoints_by_stage()
    at = stages.index(place.stage) if place.stage in stages else len(stages)
    to = at + steps
    if not 0 <= to < len(stages):
        return Deed(document, place)
    row = _row(columns[place.stage], place.touchpoint)
    moved = move_touchpoint(document, place.touchpoint, stages[to], min(row, len(columns[stages[to]])))
    return Deed(moved, Place(stages[to], place.touchpoint))


def moved_along(document: Document, place: Place, steps: int) -> Deed:
    """Move the card some places down its column, up when negative.

    Raises `UsageError` for a card whose stage does not exist: it would lose the name of that stage.
    """
    key = _card(place)
    if place.stage == UNPLACED:
        hint = keyed("{move-left} puts it into the last stage.")
        raise UsageError("Cannot move", "cards without a stage stand in no order", hint)
    column = document.touchpoints_by_stage()[place.stage]
    row = _row(column, place.touchpoint) + steps
    if not 0 <= row < len(column):
        return Deed(document, place)
    return Deed(move_touchpoint(document, key.id, place.stage, row), place)


def dropped(document: Document, place: Place, target: Place) -> Deed:
    """Move the card to where another stands, or to the top of a stage; raise `UsageError` where there is no stage."""
    if target.stage == UNPLACED:
        raise UsageError("Cannot move", "a card needs a stage to stand in", keyed("{add-stage} adds a stage."))
    column = document.touchpoints_by_stage().get(target.stage, ())
    row = _row(column, target.touchpoint) if target.touchpoint else 0
    moved = move_touchpoint(document, _card(place).id, target.stage, row)
    return Deed(moved, Place(target.stage, place.touchpoint))


def removed(document: Document, place: Place) -> Deed:
    """Remove the card or the stage, with what hangs on it."""
    return Deed(framed(document, remove_record(document, key_at(place))), place)


def copied(document: Document, place: Place) -> Copied:
    """Return the card and its insights, to be pasted."""
    key = _card(place)
    insights = tuple(r for r in document.of_kind("insight") if r.text("touchpoint") == key.id)
    return Copied(document.records[key], insights)


def pasted(document: Document, place: Place, copy: Copied) -> Deed:
    """Put a copied card after this one, its insights with it, all under ids of their own."""
    if place.stage == UNPLACED:
        raise UsageError("Cannot paste", "a card needs a stage to stand in", keyed("{add-stage} adds a stage."))
    fields = {key: value for key, value in copy.touchpoint.fields.items() if key not in {"name", "stage", "order"}}
    name = copy.touchpoint.name
    after = place.touchpoint or None
    present, key = add_touchpoint(document, name, place.stage, after=after, values=fields)
    for insight in copy.insights:
        values = {name: value for name, value in insight.fields.items() if name != "name"} | {"touchpoint": key.id}
        present = add_record(present, new_record(present, "insight", insight.name, values))
    return Deed(present, Place(place.stage, key.id))


def insight_added(document: Document, place: Place, kind: str, text: str) -> Deed:
    """Add an insight to the card, or to the stage on whose head the cursor stands."""
    host = key_at(place)
    record = new_record(document, "insight", _name(text), {"kind": kind, host.kind: host.id})
    return Deed(add_record(document, record), place)


def opportunity_added(document: Document, place: Place, text: str) -> Deed:
    """Add an opportunity for the card, resting on its pains and needs."""
    key = _card(place)
    insights = [r.id for r in document.of_kind("insight") if r.text("touchpoint") == key.id]
    grounds = tuple(
        id_ for id_ in insights if document.records[RecordKey("insight", id_)].text("kind") in {"pain", "need"}
    )
    values: dict[str, Value] = {"insights": grounds} if grounds else {}
    values |= {"touchpoints": (key.id,), "status": "new"}
    added = add_record(document, new_record(document, "opportunity", _name(text), values))
    return Deed(framed(document, added), place)


def filled_in(document: Document, key: RecordKey, values: Mapping[str, Value | None], place: Place) -> Deed:
    """Set the fields that a form changed."""
    return Deed(framed(document, set_fields(document, key, values)), place)


def settled(before: Document, after: Document, place: Place) -> Deed:
    """Take what settling a conflict of `before` came to."""
    return Deed(framed(before, after), place)


def _card(place: Place) -> RecordKey:
    if not place.touchpoint:
        raise UsageError("No card here", "the cursor stands on a stage", keyed("{go-down} goes to a card."))
    return RecordKey("touchpoint", place.touchpoint)


def _row(column: tuple[Record, ...], touchpoint: str) -> int:
    return next((row for row, other in enumerate(column) if other.id == touchpoint), len(column))


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise UsageError("No name", "a name needs at least one letter")
    return name
