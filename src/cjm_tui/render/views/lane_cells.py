"""One cell of the matrix, laid out: a lane's words for the touchpoints of a stage, wrapped to a width.

Every line knows which touchpoint it belongs to, so that the cursor finds it and only its lines are drawn anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cjm_tui.render.cells import Ink, Line, Run, merged, padded, width, wrapped
from cjm_tui.render.views.lane_items import HEAD, Item, Words
from cjm_tui.render.views.rows import POINTER


class CellLine(NamedTuple):
    """A line of a cell: whose it is, its number (in the first line only), a sign and words, and the colour of these."""

    row: int
    number: str
    sign: str
    words: str
    colour: str
    is_coloured: bool


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell's lines, which of them are whose, and how many digits its numbers have."""

    lines: tuple[CellLine, ...]
    spans: Mapping[int, tuple[int, int]]
    digits: int

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the touchpoints that have something in the cell, by their rows in the stage."""
        return tuple(self.spans)


def cell_of(items: Iterable[Item], count: int, cells: int) -> Cell:
    """Return a cell `cells` wide, of a stage with `count` touchpoints."""
    digits = len(str(count))
    lines: list[CellLine] = []
    spans: dict[int, tuple[int, int]] = {}
    for item in items:
        start = len(lines)
        lines += _item(item, cells - digits - 2)
        spans[item.row] = (start, len(lines))
    return Cell(tuple(lines), spans, digits)


def cell_line(cell: Cell, at: int, cells: int, *, row: int | None, is_active: bool) -> Line:
    """Return a line of a cell in exactly `cells` cells; `row` is the touchpoint under the cursor, in any lane.

    In the lane where the cursor is (`is_active`) it is pointed at too.
    """
    lead = cell.digits + 2
    if at >= len(cell.lines):
        points = is_active and at == 0 and row is not None and not cell.lines
        here = Run(padded(f"{POINTER}–", cells), Ink("accent", bold=True))
        return (here,) if points else (Run(" " * cells, Ink()),)
    line = cell.lines[at]
    is_here = row == line.row
    points = is_here and is_active
    mark = POINTER if points and line.number.strip() else " "
    number = Run(f"{mark}{line.number:>{cell.digits}} ", Ink("accent" if is_here else "faint", bold=is_here))
    sign = Run(f"{line.sign} " if line.sign else "", Ink(line.colour, bold=bool(line.sign.strip()), reverse=False))
    own = line.colour if line.is_coloured else "text"
    ink = Ink("accent" if points else own, bold=points or line.is_coloured)
    return merged((number, sign, Run(padded(line.words, cells - lead - width(sign.text)), ink)))


def _item(item: Item, cells: int) -> Iterator[CellLine]:
    number = "" if item.row == HEAD else str(item.row + 1)
    first = True
    for words in item.words:
        for line in _lines(words, item.row, cells):
            yield line._replace(number=number if first else "")
            first = False


def _lines(words: Words, row: int, cells: int) -> Iterator[CellLine]:
    room = cells - width(words.sign) - bool(words.sign)
    for at, line in enumerate(_wrapped(words.words, max(1, room))):
        sign = " " * width(words.sign) if at else words.sign
        yield CellLine(row, "", sign, line, words.colour, words.is_coloured)


@lru_cache(maxsize=8192)
def _wrapped(words: str, cells: int) -> tuple[str, ...]:
    """Return words in lines; after an edit nearly all of them are the same as before."""
    return tuple(wrapped(words, cells))
