"""A text under the knife: its blocks, which of them belong to which record, and where a new one goes.

Blocks are put in, taken out and changed here; the text of all others is never touched. Blank lines stay what they
are: one between blocks we put in, and none left over from those we take out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from cjm_tui.model.record import RecordKey
from cjm_tui.model.values import join_key
from cjm_tui.storage.blocks import Block, Line, blocks_of, cut, lines_of, newline_of
from cjm_tui.storage.comments import groups_of, owner_of, records_in
from cjm_tui.storage.gate import BOM
from cjm_tui.storage.literals import has_lists_on_one_line
from cjm_tui.storage.scanner import BARE, BASIC
from cjm_tui.storage.shape import Owners
from cjm_tui.storage.text_of_record import HABIT, Habit

_ID_IN_HEADER = re.compile(
    rf"([ \t]*\[\[?[ \t]*(?:{BARE}|{BASIC}|'[^'\n]*')[ \t]*\.[ \t]*)(?:{BARE}|{BASIC}|'[^'\n]*')"
)
"""What stands before the id in a table header, and the id."""


class Part:
    """One block that may be changed. `records` are those that had something in it when it came to stand there."""

    def __init__(self, block: Block, owners: Owners) -> None:
        self.block = block
        self.records = list(records_in(block, owners))
        self._lines: list[Line] | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """Return the path of the block's table header."""
        return self.block.path

    @property
    def lines(self) -> list[Line]:
        """Return the block line by line."""
        if self._lines is None:
            self._lines = lines_of(self.block.text)
        return self._lines

    @property
    def text(self) -> str:
        """Return the block's text."""
        return self.block.text

    def put(self, lines: Iterable[Line]) -> None:
        """Replace the block's lines."""
        text = "".join(line.text for line in lines)
        self.block = Block(self.block.path, self.block.is_array, text)
        self._lines = None

    def rename(self, id_: str) -> None:
        """Put another id into the path of the block's header."""
        path, lines = self.path, [line.text for line in self.lines]
        header = next(index for index, line in enumerate(self.lines) if line.what == "header")
        lines[header] = _ID_IN_HEADER.sub(lambda found: f"{found[1]}{join_key((id_,))}", lines[header], count=1)
        self.block = Block((path[0], id_, *path[2:]), self.block.is_array, "".join(lines), self.block.head)
        self._lines = None


