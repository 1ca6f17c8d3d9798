"""What the terminal shows, cell by cell, so that only what differs has to be sent.

Textual sends whole lines from a widget's left edge on, each piece of text with its whole style and a reset behind it.
Over a slow line that is most of the bytes of a key. Here the whole frame is worked out first and then sent in the way
that takes the fewest bytes. Invariant: the terminal shows exactly the cells it would have shown without this room;
where the glass does not understand what is written, it passes it on and forgets what it knew.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cjm_tui.tui.terminal.abilities import Abilities
from cjm_tui.tui.terminal.cell import cells_of
from cjm_tui.tui.terminal.pen import Pen, named
from cjm_tui.tui.terminal.sgr import PLAIN, change, styled_by
from cjm_tui.tui.terminal.strokes import Stroke

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.tui.terminal.cell import Cell, Row
    from cjm_tui.tui.terminal.sgr import Style
    from cjm_tui.tui.terminal.straight import Straight

_PIECES = re.compile(r"\x1b\[([\d;]*)m|\x1b\[(\d+);(\d+)H|\n|([^\x1b\n]+)")
_UNKNOWN = re.compile(r"\x1b(?!\[[\d;]*m|\[\d+;\d+H)|[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f]")
_BESIDE = re.compile(r"\x1b\](?:22|52);[\x20-\x7e]*(?:\x07|\x1b\\)")
"""The shape of the pointer and the clipboard: nothing of it is seen in a cell."""


class Glass:
    """The cells of a terminal as far as they are known; `width` and `height` are its size.

    `able` is asked what the terminal can do, when there is use for it.
    """

    def __init__(self, able: Callable[[], Abilities] = Abilities) -> None:
        self.width, self.height = 0, 0
        self._able = able
        self._rows: list[Row] = []
        self._is_blank = True
        self._cursor = ""
        self._wanted: dict[int, Row] = {}
        self._unsure: set[int] = set()
        self._is_turned = False
        self._straight: Straight | None = None

    def turn(self) -> None:
        """Know that the next frame is another picture: nothing is found again in it, and time is all that counts."""
        self._is_turned = True

    def forget(self, width: int, height: int) -> None:
        """Know nothing any more about a terminal of this size."""
        self.width, self.height = width, height
        self._rows = [[None] * width for _ in range(height)]
        self._is_blank = True
        self._cursor = ""

    def difference(self, written: str) -> str:
        """Return what has to be sent so that the terminal shows what was written; empty when it does already."""
        if _UNKNOWN.search(written):
            if not _BESIDE.fullmatch(written):
                self.forget(self.width, self.height)
            return written
        if self._is_blank and (afresh := self._afresh(written)):
            return afresh
        self._straight = self._straight_way() if self._is_turned else None
        sent: list[str] = []
        style = PLAIN
        x = y = 0
        for codes, row, column, text in _PIECES.findall(written):
            if text:
                x = self._write(sent, x, y, text, style)
            elif row:
                y, x = int(row) - 1, int(column) - 1
            elif codes or not text:
                style = styled_by(style, codes)
        self._flush(sent)
        self._straight, self._is_turned = None, False
        return self._finished("".join(sent), x, y)

    def _afresh(self, written: str) -> str:
        """Return a frame as it is written, with the shortest changes of style; empty where it leaves the screen.

        Where nothing is known there is nothing to compare with, and the first frame is the one that is waited for.
        """
        sent: list[str] = []
        shown = style = PLAIN
        x = y = 0
        for codes, row, column, text in _PIECES.findall(written):
            if text:
                cells, _ = cells_of(text, style)
                end = x + len(cells)
                if not (0 <= y < self.height and end <= self.width):
                    self.forget(self.width, self.height)
                    return ""
                sent += (change(shown, style), text)
                _spoil(self._rows[y], x, end)
                self._rows[y][x:end] = cells
                x, shown = end, style
            elif row:
                y, x = int(row) - 1, int(column) - 1
                sent.append(f"\x1b[{row};{column}H")
            else:
                style = styled_by(style, codes)
        self._is_blank = False
        return self._finished("".join(sent) + change(shown, PLAIN), x, y)

    def _write(self, sent: list[str], x: int, y: int, text: str, style: Style) -> int:
        """Want cells; return where the next one stands."""
        cells, is_plain = cells_of(text, style)
        end = x + len(cells)
        if not (0 <= y < self.height and end <= self.width):
            return self._overrun(sent, x, y, cells)
        if self._straight is not None:
            known = self._rows[y]
            self._straight.put(Stroke(style, x, y, text), cells, known[x:end], is_plain=is_plain)
            _spoil(known, x, end)
            known[x:end] = cells
            return end
        row = self._wanted.get(y) or self._rows[y]
        if row[x:end] == cells:
            return end
        if _cuts(row, x, end) and y in self._wanted:
            # What becomes of the other half is the terminal's affair, and depends on what it shows by then.
            self._flush(sent)
        row = self._wanted.setdefault(y, self._rows[y].copy())
        _spoil(row, x, end)
        row[x:end] = cells
        if not is_plain:
            self._unsure.add(y)
        return end

    def _overrun(self, sent: list[str], x: int, y: int, cells: list[Cell]) -> int:
        """Send cells beyond the known screen as they are, and know nothing about their row any more."""
        self._flush(sent)
        pen = Pen(self.width)
        pen.put(x, y, cells)
        sent.append(pen.finished())
        if 0 <= y < self.height:
            self._rows[y] = [None] * self.width
        return x + len(cells)

    def _flush(self, sent: list[str]) -> None:
        """Send what is wanted by now."""
        if self._straight is not None:
            sent.append(self._straight.drawn())
            self._straight = self._straight_way()
        if not self._wanted:
            return
        sent.append(self._shortest())
        for y, row in self._wanted.items():
            self._rows[y] = row
        self._wanted, self._unsure = {}, set()

    def _shortest(self) -> str:
        """Return what shows all that is wanted in the fewest bytes, as far as it can be found out in short time."""
        is_afresh = 2 * sum(self._rows[y][0] is None for y in self._wanted) > len(self._wanted)
        able = Abilities() if is_afresh else self._able()
        # Loads with the second frame: the first has nothing to compare with.
        from cjm_tui.tui.terminal.scene import Scene

        scene = Scene(self.width, self._rows, self._wanted, frozenset(self._unsure), able)
        return scene.drawn() if is_afresh else scene.shortest()

    def _straight_way(self) -> Straight:
        # Loads with the first turn, as the scene does with the second frame.
        from cjm_tui.tui.terminal.straight import Straight

        return Straight(Pen(self.width, repeats=self._able().repeats))

    def _finished(self, sent: str, x: int, y: int) -> str:
        cursor = named(x, y)
        if not sent and cursor == self._cursor:
            return ""
        self._cursor = cursor
        return sent + cursor


def _cuts(row: Row, start: int, end: int) -> bool:
    """Tell whether a wide character of a row would be cut at either end of a stretch."""
    return (start > 0 and (cell := row[start]) is not None and not cell[0]) or (
        end < len(row) and (cell := row[end]) is not None and not cell[0]
    )


def _spoil(row: Row, start: int, end: int) -> None:
    """Forget a wide character of which one half is overwritten."""
    if start and (cell := row[start]) is not None and not cell[0]:
        row[start - 1] = None
    if end < len(row) and (cell := row[end]) is not None and not cell[0]:
        row[end] = None
