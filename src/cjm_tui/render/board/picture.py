"""The board, drawn: the curve over its columns, a strip of the whole journey, heads and cards.

`Picture` holds what stays the same while the cursor moves; `lines` adds the cards in sight and the cursor. Both cost
what is visible, whatever the size of the map.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.render.board.cards import card_lines, head_line, hint_lines, more_line
from cjm_tui.render.board.frame import GAP, GUTTER, LAST, NARROWEST, Frame, View, cards_in_sight
from cjm_tui.render.board.strip import strip_line
from cjm_tui.render.cells import Ink, Line, Run, filled, merged
from cjm_tui.render.curve.dots import Point, curve, mark_of, row_of
from cjm_tui.render.hints import hint
from cjm_tui.render.journey import Column, Journey, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABELS = {2: "+2", 0: "0", -2: "−2"}
_BLANK = Run(" ", Ink())
_YOUNG = 3
"""Below how many stages a map says which key adds another one."""

_curve = lru_cache(maxsize=1)(curve)
"""The last curve is kept: most edits, one's own and others', leave it as it is, and it is most of the work."""


class Picture(NamedTuple):
    """The part of the board that the cursor does not touch: the curve and the strip, for one range of stages."""

    journey: Journey
    frame: Frame
    first: int
    curve: tuple[Line, ...]
    strip: Line


def picture_of(journey: Journey, frame: Frame, first: int) -> Picture:
    """Return what stays the same while the cursor moves among the stages from `first` on."""
    points = tuple(point for slot in range(-1, frame.visible + 1) for point in _points(journey, frame, first, slot))
    rows = _curve(points, frame.width - GUTTER, frame.curve_rows) if frame.curve_rows else ()
    return Picture(journey, frame, first, rows, strip_line(journey, first, frame))


def lines_of(picture: Picture, view: View) -> tuple[Line, ...]:
    """Return the board as `frame.height` lines of `frame.width` cells."""
    frame = picture.frame
    blank = filled((), frame.width)
    lines = [blank] * frame.curve_top
    lines += curve_lines(picture, view.place)
    lines.append(filled(picture.strip, frame.width))
    lines += _column_lines(picture, view)
    lines += [blank] * (frame.height - len(lines))
    return tuple(lines[: frame.height])


def column_cell(frame: Frame, slot: int, row: int, count: int) -> int:
    """Return the cell, counted from the curve's left edge, over which a touchpoint of a column stands on the curve."""
    return frame.left_of(slot) - GUTTER + (2 * row + 1) * frame.column_width // (2 * count)


def crowd_cells(frame: Frame, count: int) -> int:
    """Return within how many cells the touchpoints of a column are a crowd on the curve, in which the strongest stands.

    Next to each other, marks and the line between them would be a wall of dots.
    """
    return 1 if 2 * count <= frame.column_width else 2


