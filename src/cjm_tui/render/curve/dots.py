"""The curve of emotions, drawn in braille dots into a grid of cells.

It is honest: it passes exactly through its marks, never rises above or falls below the two it runs between, breaks
where an emotion is unknown, and is as thick as what is known: sparse for an assumption, plain for what was observed,
bold for what was validated. The scale is always −2..+2, the lowest and the highest row, and with 5 or 9 rows each of
the five levels falls on the middle of a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.render.cells import Ink, Line, Run, merged
from cjm_tui.render.curve.monotone import monotone
from cjm_tui.render.palette import emotion_colour

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MARK, MOMENT, UNKNOWN_MARK, ZERO = "●", "★", "?", "┈"

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_NO_DOTS = (0, False, False)
_SPARSE_STEP = 3.0


class Point(NamedTuple):
    """A touchpoint on the curve, at a column of cells (which may lie outside the picture).

    `own` tells that the emotion is the persona's own; one that was borrowed from everybody is drawn fainter.
    """

    column: int
    emotion: int | None
    basis: str = ""
    moment: bool = False
    own: bool = True
    selected: bool = False


_Dot = tuple[int, int, bool, bool]
"""A dot in the dots' grid, two to a cell across, four down: x and y, and whether it is bold, and faint."""


def curve(points: Sequence[Point], columns: int, rows: int) -> tuple[Line, ...]:
    """Return the curve through points (columns strictly rising) as `rows` lines (5 or 9) of `columns` cells each."""
    cells: dict[tuple[int, int], tuple[int, bool, bool]] = {}
    for stretch in _stretches(points):
        for x, y, bold, faint in _dots(stretch, rows, columns):
            cell = (y // 4, x // 2)
            bits, _, was_faint = cells.get(cell, _NO_DOTS)
            cells[cell] = (bits | _DOTS[y % 4][x % 2], bold, faint or was_faint)
    colours = [emotion_colour(2 - 4 * row / (rows - 1)) for row in range(rows)]
    grid: list[dict[int, Run]] = [{} for _ in range(rows)]
    for (row, column), (bits, bold, faint) in cells.items():
        grid[row][column] = Run(chr(0x2800 + bits), Ink(colours[row], bold=bold, faint=faint))
    for point in points:
        if 0 <= point.column < columns:
            grid[row_of(point.emotion or 0, rows)][point.column] = mark_of(point)
    return tuple(_line(drawn, columns, zero=row == rows // 2) for row, drawn in enumerate(grid))


def row_of(emotion: int, rows: int) -> int:
    """Return the row (0 is the top) on whose middle an emotion −2..+2 falls."""
    return (2 - emotion) * (rows - 1) // 4


def _stretches(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Yield the runs of neighbours whose emotion is known; those of one point have no line, only a mark."""
    stretch: list[Point] = []
    for point in points:
        if point.emotion is None:
            if len(stretch) > 1:
                yield stretch
            stretch = []
        else:
            stretch.append(point)
    if len(stretch) > 1:
        yield stretch


def _dots(stretch: Sequence[Point], rows: int, columns: int) -> Iterator[_Dot]:
    """Yield the dots of one unbroken stretch inside the picture."""
    xs = [2 * point.column + 0.5 for point in stretch]
    height = monotone(xs, [float(point.emotion or 0) for point in stretch])
    for left, right, start, end in zip(stretch, stretch[1:], xs, xs[1:], strict=False):
        first, last = max(0, round(start)), min(2 * columns - 1, int(end))
        faint, since = not (left.own and right.own), 0.0
        previous = _depth(height(max(start, first - 1.0)), rows)
        for x in range(first, last + 1):
            depth = _depth(height(x), rows)
            basis = left.basis if x < (start + end) / 2 else right.basis
            since += max(1.0, abs(depth - previous))
            if basis != "assumption":
                bold = basis == "validated"
                for y in _column(previous, depth, bold=bold):
                    yield x, y, bold, faint
            elif since >= _SPARSE_STEP:
                yield x, round(depth), False, faint
                since = 0.0
            previous = depth


def _column(previous: float, depth: float, *, bold: bool) -> Iterator[int]:
    """Yield the dots of one column that join it to the one before; a bold line is two dots thick."""
    here, before = int(depth + 0.5), int(previous + 0.5)
    low, high = min(here, before + 1 if before < here else here), max(here, before - 1 if before > here else here)
    yield from range(low, high + 1)
    if bold:
        yield low - 1 if low > 0 else high + 1


def _depth(height: float, rows: int) -> float:
    """Return how many dots below the top a height −2..+2 lies; a level lies between the middle dots of its row."""
    return (2 - height) * (rows - 1) + 1.5


def mark_of(point: Point) -> Run:
    """Return the mark of a touchpoint: `●`, `★` for a moment that matters, `?` where the emotion is unknown."""
    if point.emotion is None:
        return Run(UNKNOWN_MARK, Ink("accent" if point.selected else "faint", bold=point.selected))
    colour = "accent" if point.selected else emotion_colour(point.emotion)
    return Run(MOMENT if point.moment else MARK, Ink(colour, bold=point.selected, faint=not point.own))


def _line(drawn: Mapping[int, Run], columns: int, *, zero: bool) -> Line:
    empty, ink = (ZERO, Ink("line")) if zero else (" ", Ink())
    runs: list[Run] = []
    end = 0
    for column in sorted(drawn):
        runs += (Run(empty * (column - end), ink), drawn[column])
        end = column + 1
    return merged((*runs, Run(empty * (columns - end), ink)))
