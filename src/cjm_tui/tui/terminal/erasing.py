"""Blanks that the terminal makes itself: where it erases in the ground that is set (bce), a run takes five bytes.

A run may go over cells that hold something and are drawn afterwards; it never goes over what is not wanted as anything.
"""

from __future__ import annotations

from collections import Counter
from itertools import compress
from operator import eq, ne
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.tui.terminal.cell import cell_of
from cjm_tui.tui.terminal.spans import best_span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cjm_tui.tui.terminal.cell import Cell, Row
    from cjm_tui.tui.terminal.sgr import Style

_WORTH = 9
"""A move and the sequence take about as many bytes."""


class Erasure(NamedTuple):
    """Cells from (x, y) to `end` that become blanks on the ground of a style."""

    style: Style
    x: int
    y: int
    end: int


def erasures(rows: Sequence[Row], wanted: Mapping[int, Row], unsure: Collection[int]) -> list[Erasure]:
    """Return what is worth erasing before the wanted rows are drawn, by style and from the left."""
    found = [
        Erasure(blank[1], first, y, end)
        for y, row in wanted.items()
        if y not in unsure
        for blank in _blanks(rows[y], row)
        for first, end in _spans(rows[y], row, blank)
    ]
    return sorted(found)


def erased(row: Row, erasure: Erasure) -> Row:
    """Return a row after an erasure."""
    _, first, _, end = erasure
    return row[:first] + [cell_of(" ", erasure.style)] * (end - first) + row[end:]


def _blanks(shown: Row, wanted: Row) -> Iterator[Cell]:
    """Yield the blanks of which many are missing."""
    missing = Counter(cell for cell in compress(wanted, map(ne, shown, wanted)) if cell and cell[0] == " ")
    yield from (cell for cell, count in missing.items() if count > _WORTH and not cell[1].marks)


def _spans(shown: Row, wanted: Row, blank: Cell) -> Iterator[tuple[int, int]]:
    """Yield stretches with more blanks to make than cells that would have to be drawn again."""
    made = [int(cell == blank) for cell in wanted]
    there = map(eq, shown, [blank] * len(shown))
    stays = map(eq, shown, wanted)
    gains = [
        (-len(wanted) if cell is None else (0 if is_there else 1) if is_made else -2 * stay)
        for cell, is_made, is_there, stay in zip(wanted, made, there, stays, strict=True)
    ]
    open_parts = [(0, len(gains))]
    while open_parts:
        start, stop = open_parts.pop()
        span = best_span(gains[start:stop])
        if span is None or span.gain <= _WORTH:
            continue
        first, end = start + span.first, start + span.end
        open_parts += [(start, first), (end, stop)]
        yield first, len(gains) if end == stop == len(gains) or not any(gains[end:]) else end
