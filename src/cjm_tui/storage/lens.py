"""Text to document and back: the lens whose laws everything else relies on.

Writing what was read gives the same text, byte for byte; reading what was written gives the same document, comments and
unknown keys included. One field changed is one line changed, another id is the header's line and the references. What
is written is read back before it is handed out.
"""

from __future__ import annotations

from dataclasses import replace

from cjm_tui.errors import UnreadableError, VerificationError
from cjm_tui.model.document import Document
from cjm_tui.model.record import COMMENT_KEYS, HEADER, INSIDE, LOOSE, Record, RecordKey
from cjm_tui.model.renames import renames
from cjm_tui.model.values import Table, Value, join_key, same_items, split_key
from cjm_tui.storage.brackets import leaves
from cjm_tui.storage.gate import BOM
from cjm_tui.storage.placing import Places
from cjm_tui.storage.reading import Reading, parse, read
from cjm_tui.storage.scalpel import change, change_container, remove
from cjm_tui.storage.sheet import Sheet
from cjm_tui.storage.text_of_record import text_of_document, text_of_record

__all__ = ["Reading", "differing", "parse", "read", "representable", "rewrite", "write"]


def write(text: str, document: Document) -> str:
    """Return `text`, changed as little as can be, so that it reads as `document`; an empty text makes a new one.

    Raises `UnreadableError` when the text is none of ours, `VerificationError` when no text could be found that reads
    as the document.
    """
    return rewrite(read(text), document).text


def rewrite(reading: Reading, document: Document) -> Reading:
    """Do as `write`, from a text already read, and return the new text as it reads."""
    before = reading.document
    if before is None:
        problem = reading.problems[0]
        raise UnreadableError("Not written", str(problem), problem.hint)
    wanted = representable(document, before)
    if not reading.text.strip(BOM):
        return _verified(read(reading.text + text_of_document(wanted)), wanted, frozenset(wanted.records))
    changed = differing(before, wanted)
    if not changed:
        return reading
    fresh = read(_edited(reading, wanted, changed, frozenset()), known=reading)
    left = differing(fresh.document, wanted) if fresh.document else changed
    if left:
        fresh = read(_edited(reading, wanted, changed, left - {HEADER}))
    if fresh.document is None or differing(fresh.document, wanted):
        bom, habit = reading.text[: reading.text.startswith(BOM)], Sheet(reading.text, wanted.kind).habit
        return _verified(read(bom + text_of_document(wanted, habit)), wanted, changed)
    return fresh


def differing(one: Document, other: Document) -> frozenset[RecordKey]:
    """Return the keys of the records that are not the same in two documents."""
    ones, others = dict(one.records), dict(other.records)
    found = [key for key, record in ones.items() if others.get(key) is not record]
    found += [key for key in others if key not in ones]
    return frozenset(key for key in found if not _same(ones.get(key), others.get(key)))


def representable(document: Document, before: Document) -> Document:
    """Return the document the way a file can hold it: comments line by line, no empty table beside its own entries.

    In a file without a key of its own, no comment is the file's: there they are nobody's.
    Records it shares with `before`, which was read from a file, are fine as they are.
    """
    fresh = [record for key, record in document.records.items() if before.records.get(key) is not record]
    changed = [fixed for record in fresh if (fixed := _representable(record)) is not record]
    header = document.header
    if header != before.header and header.texts(INSIDE) and header.fields.keys() <= set(COMMENT_KEYS):
        loose = tuple(sorted((*header.texts(LOOSE), *header.texts(INSIDE))))
        changed.append(header.with_fields({INSIDE: None, LOOSE: loose}))
    return document.with_records(changed) if changed else document


def _verified(fresh: Reading, wanted: Document, changed: frozenset[RecordKey]) -> Reading:
    wrong = differing(fresh.document, wanted) if fresh.document else changed
    if not wrong:
        return fresh
    what = ", ".join(str(key) or "the file itself" for key in sorted(wrong)[:3])
    message = f"the new text would not read back as what was meant ({what})"
    raise VerificationError("Not saved", message, "Nothing was written.")


def _edited(reading: Reading, wanted: Document, changed: frozenset[RecordKey], stubborn: frozenset[RecordKey]) -> str:
    before = reading.document or wanted
    sheet = Sheet(reading.text, before.kind, reading.blocks)
    for kind in {key.kind for key in changed if key.kind}:
        if change_container(sheet, kind, before.records, wanted.records):
            changed = frozenset(key for key in changed if key.kind != kind)
    there = [key for key in before.records if key in changed]
    renamed = {
        old: new
        for old, new in renames(before, wanted).items()
        if old in changed and new in changed - stubborn and sheet.rename(old, new)
    }
    anew = [key for key in wanted.records if key in changed and (key not in before.records or key in stubborn)]
    for key in there:
        if key in renamed:
            change(sheet, replace(before.records[key], id=renamed[key].id), wanted.records[renamed[key]])
        elif key not in wanted.records or key in stubborn:
            remove(sheet, key)
        else:
            change(sheet, before.records[key], wanted.records[key])
    new = [key for key in anew if key not in set(renamed.values())]
    if new:
        places = Places(sheet, wanted)
        for key in new:
            places.put(key, _block(sheet, wanted.records[key]))
    return sheet.text()


def _block(sheet: Sheet, record: Record) -> str:
    text = record.source.replace("\r\n", "\n").rstrip("\n").replace("\n", sheet.newline)
    text += sheet.newline if text else ""
    was = read(text).document if text and record.kind else None
    old = was.records.get(record.key) if was else None
    if was and old and len(was.records) == 2 and not was.header.fields:
        if _same(old, record):
            return text
        own = Sheet(text, sheet.document_kind)
        change(own, old, record)
        now = read(own.text()).document
        if now and _same(now.records.get(record.key), record) and not own.parts[0].text:
            return own.text()
    return text_of_record(record, sheet.document_kind, sheet.habit)


def _representable(record: Record) -> Record:
    fields: dict[str, Value] = {}
    for key, value in record.fields.items():
        if key == INSIDE and isinstance(value, tuple):
            fields[key] = tuple(sorted(line for comment in record.texts(INSIDE) for line in comment.split("\n")))
        elif isinstance(value, Table) and value:
            prefix = split_key(key)
            fields.update({join_key(prefix + path): leaf for path, leaf in leaves(value)})
        elif not isinstance(value, Table) or not any(other.startswith(f"{key}.") for other in record.fields):
            fields[key] = value
    return record if same_items(fields, record.fields) else replace(record, fields=fields)


def _same(one: Record | None, other: Record | None) -> bool:
    if one is None or other is None:
        there = one or other
        return there is not None and not there.id and not there.fields
    return one == other
