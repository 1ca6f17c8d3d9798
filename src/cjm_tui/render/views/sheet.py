"""What every view of a map but the cards can do: draw itself, and know where a cursor is on it.

A sheet is made once for a journey and a width; drawing it and stepping over it cost what is in sight.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from cjm_tui.render.cells import Line
from cjm_tui.render.journey import Place
from cjm_tui.render.views.spot import Scroll, Spot, Step


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
