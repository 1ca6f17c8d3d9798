"""Sorts a whole file and sets it in the one way new files are written in, on request only.

Records go by kind and id, keys by their declaration, indentation is ours again. Every value, every comment and every
unknown key is still there afterwards; formatting twice is the same as once.
"""

from __future__ import annotations

from cjm_tui.errors import VerificationError
from cjm_tui.model.document import UNPLACED, Document
from cjm_tui.model.order import STEP
from cjm_tui.model.record import COMMENT_KEYS, INSIDE, Record
from cjm_tui.model.values import join_key
from cjm_tui.storage.brackets import relaid
from cjm_tui.storage.gate import BOM
from cjm_tui.storage.lens import Reading, differing, read, rewrite
from cjm_tui.storage.literals import written
from cjm_tui.storage.remarked import Piece, loose_comments, pieces_of
from cjm_tui.storage.sheet import Sheet
from cjm_tui.storage.text_of_record import HABIT, place_of, sorted_fields


def tidied(reading: Reading) -> str:
    """Return the text of a file in order, stages and the touchpoints of each stage numbered 10, 20, 30 again.

    A text that cannot be read is returned as it is, and so is one of no kind whose comments have no field to stand at.
    """
    if reading.document is None:
        return reading.text
    fresh = rewrite(reading, renumbered(reading.document))
    return _in_order(fresh, fresh.document or reading.document)


def renumbered(document: Document) -> Document:
    """Return the document with stages, and the touchpoints of each stage, at orders 10, 20, 30, as they stand now."""
    columns = [document.stages(), *(c for s, c in document.touchpoints_by_stage().items() if s != UNPLACED)]
    changed = [
        record.with_fields({"order": place * STEP})
        for column in columns
        for place, record in enumerate((record for record in column if not record.table("order")), 1)
        if record.get("order") != place * STEP
    ]
    return document.with_records(changed) if changed else document


def _in_order(reading: Reading, document: Document) -> str:
    if not reading.text.strip(BOM) or _has_homeless_comments(document):
        return reading.text
    sheet = Sheet(reading.text, document.kind, reading.blocks)
    pieces = pieces_of(sheet, document)
    loose = loose_comments(sheet)
    blocks = list(loose.top)
    for key in sorted(document.records, key=lambda key: place_of(document.kind, key, document.records[key])):
        blocks += loose.before_kind.pop(key.kind, []) + loose.before.pop(key, [])
        blocks.append(_block(document.kind, document.records[key], pieces[key]))
    # What stood before a table that holds nothing stood before no record.
    blocks += [said for place in (loose.before_kind, loose.before) for left in place.values() for said in left]
    blocks += loose.end
    body = "\n".join(block for block in blocks if block).replace("\n", sheet.newline)
    fresh = read((BOM if reading.text.startswith(BOM) else "") + body)
    if fresh.document is None or differing(fresh.document, document):
        raise VerificationError("Format the file", "The sorted text would not say the same.", "Nothing was written.")
    return fresh.text


def _has_homeless_comments(document: Document) -> bool:
    """Tell whether the header has comments between its fields and no field: put in order they would be nobody's."""
    header = document.header.fields
    return INSIDE in header and not header.keys() - set(COMMENT_KEYS)


def _block(document_kind: str, record: Record, piece: Piece) -> str:
    lines = list(piece.above)
    indent = HABIT.indent if record.kind else ""
    if record.kind:
        name = join_key((record.kind, record.id) if record.id else (record.kind,))
        lines.append(f"[{name}]" + (f" {piece.beside}" if piece.beside else ""))
    for place, (key, value) in enumerate(sorted_fields(record.fields, document_kind, record.kind)):
        said = piece.at(key)
        before = indent if place else ""
        text = relaid(said.value, before) if said.value else written(value, before, "\n")
        lines.extend(indent + comment for comment in said.above)
        lines.append(f"{before}{key} = {text}" + (f" {said.beside}" if said.beside else ""))
        lines.extend(indent + comment for comment in said.below)
    lines.extend(indent + comment for comment in piece.at("").above + piece.at("").below)
    return "".join(line + "\n" for line in lines)
