"""What the terminal shows, cell by cell, so that only what differs has to be sent.

Textual sends whole lines from a widget's left edge on, each piece of text with its whole style and a reset behind it.
Over a slow line that is most of the bytes of a key. Invariant: the terminal shows exactly the cells it would have shown
without this room; where the glass does not understand what is written, it passes it on and forgets what it knew.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import get_character_cell_size

from cjm_tui.render.cells import graphemes
from cjm_tui.tui.sgr import PLAIN, Style, change, on, styled_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Cell: TypeAlias = tuple[str, Style]

_PIECES = re.compile(r"\x1b\[([\d;]*)m|\x1b\[(\d+);(\d+)H|\n|([^\x1b\n]+)")
_UNKNOWN = re.compile(r"\x1b(?!\[[\d;]*m|\[\d+;\d+H)|[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f]")
_NEAR = 4
_UNSEEN = frozenset({"1", "2", "3"})
"""Bold, dim and italic: marks that do not show on a blank."""


class Glass:
    """The cells of a terminal as far as they are known; `width` and `height` are its size."""

    def __init__(self) -> None:
        self.width, self.height = 0, 0
        self._rows: list[list[Cell | None]] = []
        self._cursor = ""

    def forget(self, width: int, height: int) -> None:
        """Know nothing any more about a terminal of this size."""
        self.width, self.height = width, height
        self._rows = [[None] * width for _ in range(height)]
        self._cursor = ""

    def difference(self, written: str) -> str:
        """Return what has to be sent so that the terminal shows what was written; empty when it does already."""
        if _UNKNOWN.search(written):
            self.forget(self.width, self.height)
            return written
        pen = _Pen()
        style = PLAIN
        x = y = 0
        for codes, row, column, text in _PIECES.findall(written):
            if text:
                x = self._write(pen, x, y, text, style)
            elif row:
                y, x = int(row) - 1, int(column) - 1
            elif codes or not text:
                style = styled_by(style, codes)
        return self._finished(pen, x, y)

    def _write(self, pen: _Pen, x: int, y: int, text: str, style: Style) -> int:
        """Send those cells that differ; return where the next one stands."""
        cells, is_plain = _cells(text, style)
        end = x + len(cells)
        if not (0 <= y < self.height and end <= self.width):
            return self._overrun(pen, x, y, cells)
        row = self._rows[y]
        shown = row[x:end]
        if shown == cells:
            return end
        for first, last in _differing(shown, cells):
            if is_plain:
                pen.put_plain(x + first, y, text[first:last], style)
            else:
                pen.put(x + first, y, cells[first:last])
            self._spoil(row, x + first, x + last)
        row[x:end] = cells
        return end

    def _overrun(self, pen: _Pen, x: int, y: int, cells: list[Cell]) -> int:
        """Send cells beyond the known screen as they are, and know nothing about their row any more."""
        pen.put(x, y, cells)
        if 0 <= y < self.height:
            self._rows[y] = [None] * self.width
        return x + len(cells)

    def _spoil(self, row: list[Cell | None], start: int, end: int) -> None:
        """Forget a wide character of which one half is overwritten."""
        if start and (cell := row[start]) is not None and not cell[0]:
            row[start - 1] = None
        if end < self.width and (cell := row[end]) is not None and not cell[0]:
            row[end] = None

    def _finished(self, pen: _Pen, x: int, y: int) -> str:
        cursor = f"\x1b[{y + 1};{x + 1}H"
        if not pen.sent and cursor == self._cursor:
            return ""
        self._cursor = cursor
        return pen.finished() + cursor


class _Pen:
    """Puts cells onto the terminal with the fewest bytes: styles by their difference, moves only where needed."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self._style = PLAIN
        self._x = self._y = -1

    def put_plain(self, x: int, y: int, text: str, style: Style) -> None:
        """Draw a text of which every character takes one cell."""
        self._go(x, y)
        self._dip(style, is_blank=text.isspace())
        self.sent.append(text)
        self._x += len(text)

    def put(self, x: int, y: int, cells: list[Cell]) -> None:
        """Draw cells; terminals disagree about the width of some, so what follows those is addressed, not assumed."""
        unsure = False
        for at, (text, style) in enumerate(cells):
            if unsure and text:
                self._x = -1
            self._go(x + at, y)
            self._dip(style, is_blank=text == " ")
            self.sent.append(text)
            self._x = x + at + 1
            unsure = not text or len(text) > 1
        if unsure:
            self._x = -1

    def _go(self, x: int, y: int) -> None:
        if y != self._y:
            self.sent.append(f"\x1b[{y + 1};{x + 1}H")
        elif x != self._x:
            self.sent.append(f"\x1b[{x + 1}G")
        self._x, self._y = x, y

    def _dip(self, style: Style, *, is_blank: bool = False) -> None:
        if is_blank and style.ground == self._style.ground and _UNSEEN.issuperset((*style.marks, *self._style.marks)):
            return
        if style is not self._style:
            self.sent.append(change(self._style, style))
            self._style = style

    def finished(self) -> str:
        """Return all that is to be sent, with no style left set."""
        return "".join(self.sent) + change(self._style, PLAIN)


def _differing(shown: Sequence[Cell | None], cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Yield the stretches (first, end) in which cells differ; near ones are one, and none cuts a character."""
    differ = [at for at, (old, new) in enumerate(zip(shown, cells, strict=True)) if old != new]
    first = last = differ[0]
    for at in differ[1:]:
        if at - last > _NEAR:
            yield _whole(cells, first, last + 1)
            first = at
        last = at
    yield _whole(cells, first, last + 1)


def _whole(cells: Sequence[Cell], first: int, end: int) -> tuple[int, int]:
    while first and not cells[first][0]:
        first -= 1
    while end < len(cells) and not cells[end][0]:
        end += 1
    return first, end


@lru_cache(maxsize=2048)
def _cells(text: str, style: Style) -> tuple[list[Cell], bool]:
    """Return a text cell by cell (never changed), and whether each of its characters is one.

    The second cell of a wide character is empty.
    """
    # Beyond the basic plane two characters of one cell may be one picture, as a flag is.
    if text.isascii() or all(get_character_cell_size(one) == 1 and one <= "\uffff" for one in set(text)):
        return [_cell(character, style) for character in text], True
    cells: list[Cell] = []
    for grapheme, size in graphemes(text):
        if size:
            cells += [_cell(grapheme, style)] + [_cell("", style)] * (size - 1)
        elif cells:
            cells[-1] = _cell(cells[-1][0] + grapheme, style)
    return cells, False


@lru_cache(maxsize=4096)
def _cell(grapheme: str, style: Style) -> Cell:
    """Return a cell, always the same one, since a screen holds thousands of a few.

    Of a blank only the ground can be seen, unless it is underlined or reversed.
    """
    if grapheme == " " and _UNSEEN.issuperset(style.marks):
        return grapheme, on(style.ground)
    return grapheme, style
