"""What lies between two maps as rows: stage, card, and each field with its two values side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.kinds import declared
from cjm_tui.model.merge_fields import PLACE, place_of
from cjm_tui.model.proposals import Proposal
from cjm_tui.model.record import COMMENT_KEYS, HEADER, Record, RecordKey, as_emotion
from cjm_tui.model.renames import under_new_ids
from cjm_tui.model.restoring import ID
from cjm_tui.model.values import Value
from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded
from cjm_tui.render.palette import emotion_colour
from cjm_tui.services.past.differences import Difference, differences, in_words
from cjm_tui.services.past.grouping import grouped

_LABEL = 17
_SIGNS = {"added": "+", "removed": "−", "changed": "±"}
_SILENT = {"name", "schema"}


class Entry(NamedTuple):
    """One row: a heading (`key` None), a record, or one field of it with both values in words.

    `card` is where on the board it belongs, `deed` what happened to a record, `emotions` both values where they are
    emotions; `stage` is the id of the stage that a heading names.
    """

    label: str
    key: RecordKey | None = None
    card: RecordKey | None = None
    deed: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    emotions: tuple[int | None, int | None] | None = None
    stage: str = ""


def entries_of(before: Document, after: Document) -> tuple[Entry, ...]:
    """Return every difference as rows, by stage and card in the later map's order."""
    known, _ = under_new_ids(before, after)
    rows: list[Entry] = []
    for group in grouped(before, after, differences(before, after)):
        rows.append(Entry(group.title.upper(), stage=group.stage))
        for part in group.parts:
            if part.renumbered:
                rows.append(Entry(part.renumbered_in_words, HEADER, HEADER, "changed"))
            for difference in part.differences:
                rows += _of_record(difference, part.about, known, after)
    return tuple(rows)


def entry_row(entry: Entry, cells: int) -> Line:
    """Return a row as a line of at most `cells` cells."""
    if entry.key is None:
        return (Run(fit(entry.label, cells), Ink("muted", bold=True)),)
    if not entry.field:
        ink = Ink("text", bold=True) if entry.key == entry.card else Ink()
        indent = "  " if entry.key == entry.card else "    "
        said = f"{indent}{_SIGNS[entry.deed]} {fit(entry.label, cells - len(indent) - 12)}"
        return merged((Run(said, ink), Run(f"  {entry.deed}", Ink("faint"))))
    half = max(6, (cells - 6 - _LABEL - 3) // 2)
    colours = ("muted", "text")
    if entry.emotions is not None:
        colours = (emotion_colour(entry.emotions[0]), emotion_colour(entry.emotions[1]))
    bold = entry.emotions is not None
    return merged(
        (
            Run(f"      {padded(entry.label, _LABEL)}", Ink("faint")),
            Run(padded(entry.before, half), Ink(colours[0], bold=bold)),
            Run(" → ", Ink("faint")),
            Run(fit(entry.after, half), Ink(colours[1], bold=bold)),
        )
    )


def _of_record(difference: Difference, proposal: Proposal, before: Document, after: Document) -> Iterator[Entry]:
    key, card = difference.key, proposal.key
    if key.kind == "conflict":
        record = after.records.get(key) or before.records.get(key) or Record(*key)
        about = " ".join(part for part in (record.text("record"), record.text("field")) if part)
        yield Entry(f"conflict about {about}", key, card, difference.deed)
        return
    yield Entry(difference.name or proposal.name, key, card, difference.deed)
    if difference.was is not None:
        yield Entry("id", key, card, "", ID, difference.was.id, key.id)
    place = place_of(declared(after.kind).kind(key.kind))
    fields = difference.fields
    if any(one.field in place for one in fields):
        yield Entry("place", key, card, "", PLACE, _place(before, key), _place(after, key))
    for one in fields:
        if one.field in place or (one.field in _SILENT and difference.deed == "added"):
            continue
        said = [in_words(value, after.kind, key, one.field) for value in (one.before, one.after)]
        label = "comment" if one.field in COMMENT_KEYS else one.field.replace("_", " ").replace(".", " ")
        yield Entry(label, key, card, "", one.field, said[0], said[1], _emotions(one.field, one.before, one.after))


def _emotions(field: str, before: Value | None, after: Value | None) -> tuple[int | None, int | None] | None:
    if field != "emotion" and not field.startswith("emotion_by."):
        return None
    return as_emotion(before), as_emotion(after)


def _place(document: Document, key: RecordKey) -> str:
    """Return where a record stands: `Purchase, 2nd of 4`, or what it hangs on."""
    record = document.records.get(key)
    if record is None:
        return "—"
    if key.kind == "touchpoint":
        stage = document.get("stage", record.text("stage"))
        column = [card.id for card in document.touchpoints_by_stage().get(record.text("stage"), ())]
        where = f", {column.index(key.id) + 1} of {len(column)}" if key.id in column else ""
        return f"{stage.name if stage else record.text('stage') or 'unplaced'}{where}"
    if key.kind == "stage":
        ids = [stage.id for stage in document.stages()]
        return f"{ids.index(key.id) + 1} of {len(ids)}"
    return _host(document, record)


def _host(document: Document, record: Record) -> str:
    for kind in ("touchpoint", "stage"):
        if record.text(kind):
            host = document.get(kind, record.text(kind))
            return host.name if host else record.text(kind)
    return "—"