def _points(journey: Journey, frame: Frame, first: int, slot: int) -> Iterator[Point]:
    """Yield a column's touchpoints as points; in a crowd the strongest feeling stands for all."""
    at = first + slot
    if not 0 <= at < len(journey.columns):
        return
    column = journey.columns[at]
    count = len(column.touchpoints)
    apart = crowd_cells(frame, count)
    best: dict[int, tuple[int, int, int]] = {}
    for row, feeling in enumerate(column.feelings):
        if feeling.skipped:
            continue
        strength = -1 if feeling.emotion is None else abs(feeling.emotion)
        cell = column_cell(frame, slot, row, count)
        if cell // apart not in best or strength > best[cell // apart][0]:
            best[cell // apart] = (strength, cell, row)
    for _, cell, row in best.values():
        yield _point(column, row, cell)


def _point(column: Column, row: int, cell: int, *, selected: bool = False) -> Point:
    touchpoint, feeling = column.touchpoints[row], column.feelings[row]
    moment = bool(touchpoint.text("moment"))
    return Point(cell, feeling.emotion, touchpoint.text("basis"), moment, feeling.own, selected)


def curve_lines(picture: Picture, place: Place) -> Iterator[Line]:
    """Yield the curve, its scale before it in five cells, the mark of the card under the cursor set off."""
    frame, journey = picture.frame, picture.journey
    labels = {row_of(level, frame.curve_rows): words for level, words in _LABELS.items()} if frame.curve_rows else {}
    found = journey.places.get(place.touchpoint)
    marked: tuple[int, int, Run] | None = None
    if found and 0 <= found[0] - picture.first < frame.visible and frame.curve_rows:
        column = journey.columns[found[0]]
        cell = column_cell(frame, found[0] - picture.first, found[1], len(column.touchpoints))
        point = _point(column, found[1], cell, selected=True)
        if not column.feelings[found[1]].skipped:
            marked = (row_of(point.emotion or 0, frame.curve_rows), cell, mark_of(point))
    for row, line in enumerate(picture.curve):
        drawn = _with_mark(line, marked[1], marked[2]) if marked and marked[0] == row else line
        label = labels.get(row, "")
        margin = Run(" " * (3 - len(label)), Ink())
        yield merged((margin, Run(label, Ink("muted")), Run("  ", Ink()), *drawn))


def _with_mark(line: Line, cell: int, mark: Run) -> Line:
    runs: list[Run] = []
    x = 0
    for run in line:
        end = x + len(run.text)
        if x <= cell < end:
            runs += [Run(run.text[: cell - x], run.ink), mark, Run(run.text[cell - x + 1 :], run.ink)]
        else:
            runs.append(run)
        x = end
    return tuple(run for run in runs if run.text)


def _column_lines(picture: Picture, view: View) -> Iterator[Line]:
    """Yield the heads and the cards in sight, row by row."""
    frame = picture.frame
    columns = picture.journey.columns[picture.first : picture.first + frame.visible]
    if not columns:
        yield from _empty_map(frame)
        return
    blocks = [_block(picture.journey, column, frame, view) for column in columns]
    if len(picture.journey.columns) < _YOUNG and frame.width - frame.left_of(len(columns)) > NARROWEST:
        offer = hint_lines(hint("{add-stage} adds a stage"), NARROWEST, frame.card_rows, selected=False)
        blocks.append([(), *offer, *[()] * frame.body_rows])
    gap = Run(" " * GAP, Ink())
    for row in range(1 + frame.body_rows):
        runs: list[Run] = [Run(" " * GUTTER, Ink())]
        for at, block in enumerate(blocks):
            runs += [gap] if at else []
            runs += block[row] if row < len(block) else [Run(" " * frame.column_width, Ink())]
        yield filled(merged(runs), frame.width)


def _block(journey: Journey, column: Column, frame: Frame, view: View) -> list[Line]:
    """Return a column's head and cards as lines of the column's width."""
    cells, here = frame.column_width, view.place.stage == column.id
    on_head = here and not view.place.touchpoint
    target = view.target.touchpoint if view.target and view.target.stage == column.id else None
    empty = not column.touchpoints
    is_marked = (on_head and not empty) or target == ""
    block = [head_line(column.name, column.mean, column.emotions, cells, selected=is_marked)]
    if empty:
        below = hint("{rename} names the stage") if on_head else ""
        words = hint("{add-touchpoint} adds a touchpoint")
        return block + list(hint_lines(words, cells, frame.card_rows, selected=on_head, below=below))
    shown = cards_in_sight(frame, column)
    top = min(view.tops.get(column.id, 0), len(column.touchpoints) - shown)
    for row in range(top, top + shown):
        touchpoint = column.touchpoints[row]
        card = journey.card(touchpoint, column.feelings[row])
        stands_out = touchpoint.id in view.touched or touchpoint.id == target
        is_due, is_odd = touchpoint.id in view.due, touchpoint.id in view.odd
        if stands_out or is_due or is_odd:
            card = card._replace(touched=stands_out, due=is_due, odd=is_odd)
        block += card_lines(card, cells, frame.card_rows, selected=here and touchpoint.id == view.place.touchpoint)
    if shown < len(column.touchpoints):
        block += [more_line(top, len(column.touchpoints) - shown - top, cells)]
    elif target == LAST:
        block += hint_lines("here", cells, frame.card_rows, selected=False)
    return block


def _empty_map(frame: Frame) -> Iterator[Line]:
    lead = Run(" " * GUTTER, Ink())
    words = hint("{add-stage} adds the first stage")
    for line in hint_lines(words, min(40, frame.width - GUTTER - 1), 4, selected=True):
        yield filled((lead, *line), frame.width)