class Sheet:
    """A text that is being edited, block by block."""

    def __init__(self, text: str, document_kind: str, blocks: Sequence[Block] = ()) -> None:
        body = text.removeprefix(BOM)
        self._bom = BOM if text.startswith(BOM) else ""
        self.newline = newline_of(body)
        self._ends_open = bool(body) and not body.endswith("\n")
        blocks = blocks or blocks_of(text)
        self.owners = Owners(document_kind, (block.path for block in blocks if block.is_array))
        self.document_kind = document_kind
        self.parts = [Part(block, self.owners) for block in blocks]
        self._parts_of: dict[RecordKey, list[Part]] = {}
        for part in self.parts:
            self._enter(part)

    def text(self) -> str:
        """Return the whole text as it stands now."""
        body = "".join(part.text for part in self.parts)
        if self._ends_open:
            body = body.removesuffix("\n").removesuffix("\r")
        return self._bom + body

    @cached_property
    def habit(self) -> Habit:
        """Return how the file is written, as far as it shows."""
        return Habit(self.newline, self._indent(), not has_lists_on_one_line(self.text()))

    def parts_of(self, record: RecordKey) -> list[Part]:
        """Return the blocks that hold something of a record, in the order of the file."""
        found = self._parts_of.get(record, [])
        return list(found) if len(found) < 2 else [part for part in self.parts if part in found]

    def own_part(self, record: RecordKey) -> Part | None:
        """Return the block that begins with the record's own table header (for the file itself: its first block)."""
        path = tuple(part for part in record if part)
        return next((p for p in self._parts_of.get(record, []) if p.path == path and not p.block.is_array), None)

    def owner(self, part: Part, line: Line) -> RecordKey:
        """Return the record that a header or an entry belongs to."""
        return owner_of(part.block, line, self.owners)

    def is_wholly(self, part: Part, record: RecordKey) -> bool:
        """Tell whether everything in a block belongs to one record, but comments that are nobody's."""
        if not part.path:
            return False
        return all(self.owner(part, line) == record for line in part.lines if line.what in {"header", "entry"})

    def tail_of(self, part: Part) -> int:
        """Return the index of the first line after the last one that belongs to somebody."""
        lines = part.lines
        starts = {
            group.stop - 1: group.start for group in groups_of(part.block, lines, self.owners) if group.owner is None
        }
        end = len(lines)
        while end and (lines[end - 1].what == "blank" or end - 1 in starts):
            end = starts.get(end - 1, end - 1)
        return end

    def drop(self, part: Part, kept: Sequence[Line] = ()) -> None:
        """Take a block out; lines of it that are to stay (loose comments) go to the end of the one above."""
        index = self.parts.index(part)
        before, is_last = self.parts[index - 1], index == len(self.parts) - 1
        lines = list(before.lines)
        if kept:
            if lines and lines[-1].what != "blank":
                lines.append(self.blank())
            lines.extend(kept)
        elif is_last:
            while lines and lines[-1].what == "blank":
                lines.pop()
            lines.extend(line for line in _trailing_blanks(part.lines))
        before.put(lines)
        del self.parts[index]
        for record in part.records:
            self._parts_of[record].remove(part)

    def rename(self, old: RecordKey, new: RecordKey) -> bool:
        """Give a record another id where it stands, and tell whether that could be: in headers of its own alone."""
        parts = self.parts_of(old)
        if not parts or new in self._parts_of or any(not _begins(part, old) for part in parts):
            return False
        for part in parts:
            part.rename(new.id)
            part.records = [new]
        self._parts_of[new] = self._parts_of.pop(old)
        return True

    def insert_before(self, index: int, text: str) -> Part:
        """Put a new block before the one at an index (not 0), with blank lines around it."""
        above = self.parts[index - 1]
        if above.text and not self._may_follow(above.lines[-1]):
            above.put([*above.lines, self.blank()])
        is_last = index == len(self.parts)
        return self._insert(index, text if is_last or self._may_follow(lines_of(text)[-1]) else text + self.newline)

    def insert_after(self, index: int, text: str) -> Part:
        """Put a new block after the one at an index, before the comments below that one that are nobody's."""
        above = self.parts[index]
        lines, end = above.lines, self.tail_of(above)
        if not end or all(line.what == "blank" for line in lines[end:]):
            return self.insert_before(index + 1, text)
        above.put([*lines[:end], self.blank()])
        return self._insert(index + 1, text + "".join(line.text for line in lines[end:]))

    @cached_property
    def _is_dense(self) -> bool:
        gaps = [above.text.endswith(("\n\n", "\n\r\n")) for above in self.parts[1:-1]]
        return bool(gaps) and not any(gaps)

    def _may_follow(self, line: Line) -> bool:
        """Tell whether a block may stand directly below a line: where that is the file's habit, and no comment."""
        return line.what == "blank" or (self._is_dense and line.what != "comment")

    def blank(self) -> Line:
        """Return a blank line."""
        return Line("blank", self.newline)

    def comment(self, text: str, indent: str) -> Line:
        """Return a line with nothing but a comment."""
        return Line("comment", f"{indent}{text}{self.newline}", beside=text)

    def line(self, text: str) -> Line:
        """Return an entry made of its text (without the newline)."""
        return lines_of(text + self.newline)[0]

    def _insert(self, index: int, text: str) -> Part:
        parts = [Part(block, self.owners) for block in cut(text)[1:]]
        self.parts[index:index] = parts
        for part in parts:
            self._enter(part)
        return parts[0]

    def _indent(self) -> str:
        for part in self.parts:
            if self.owners.is_own_table(part.path, is_array=part.block.is_array):
                entries = [line for line in part.lines if line.what == "entry"]
                if len(entries) > 1:
                    return entries[1].indent
        return HABIT.indent

    def _enter(self, part: Part) -> None:
        for record in part.records:
            self._parts_of.setdefault(record, []).append(part)


def _begins(part: Part, record: RecordKey) -> bool:
    """Tell whether a block's header names a record or a table of it."""
    return part.path[:2] == (record.kind, record.id) and len(part.path) >= len(record)


def _trailing_blanks(lines: Sequence[Line]) -> list[Line]:
    end = len(lines)
    while end and lines[end - 1].what == "blank":
        end -= 1
    return list(lines[end:])
