"""Where everything on the board stands at a size of the screen, and which place lies under a cell.

A frame depends on the size and the number of columns alone; what is scrolled to is a view. Columns are all of one
width, at least 22 cells where the screen has them, as many as fit; the board scrolls by whole stages and whole cards.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.render.board.cards import BOXED, FLAT
from cjm_tui.render.board.cursor import column_row
from cjm_tui.render.journey import Column, Journey, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

NARROWEST, WIDEST, GAP, GUTTER = 22, 40, 2, 5
LAST = "#"
"""What stands for a touchpoint where something is dropped below all cards of a stage; no id is written so."""


class Frame(NamedTuple):
    """The measures of a board in cells: `visible` columns of `column_width`, and the rows of each part from the top."""

    width: int
    height: int
    visible: int
    column_width: int
    curve_top: int
    curve_rows: int
    strip_row: int
    heads_row: int
    body_top: int
    card_rows: int

    @property
    def body_rows(self) -> int:
        """Return how many rows the cards have."""
        return max(0, self.height - self.body_top)

    def left_of(self, slot: int) -> int:
        """Return the first cell of the column that stands at a place on the screen, 0 is the leftmost."""
        return GUTTER + slot * (self.column_width + GAP)


class View(NamedTuple):
    """What a person looks at: where the cursor is, the first stage in sight, and how far columns are scrolled.

    `tops` has the first card in sight for each stage that is scrolled, `touched` the ids of cards that somebody else
    has just changed, `due` those whose code changed, `odd` those with a problem, `target` where a card that is dragged
    would be dropped.
    """

    place: Place
    first: int = 0
    tops: Mapping[str, int] = MappingProxyType({})
    touched: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    odd: frozenset[str] = frozenset()
    target: Place | None = None


def frame_of(columns: int, width: int, height: int) -> Frame:
    """Return the measures of a board with so many columns on a screen of `width` × `height` cells."""
    room = max(1, width - GUTTER - 1)
    visible = max(1, min(max(1, columns), (room + GAP) // (NARROWEST + GAP)))
    column_width = min(WIDEST, (room - GAP * (visible - 1)) // visible)
    curve_top = 1 if height >= 18 else 0
    curve_rows = 9 if height >= 30 else 5 if height >= 11 else 0
    strip_row = curve_top + curve_rows
    body_top = strip_row + 2
    card_rows = BOXED if height - body_top >= 9 else FLAT
    return Frame(
        width,
        height,
        visible,
        max(8, column_width),
        curve_top,
        curve_rows,
        strip_row,
        strip_row + 1,
        body_top,
        card_rows,
    )


def cards_in_sight(frame: Frame, column: Column) -> int:
    """Return how many whole cards of a column fit; where not all do, one row is left to say so."""
    count = len(column.touchpoints)
    if count * frame.card_rows <= frame.body_rows:
        return count
    return max(1, (frame.body_rows - 1) // frame.card_rows)


def followed(journey: Journey, frame: Frame, view: View) -> View:
    """Return the view scrolled as little as needed to show its place."""
    at = journey.column_of(view.place.stage) or 0
    furthest = max(0, len(journey.columns) - frame.visible)
    first = min(max(min(view.first, at), at - frame.visible + 1), furthest)
    if not journey.columns:
        return view._replace(first=0)
    column = journey.columns[at]
    shown = cards_in_sight(frame, column)
    row = max(0, column_row(journey, view.place))
    top = min(max(min(view.tops.get(column.id, 0), row), row - shown + 1), len(column.touchpoints) - shown)
    if top == view.tops.get(column.id, 0) and first == view.first:
        return view
    return view._replace(first=first, tops=MappingProxyType({**view.tops, column.id: max(0, top)}))


def place_at(journey: Journey, frame: Frame, view: View, x: int, y: int) -> Place | None:
    """Return the card or head under a cell of the board, None where there is neither."""
    slot, inside = divmod(x - GUTTER, frame.column_width + GAP)
    at = view.first + slot
    if x < GUTTER or inside >= frame.column_width or slot >= frame.visible or at >= len(journey.columns):
        return None
    column = journey.columns[at]
    if y == frame.heads_row:
        return Place(column.id)
    row = (y - frame.body_top) // frame.card_rows
    if y < frame.body_top or row >= cards_in_sight(frame, column):
        return Place(column.id) if y >= frame.body_top and not column.touchpoints else None
    touchpoint = row + view.tops.get(column.id, 0)
    return Place(column.id, column.touchpoints[touchpoint].id) if touchpoint < len(column.touchpoints) else None


def drop_at(journey: Journey, frame: Frame, view: View, x: int, y: int) -> Place | None:
    """Return where a card that is let go over a cell goes: to another's place, to a stage's top, or to its end."""
    place = place_at(journey, frame, view, x, y)
    if place is not None or y < frame.body_top:
        return place
    head = place_at(journey, frame, view, x, frame.heads_row)
    return Place(head.stage, LAST) if head else None


def cell_of(journey: Journey, frame: Frame, view: View, place: Place) -> tuple[int, int]:
    """Return the first cell (x, y) of the card or head at a place."""
    at = journey.column_of(place.stage) or 0
    x = frame.left_of(at - view.first)
    row = column_row(journey, place)
    if row < 0:
        return x, frame.heads_row
    return x, frame.body_top + (row - view.tops.get(place.stage, 0)) * frame.card_rows
