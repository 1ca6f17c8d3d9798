"""What differs between two rows, as strokes: pieces of text that one style draws."""

from __future__ import annotations

from itertools import compress
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.tui.terminal.sgr import PLAIN, Style, blanks_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_tui.tui.terminal.cell import Cell, Row

_NEAR = 4
"""A move within a row takes so many bytes; what stands there already may be drawn over for as many."""


class Stroke(NamedTuple):
    """A text of characters of one cell each, where it begins, and the style it is drawn in."""

    style: Style
    x: int
    y: int
    text: str


def strokes_between(shown: Row, wanted: Row, y: int) -> list[Stroke]:
    """Return what has to be drawn so that a row shows what is wanted; what is wanted as None may stay as it is."""
    strokes: list[Stroke] = []
    style, text, start, end = PLAIN, "", 0, -_NEAR - 1
    for at in compress(range(len(wanted)), map(ne, shown, wanted)):
        new = wanted[at]
        if new is None:
            continue
        if at == end and (new[1] is style or _is_blank_beside(new, style, text)):
            text += new[0]
        elif at - end <= _NEAR and (both := _joined(style, text, wanted[end : at + 1])):
            style, text = both
        else:
            if text:
                strokes.append(Stroke(style, start, y, text))
            style, text, start = new[1], new[0], at
        end = at + 1
    if text:
        strokes.append(Stroke(style, start, y, text))
    return strokes


def _is_blank_beside(cell: Cell, style: Style, text: str) -> bool:
    """Tell whether a cell right behind a text is a blank that its style draws as well, as between two words."""
    character, own = cell
    return character == " " and blanks_as(own, style) and not text.isspace()


def _joined(style: Style, text: str, cells: Sequence[Cell | None]) -> tuple[Style, str] | None:
    """Return one style and the text in which cells can be drawn along with what stands before them, if there is one."""
    for cell in cells:
        if cell is None or len(cell[0]) != 1:
            return None
        character, own = cell
        if own is not style:
            if not blanks_as(own, style):
                return None
            if not text.strip(" "):
                style = own
            elif character != " ":
                return None
        text += character
    gap = "".join([cell[0] for cell in cells[:-1] if cell])
    return (style, text) if len(gap.encode()) <= _NEAR else None


def differing(shown: Sequence[Cell | None], wanted: Sequence[Cell | None]) -> Iterator[tuple[int, int]]:
    """Yield the stretches (first, end) in which cells differ; near ones are one, and none cuts a character."""
    differ = [at for at in compress(range(len(wanted)), map(ne, shown, wanted)) if wanted[at] is not None]
    first = last = differ[0] if differ else 0
    for at in differ[1:]:
        if at - last > _NEAR or None in wanted[last:at]:
            yield _whole(wanted, first, last + 1)
            first = at
        last = at
    if differ:
        yield _whole(wanted, first, last + 1)


def _whole(cells: Sequence[Cell | None], first: int, end: int) -> tuple[int, int]:
    while first and (cell := cells[first]) is not None and not cell[0]:
        first -= 1
    while end < len(cells) and (cell := cells[end]) is not None and not cell[0]:
        end += 1
    return first, end
