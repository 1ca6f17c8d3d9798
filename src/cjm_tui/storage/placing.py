"""Says where a new key goes in a record, and a new record in a file."""

from __future__ import annotations

from bisect import bisect_right

from cjm_tui.model.document import Document
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.values import Value, join_key, split_key
from cjm_tui.storage.blocks import Line
from cjm_tui.storage.literals import is_on_lines, written
from cjm_tui.storage.sheet import Part, Sheet
from cjm_tui.storage.text_of_record import Order, Place, key_order, place_of


def place_entry(sheet: Sheet, record: RecordKey, key: str, value: Value) -> None:
    """Write a new key of a record where it belongs among the others."""
    path = tuple(part for part in record if part) + split_key(key)
    part = _part_for(sheet, record, path)
    name = join_key(path[len(part.path) :])
    entries = [
        (index, line)
        for index, line in enumerate(part.lines)
        if line.what == "entry" and sheet.owner(part, line) == record
    ]
    names = [(join_key(sheet.owners.field_path(part.path + line.path, record)), line) for _, line in entries]
    wanted = _order(sheet, record, key, on_lines=is_on_lines(value))
    above = _entry_above(sheet, record, key, names, wanted)
    indent = _indent(sheet, part, entries, above)
    lists_on_lines = sheet.habit.lists_on_lines if isinstance(value, tuple) else True
    text = written(value, indent, sheet.newline, lists_on_lines=lists_on_lines)
    index = _index(part, entries, above)
    lines = [*part.lines[:index], sheet.line(f"{indent}{name} = {text}"), *part.lines[index:]]
    if not part.path and not entries and (index < len(part.lines) or len(sheet.parts) > 1):
        lines.insert(index + 1, sheet.blank())
    part.put(lines)


class Row:
    """The records of one kind as they stand in a file: their places, and the block each begins with."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.parts: list[Part] = []
        self._is_in_order = True

    def append(self, place: Place, part: Part) -> None:
        """Add the record that stands behind all others."""
        self._is_in_order &= not self.places or self.places[-1] <= place
        self.insert(len(self.places), place, part)

    def insert(self, index: int, place: Place, part: Part) -> None:
        """Add a record where `first_greater` says."""
        self.places.insert(index, place)
        self.parts.insert(index, part)

    def first_greater(self, place: Place) -> int:
        """Return the index of the first record that should stand behind a place: quickly where all is in order."""
        if self._is_in_order:
            return bisect_right(self.places, place)
        return next((index for index, there in enumerate(self.places) if there > place), len(self.places))


class Places:
    """Where the records of a sheet stand, found out once, however many new ones are to be placed among them."""

    def __init__(self, sheet: Sheet, document: Document) -> None:
        self._sheet = sheet
        self._document = document
        self._rows: dict[str, Row] = {}
        self._last: dict[str, Part] = {}
        seen: set[RecordKey] = set()
        for part in sheet.parts:
            key = sheet.owners.of_table(part.path)
            if key != HEADER and part.path:
                self._last[key.kind] = part
                if key not in seen:
                    seen.add(key)
                    self._rows.setdefault(key.kind, Row()).append(self._place(key), part)

    def put(self, key: RecordKey, text: str) -> None:
        """Write a new record, as the block `text`, before the first greater one of its kind."""
        place, row = self._place(key), self._rows.setdefault(key.kind, Row())
        index = row.first_greater(place)
        if index < len(row.parts):
            self._sheet.insert_before(self._sheet.parts.index(row.parts[index]), text)
        else:
            self._sheet.insert_after(self._end_of(place, key.kind), text)
            self._last[key.kind] = self._sheet.parts_of(key)[-1]
        row.insert(index, place, self._sheet.parts_of(key)[0])

    def _place(self, key: RecordKey) -> Place:
        return place_of(self._sheet.document_kind, key, self._document.records.get(key))

    def _end_of(self, place: Place, kind: str) -> int:
        """Return the index of the block behind which the first, or the last, record of a kind is to stand."""
        parts = self._sheet.parts
        if kind in self._last:
            return parts.index(self._last[kind])
        firsts = [(row.places[0], row.parts[0]) for row in self._rows.values() if row.parts]
        return min((parts.index(part) for there, part in firsts if there[:2] > place[:2]), default=len(parts)) - 1


def _part_for(sheet: Sheet, record: RecordKey, path: tuple[str, ...]) -> Part:
    fitting = [
        part
        for part in sheet.parts_of(record)
        if len(part.path) < len(path) and part.path == path[: len(part.path)] and not part.block.is_array
    ]
    if fitting:
        return max(fitting, key=lambda part: len(part.path))
    header = f"[{join_key(tuple(part for part in record if part))}]{sheet.newline}"
    parts = sheet.parts_of(record)
    if not parts:
        # All there was of it stood in arrays of tables that had to go.
        return sheet.insert_after(len(sheet.parts) - 1, header)
    return sheet.insert_before(sheet.parts.index(parts[0]), header)


def _entry_above(
    sheet: Sheet, record: RecordKey, key: str, entries: list[tuple[str, Line]], wanted: Order
) -> Line | None:
    names = [name for name, _ in entries]
    orders = [_order(sheet, record, name, on_lines=line.value.startswith(('"""', "'''"))) for name, line in entries]
    if len(names) > 2 and names == sorted(names) and orders != sorted(orders):
        smaller = [line for name, line in entries if name < key]
        return smaller[-1] if smaller else None
    lesser = [(order, place) for place, order in enumerate(orders) if order <= wanted]
    return entries[max(lesser)[1]][1] if lesser else None


def _order(sheet: Sheet, record: RecordKey, key: str, *, on_lines: bool) -> Order:
    return key_order(sheet.document_kind, record.kind, key, on_lines=on_lines)


def _index(part: Part, entries: list[tuple[int, Line]], above: Line | None) -> int:
    if above is not None:
        return next(index for index, line in entries if line is above) + 1
    header = next((index for index, line in enumerate(part.lines) if line.what == "header"), None)
    if header is not None:
        return header + 1
    if entries:
        return entries[0][0]
    return len(part.lines)


def _indent(sheet: Sheet, part: Part, entries: list[tuple[int, Line]], above: Line | None) -> str:
    if above is None:
        return entries[0][1].indent if entries and part.path else ""
    if not sheet.owners.is_own_table(part.path, is_array=False):
        return above.indent
    lines = [line for _, line in entries]
    if above is not lines[0]:
        return above.indent
    return lines[1].indent if len(lines) > 1 else sheet.habit.indent
