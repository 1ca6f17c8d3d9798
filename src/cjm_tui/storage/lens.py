"""Text to document and back: the lens whose laws everything else relies on.

Writing what was read gives the same text, byte for byte; reading what was written gives the same document, comments and unknown keys
included. One field changed is one line changed. What is written is always read back before it is handed out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cjm_tui.errors import UnreadableError, VerificationError
from cjm_tui.model.document import Document
from cjm_tui.model.kinds import declared
from cjm_tui.model.problem import Problem
from cjm_tui.model.record import ABOVE, HEADER, INSIDE, LOOSE, Record, RecordKey
from cjm_tui.model.values import Table, same, split_key
from cjm_tui.storage.comments import listen
from cjm_tui.storage.gate import tables_of
from cjm_tui.storage.placing import place_record
from cjm_tui.storage.scalpel import change, remove
from cjm_tui.storage.shape import records_of, schema_of
from cjm_tui.storage.sheet import BOM, Sheet
from cjm_tui.storage.text_of_record import Habit, text_of_document, text_of_record


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a text gave: the document, or None and the problems that are in the way.

    `version` is the one the text says it is written in; one that is newer than ours is not ours to write (`is_newer`).
    """

    text: str
    document: Document | None
    problems: tuple[Problem, ...] = ()
    version: int = 0

    @property
    def is_newer(self) -> bool:
        """Tell whether the file was written for a newer version of this program."""
        return self.document is not None and self.version > declared(self.document.kind).version > 0


def parse(text: str, path: str = "") -> Reading:
    """Read a text without its comments: what checking, listing and history need, in little more than the reader's own time."""
    tables, problems = tables_of(text, path)
    if tables is None:
        return Reading(text, None, problems)
    kind, version = schema_of(tables)
    records = {key: Record(*key, fields) for key, fields in records_of(tables, kind).items()}
    return Reading(text, Document(kind, records), problems, version)


def read(text: str, path: str = "") -> Reading:
    """Read a text with everything in it. Never raises: what is in the way is among the problems."""
    tables, problems = tables_of(text, path)
    if tables is None:
        return Reading(text, None, problems)
    kind, version = schema_of(tables)
    fields = records_of(tables, kind)
    sheet = Sheet(text, kind)
    said, sources = listen([part.block for part in sheet.parts], sheet.owners)
    for key, comment in said.above.items():
        fields.setdefault(key, {})[ABOVE] = comment
    for key, comments in said.inside.items():
        fields.setdefault(key, {})[INSIDE] = tuple(sorted(comments))
    if said.loose:
        fields[HEADER][LOOSE] = tuple(sorted(said.loose))
    records = {key: Record(*key, values, sources.get(key, "")) for key, values in fields.items()}
    return Reading(text, Document(kind, records), problems, version)


def write(text: str, document: Document) -> str:
    """Return `text`, changed as little as can be, so that it reads as `document`; an empty text makes a new one.

    Raises `UnreadableError` when the text is none of ours, `VerificationError` when no text could be found that reads as the document.
    """
    return rewrite(read(text), document).text


def rewrite(reading: Reading, document: Document) -> Reading:
    """Do as `write`, from a text already read, and return the new text as it reads."""
    if reading.document is None:
        problem = reading.problems[0]
        raise UnreadableError("Write the map", str(problem), problem.hint)
    wanted = representable(document)
    if not reading.text.strip(BOM):
        return _verified(reading.text + text_of_document(wanted), wanted)
    if _same_records(reading.document, wanted):
        return reading
    text = _edited(reading.text, reading.document, wanted, frozenset())
    fresh = read(text)
    if fresh.document is not None and _same_records(fresh.document, wanted):
        return fresh
    stubborn = differing(fresh.document or reading.document, wanted) - {HEADER}
    text = _edited(reading.text, reading.document, wanted, stubborn)
    fresh = read(text)
    if fresh.document is not None and _same_records(fresh.document, wanted):
        return fresh
    sheet = Sheet(reading.text, wanted.kind)
    bom = BOM if reading.text.startswith(BOM) else ""
    return _verified(bom + text_of_document(wanted, Habit(sheet.newline)), wanted)


def differing(one: Document, other: Document) -> frozenset[RecordKey]:
    """Return the keys of the records that are not the same in two documents."""
    keys = {*one.records, *other.records}
    return frozenset(key for key in keys if not _same(one.records.get(key), other.records.get(key)))


def representable(document: Document) -> Document:
    """Return the document the way a file can hold it: comments line by line, no empty table beside its own entries."""
    changed = [fixed for record in document if (fixed := _representable(record)) is not record]
    return document.with_records(changed) if changed else document


def _verified(text: str, wanted: Document) -> Reading:
    fresh = read(text)
    if fresh.document is not None and _same_records(fresh.document, wanted):
        return fresh
    keys = sorted(differing(fresh.document, wanted)) if fresh.document else []
    what = f" ({', '.join(str(key) or 'the header' for key in keys[:3])})" if keys else ""
    raise VerificationError(
        "Save", f"The new text would not read back as what is on the screen{what}.", "Nothing was written."
    )


def _edited(text: str, before: Document, wanted: Document, stubborn: frozenset[RecordKey]) -> str:
    sheet = Sheet(text, before.kind)
    changed = differing(before, wanted)
    gone = [key for key in before.records if key in changed and (key not in wanted.records or key in stubborn)]
    for key in gone:
        remove(sheet, key)
    fresh = [key for key in wanted.records if key in changed and (key not in before.records or key in stubborn)]
    for key in wanted.records:
        if key in changed and key not in fresh:
            change(sheet, before.records[key], wanted.records[key])
    for key in fresh:
        place_record(sheet, key, _block(sheet, wanted.records[key]), wanted)
    return sheet.text()


def _block(sheet: Sheet, record: Record) -> str:
    text = record.source.replace("\r\n", "\n").replace("\n", sheet.newline)
    tables, _ = tables_of(text, "") if text else (None, ())
    if tables is not None:
        was = read(text).document
        old = was.records.get(record.key) if was else None
        if was and old and len(was.records) == 2 and not was.header.fields:
            own = Sheet(text, sheet.document_kind)
            change(own, old, record)
            now = read(own.text()).document
            if now and _same(now.records.get(record.key), record) and own.parts[0].text == "":
                return own.text()
    return text_of_record(record, sheet.document_kind, sheet.habit)


def _representable(record: Record) -> Record:
    comments = tuple(sorted(line for comment in record.texts(INSIDE) for line in comment.split("\n")))
    fields = dict(record.fields)
    if comments:
        fields[INSIDE] = comments
    for key, value in record.fields.items():
        if isinstance(value, Table) and not value and any(other.startswith(f"{key}.") for other in record.fields):
            del fields[key]
    is_same = len(fields) == len(record.fields) and same(fields.get(INSIDE), record.fields.get(INSIDE))
    return record if is_same else replace(record, fields=fields)


def _same_records(one: Document, other: Document) -> bool:
    return not differing(one, other)


def _same(one: Record | None, other: Record | None) -> bool:
    if one is other:
        return True
    if one is None or other is None:
        there = one or other
        return there is not None and not there.id and not there.fields
    return one == other
