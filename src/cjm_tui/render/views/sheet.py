"""What every view of a map but the cards can do: draw itself, and know where a cursor is on it.

A sheet is made once for a journey and a width; drawing it and stepping over it cost what is in sight. A spot is a place
of the map as one view sees it: the same card may stand in several rows, and one view's rows are another one's columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple, Protocol

from cjm_tui.render.cells import Line
from cjm_tui.render.journey import Place


class Spot(NamedTuple):
    """Where the cursor is in a view, counted from the top left; what the numbers mean is the view's own affair."""

    column: int = 0
    row: int = 0
    item: int = 0


NOWHERE = Spot(-1, -1, -1)
"""A spot no view has: a place asked for near it is found where it stands first."""


NO_PLACE = Place("#", "#")
"""A place no map has: nothing is under a cursor."""


class Scroll(NamedTuple):
    """What is in sight: the first stage, the first row of every pane, and how many lines of that row are gone."""

    first: int = 0
    tops: tuple[int, ...] = ()
    line: int = 0

    def top(self, pane: int) -> int:
        """Return the first row in sight of a pane."""
        return self.tops[pane] if pane < len(self.tops) else 0


class Step(Enum):
    """A step of the cursor."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    FIRST = "first"
    LAST = "last"


class Sheet(Protocol):
    """One view of one map at one width, in cells; `rows` is always how many lines are in sight."""

    @property
    def width(self) -> int:
        """Return how many cells every line takes."""

    def lines(self, scroll: Scroll, spot: Spot, rows: int) -> tuple[Line, ...]:
        """Return exactly `rows` lines with the cursor at a spot."""

    def printed(self) -> Iterator[Line]:
        """Yield all there is, without a cursor: what does not fit beside comes below."""

    def followed(self, scroll: Scroll, spot: Spot, rows: int) -> Scroll:
        """Return what has to be in sight so that the spot is; the same where it is already."""

    def spot_of(self, place: Place, near: Spot) -> Spot:
        """Return where a place stands in this view: `near` itself where that is the place."""

    def place_of(self, spot: Spot) -> Place:
        """Return what stands at a spot."""

    def stepped(self, spot: Spot, step: Step, rows: int) -> Spot:
        """Return the spot one step further, the same where there is nothing further."""

    def spot_under(self, scroll: Scroll, rows: int, x: int, y: int) -> Spot | None:
        """Return the spot under a cell, None where there is none."""

    def cell_of(self, scroll: Scroll, rows: int, spot: Spot) -> tuple[int, int, int]:
        """Return the first cell (x, y) of the name of what stands at a spot, and how many cells there are for it."""
