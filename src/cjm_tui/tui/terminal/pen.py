"""Draws on a terminal with the fewest bytes: one style after the other, each with the shortest moves.

A change of colours takes some twenty bytes, a move four to eight; so all that has one style is drawn together, wherever
it stands. Only moves are used that every terminal since the VT100 knows, and CHA.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from cjm_tui.tui.terminal.sgr import PLAIN, blanks_as, change

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from cjm_tui.tui.terminal.cell import Cell
    from cjm_tui.tui.terminal.sgr import Style
    from cjm_tui.tui.terminal.strokes import Stroke

_SOMEWHERE = -1
_FEW = 24
"""So many strokes can be put in the order of their distances in short time."""
_LONG = re.compile(r"(.)\1{2,}")


class Pen:
    """Draws on a terminal `width` cells wide; where it stands is unknown at first, and nothing is set.

    `repeats`: the terminal can be told to repeat a character (REP). `is_careful`: takes more time for fewer bytes.
    """

    def __init__(self, width: int, *, repeats: bool = False, is_careful: bool = False) -> None:
        self.sent: list[str] = []
        self._width = width
        self._repeats = repeats
        self._is_careful = is_careful
        self._style = PLAIN
        self._x = self._y = _SOMEWHERE

    def draw(self, strokes: Iterable[Stroke]) -> None:
        """Draw strokes, in whatever order takes the fewest bytes."""
        of_style: dict[Style, list[Stroke]] = {}
        for stroke in strokes:
            of_style.setdefault(stroke.style, []).append(stroke)
        later = {cell for own in of_style.values() for cell in _cells(own)} if self._is_careful else set()
        while of_style:
            nearest = min(of_style, key=lambda style: len(change(self._style, style)))
            self._dip(nearest)
            own = of_style.pop(nearest)
            if self._is_careful:
                later -= set(_cells(own))
                own = self._joined(own, later)
            self._trace(own)

    def _joined(self, strokes: Iterable[Stroke], later: Container[tuple[int, int]]) -> list[Stroke]:
        """Return strokes of one style, joined by blanks over cells that are drawn later where that is shorter."""
        joined: list[Stroke] = []
        for stroke in strokes:
            before = joined[-1] if joined else stroke
            end = before.x + len(before.text)
            gap = stroke.x - end
            if before.y == stroke.y and gap > 0 and all((x, stroke.y) in later for x in range(end, stroke.x)):
                whole = before.text + " " * gap + stroke.text
                if len(self._told(whole)) < sum(
                    map(len, (self._told(before.text), _aside(end, stroke.x), self._told(stroke.text)))
                ):
                    joined[-1] = before._replace(text=whole)
                    continue
            joined.append(stroke)
        return joined

    def _told(self, text: str) -> str:
        """Return a text as it is sent."""
        return _LONG.sub(_repeated, text) if self._repeats else text

    def put(self, x: int, y: int, cells: Sequence[Cell]) -> None:
        """Draw cells; terminals disagree about the width of some, so what follows those is addressed, not assumed."""
        unsure = False
        for at, (text, style) in enumerate(cells):
            if unsure and text:
                self._x = _SOMEWHERE
            if text:
                self._go(x + at, y)
                if text != " " or not blanks_as(style, self._style):
                    self._dip(style)
                self.sent.append(text)
                self._x = x + at + 1
            unsure = not text or len(text) > 1
        if unsure or self._x >= self._width:
            self._x = _SOMEWHERE

    def command(self, x: int, y: int, sequence: str) -> None:
        """Send a sequence at a cell; some terminals go to the first cell of the row when lines are moved."""
        self._go(x, y)
        self.sent.append(sequence)
        if sequence.endswith(("L", "M")):
            self._x = _SOMEWHERE

    def erase(self, style: Style, x: int, y: int, end: int) -> None:
        """Make blanks on the ground of a style up to a cell; on a terminal that erases in the colour that is set."""
        self._go(x, y)
        if not blanks_as(style, self._style):
            self._dip(style)
        self.sent.append("\x1b[K" if end == self._width else f"\x1b[{end - x}X")

    def finished(self) -> str:
        """Return all that is to be sent, with no style left set."""
        return "".join(self.sent) + change(self._style, PLAIN)

    def _go(self, x: int, y: int) -> None:
        self.sent.append(_way(self._x, self._y, x, y))
        self._x, self._y = x, y

    def _dip(self, style: Style) -> None:
        self.sent.append(change(self._style, style))
        self._style = style

    def _trace(self, strokes: list[Stroke]) -> None:
        """Draw strokes of one style row by row, or column by column, as down the sides of a box."""
        orders = [strokes]
        if strokes[0].y != strokes[-1].y:
            orders.append(sorted(strokes, key=itemgetter(1, 2)))
            if self._is_careful and len(strokes) <= _FEW:
                orders.append(self._nearest_first(strokes))
        for _, x, y, text in min(orders, key=self._moves) if len(orders) > 1 else strokes:
            self._go(x, y)
            self.sent.append(self._told(text))
            self._x = self._after(x, text)

    def _moves(self, strokes: Sequence[Stroke]) -> int:
        """Return how many bytes it takes to go from stroke to stroke."""
        at_x, at_y, cost = self._x, self._y, 0
        for _, x, y, text in strokes:
            cost += len(_way(at_x, at_y, x, y))
            at_x, at_y = self._after(x, text), y
        return cost

    def _nearest_first(self, strokes: Sequence[Stroke]) -> list[Stroke]:
        left, order = list(strokes), []
        at_x, at_y = self._x, self._y
        while left:
            nearest = min(range(len(left)), key=lambda at: len(_way(at_x, at_y, left[at].x, left[at].y)))
            stroke = left.pop(nearest)
            order.append(stroke)
            at_x, at_y = self._after(stroke.x, stroke.text), stroke.y
        return order

    def _after(self, x: int, text: str) -> int:
        # Beyond the last cell terminals disagree about where the cursor is.
        end = x + len(text)
        return end if end < self._width else _SOMEWHERE


def _cells(strokes: Iterable[Stroke]) -> Iterator[tuple[int, int]]:
    return ((x + at, y) for _, x, y, text in strokes for at in range(len(text)))


def named(x: int, y: int) -> str:
    """Return the move to a cell from wherever the cursor is."""
    if x:
        return f"\x1b[{y + 1};{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


@lru_cache(maxsize=8192)
def _way(from_x: int, from_y: int, x: int, y: int) -> str:
    """Return the shortest move from one cell to another; from `_SOMEWHERE`, one that names the place."""
    if from_y == y and from_x == x:
        return ""
    if from_y == _SOMEWHERE:
        return named(x, y)
    moved = _down(y - from_y) + _aside(from_x, x)
    return moved if len(moved) < len(absolute := named(x, y)) else absolute


def _down(rows: int) -> str:
    if abs(rows) == 1:
        return "\x1bD" if rows > 0 else "\x1bM"
    return "" if not rows else _counted(rows, "B") if rows > 0 else _counted(-rows, "A")


def _aside(from_x: int, x: int) -> str:
    if from_x == x:
        return ""
    if x == 0:
        return "\r"
    column = f"\x1b[{x + 1}G"
    if from_x == _SOMEWHERE:
        return column
    cells = x - from_x
    moved = _counted(cells, "C") if cells > 0 else "\b" * -cells if cells >= -3 else _counted(-cells, "D")
    return moved if len(moved) < len(column) else column


def _repeated(found: re.Match[str]) -> str:
    run, character = found[0], found[1]
    short = f"{character}\x1b[{len(run) - 1}b"
    return short if len(short.encode()) < len(run.encode()) else run


def _counted(count: int, final: str) -> str:
    return f"\x1b[{count}{final}" if count > 1 else f"\x1b[{final}"
