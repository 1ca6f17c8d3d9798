"""Which comment says something about which field: what a sorted file has to take along.

The document only knows whose a comment is. When a whole file is set anew, a comment should stay with the line it
speaks of, and a title between two kinds of records should stay between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cjm_tui.model.document import Document
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.values import join_key
from cjm_tui.storage.blocks import Line
from cjm_tui.storage.comments import groups_of
from cjm_tui.storage.sheet import Part, Sheet
from cjm_tui.storage.text_of_record import sorted_fields


@dataclass(slots=True)
class Remarks:
    """What is said about one field: above, beside and below it; and its value as written, if comments stand in it."""

    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)
    value: str = ""


@dataclass(slots=True)
class Piece:
    """One record with what is said in it; remarks under the empty key are about none of its fields."""

    above: list[str] = field(default_factory=list)
    beside: str = ""
    remarks: dict[str, Remarks] = field(default_factory=dict)

    def at(self, key: str) -> Remarks:
        """Return the remarks of a field."""
        return self.remarks.setdefault(key, Remarks())


@dataclass(slots=True)
class Loose:
    """Comments that are nobody's: at the file's edges, before a record, before the records of a kind."""

    top: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)
    before: dict[RecordKey, list[str]] = field(default_factory=dict)
    before_kind: dict[str, list[str]] = field(default_factory=dict)


def pieces_of(sheet: Sheet, document: Document) -> dict[RecordKey, Piece]:
    """Return, for every record of a text, what is said in it."""
    pieces = {key: Piece() for key in document.records}
    for part in sheet.parts:
        lines = part.lines
        comments = {
            group.stop: (group.owner, [line.beside for line in lines[group.start : group.stop]])
            for group in groups_of(part.block, lines, sheet.owners)
            if group.owner is not None
        }
        is_own = sheet.owners.is_own_table(part.path, is_array=part.block.is_array)
        last: tuple[RecordKey, str] = (HEADER, "")
        for index in range(len(lines) + 1):
            owner, said = comments.get(index, (None, []))
            line = lines[index] if index < len(lines) else None
            key = _key_of(sheet, part, line, document) if line and line.what in {"header", "entry"} else None
            if owner is not None and key and key[0] == owner:
                _say_above(pieces[owner], key[1], said, is_header=line is not None and line.what == "header" and is_own)
            elif owner is not None:
                name = last[1] if last[0] == owner else ""
                pieces[owner].at(name).below.extend(said)
            if line and key:
                _say_beside(sheet, pieces[key[0]] if key[0] in pieces else Piece(), part, line, key[1])
                last = key
    return pieces


def loose_comments(sheet: Sheet) -> Loose:
    """Return the comments of a text that are nobody's, by where they stand."""
    loose = Loose()
    seen: set[str] = set()
    waiting: list[str] = []
    for index, part in enumerate(sheet.parts):
        owner = sheet.owners.of_table(part.path)
        if index and waiting and owner != HEADER:
            is_first = owner.kind not in seen
            place = loose.before_kind.setdefault(owner.kind, []) if is_first else loose.before.setdefault(owner, [])
            place.extend(waiting)
            waiting = []
        seen.add(owner.kind)
        entries = [i for i, line in enumerate(part.lines) if line.what == "entry"]
        for group in groups_of(part.block, part.lines, sheet.owners):
            if group.owner is None:
                text = "".join(f"{line.beside}\n" for line in part.lines[group.start : group.stop])
                is_top = not index and entries and group.start < entries[0]
                (loose.top if is_top else waiting).append(text)
    loose.end.extend(waiting)
    return loose


def _key_of(sheet: Sheet, part: Part, line: Line, document: Document) -> tuple[RecordKey, str]:
    owner = sheet.owner(part, line)
    array = sheet.owners.array_above(part.path)
    path = part.path if line.what == "header" else part.path + line.path
    name = join_key(sheet.owners.field_path(array or path, owner))
    record = document.records.get(owner) or Record(*owner)
    if name in record.fields or not record.fields:
        return owner, name if name in record.fields else ""
    keys = [key for key, _ in sorted_fields(record.fields, document.kind, record.kind)]
    if line.what == "header" and sheet.owners.is_own_table(part.path, is_array=part.block.is_array):
        return owner, ""
    return owner, next((key for key in keys if not name or key.startswith(f"{name}.")), "")


def _say_above(piece: Piece, key: str, said: list[str], *, is_header: bool) -> None:
    if is_header:
        piece.above = said
    else:
        piece.at(key).above.extend(said)


def _say_beside(sheet: Sheet, piece: Piece, part: Part, line: Line, key: str) -> None:
    if line.what == "header":
        if not line.beside:
            return
        if sheet.owners.is_own_table(part.path, is_array=part.block.is_array):
            piece.beside = line.beside
        else:
            piece.at(key).above.append(line.beside)
        return
    said, inner = piece.at(key), line.comments[: len(line.comments) - bool(line.beside)]
    is_whole = not sheet.owners.array_above(part.path)
    if inner and line.value[0] == "[" and is_whole and key:
        said.value = line.value
    else:
        said.above.extend(inner)
    if line.beside and not said.beside and is_whole and key:
        said.beside = line.beside
    elif line.beside:
        said.above.append(line.beside)
