"""Where a cursor is in a view of a map, what is in sight of the view, and the steps a cursor takes.

A spot is a place of the map as one view sees it: the same card may stand in several rows, and one view's rows are
another one's columns.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

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
