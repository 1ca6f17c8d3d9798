"""What the terminal shows, cell by cell, so that only what differs has to be sent.

Textual sends whole lines from a widget's left edge on, each piece of text with its whole style and a reset behind it.
Over a slow line that is most of the bytes of a key. Invariant: the terminal shows exactly the cells it would have shown
without this room; where the glass does not understand what is written, it passes it on and forgets what it knew.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from rich.cells import cell_len

from cjm_tui.render.cells import graphemes
from cjm_tui.tui.sgr import PLAIN, Style, change, styled_by

Cell: TypeAlias = tuple[str, Style]

_PIECES = re.compile(r"\x1b\[([\d;]*)m|\x1b\[(\d+);(\d+)H|\n|([^\x1b\n]+)")
_UNKNOWN = re.compile(r"\x1b(?!\[[\d;]*m|\[\d+;\d+H)|[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f]")
_NEAR = 4


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
                x = self._write(pen, x, y, _cells(text, style))
            elif row:
                y, x = int(row) - 1, int(column) - 1
            elif codes or not text:
                style = styled_by(style, codes)
        return self._finished(pen, x, y)

    def _write(self, pen: _Pen, x: int, y: int, cells: tuple[Cell, ...]) -> int:
        """Send those cells that differ; return where the next one stands."""
        end = x + len(cells)
        if not (0 <= y < self.height and end <= self.width):
            return self._overrun(pen, x, y, cells)
        row = self._rows[y]
        if row[x:end] == list(cells):
            return end
        at = 0
        while at < len(cells):
            if row[x + at] == cells[at]:
                at += 1
                continue
            until = at + 1
            near = until
            while near < len(cells) and near - until < _NEAR:
                if row[x + near] != cells[near] or not cells[near][0]:
                    until = near + 1
                near += 1
            while at and not cells[at][0]:
                at -= 1
            pen.put(x + at, y, cells[at:until])
            self._spoil(row, x + at, x + until)
            row[x + at : x + until] = cells[at:until]
            at = until
        return end

    def _overrun(self, pen: _Pen, x: int, y: int, cells: tuple[Cell, ...]) -> int:
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

    def put(self, x: int, y: int, cells: tuple[Cell, ...]) -> None:
        """Draw cells at a place."""
        if y != self._y:
            self.sent.append(f"\x1b[{y + 1};{x + 1}H")
        elif x != self._x:
            self.sent.append(f"\x1b[{x + 1}G")
        self._y, self._x = y, x + len(cells)
        unsure = False
        for at, (text, style) in enumerate(cells):
            if style is not self._style:
                self.sent.append(change(self._style, style))
                self._style = style
            if unsure and text:
                self.sent.append(f"\x1b[{x + at + 1}G")
                unsure = False
            self.sent.append(text)
            # Terminals disagree about the width of some characters: what follows them is addressed, not assumed.
            unsure = unsure or not text or len(text) > 1
        if unsure:
            self._x = -1

    def finished(self) -> str:
        """Return all that is to be sent, with no style left set."""
        return "".join(self.sent) + change(self._style, PLAIN)


@lru_cache(maxsize=8192)
def _cells(text: str, style: Style) -> tuple[Cell, ...]:
    """Return a text cell by cell; the second cell of a wide character is empty."""
    if text.isascii() or cell_len(text) == len(text):
        return tuple((character, style) for character in text)
    cells: list[Cell] = []
    for grapheme, size in graphemes(text):
        if size:
            cells += [(grapheme, style)] + [("", style)] * (size - 1)
        elif cells:
            cells[-1] = (cells[-1][0] + grapheme, style)
    return tuple(cells)
