"""Views that are lists: rows in one pane, or in two beside each other, each scrolling on its own.

A row is drawn when it comes into sight and not before; the cursor stops at the rows that stand for a place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count, takewhile
from typing import NamedTuple

from cjm_tui.render.cells import Ink, Line, Run, filled, merged
from cjm_tui.render.journey import Journey, Place
from cjm_tui.render.views.scrolling import Heights, followed_top
from cjm_tui.render.views.spot import NO_PLACE, NOWHERE, Scroll, Spot, Step

SPACE = 3
"""How many cells stand between two panes."""


class Row(NamedTuple):
    """A row: how it is drawn with and without the cursor, and which place it stands for (None: the cursor passes).

    `section` counts the parts of a list; an `echo` shows a place that has a row of its own elsewhere. The place's name
    begins `indent` cells from the left.
    """

    draw: Callable[[bool], tuple[Line, ...]]
    place: Place | None = None
    section: int = 0
    echo: bool = False
    indent: int = 3


class Pane(NamedTuple):
    """Rows from the top, `cells` wide."""

    cells: int
    rows: tuple[Row, ...]


class Panes:
    """A sheet of one pane or two; spots are (pane, row)."""

    def __init__(self, journey: Journey, panes: Sequence[Pane], width: int) -> None:
        self.width = width
        self.panes = tuple(panes)
        self._journey = journey
        self._drawn: dict[tuple[int, int], tuple[Line, ...]] = {}
        self._spots = _spots_of(self.panes)
        self._sections = _sections_of(self.panes)

    def lines(self, scroll: Scroll, spot: Spot, rows: int) -> tuple[Line, ...]:
        """Return exactly `rows` lines with the cursor at a spot."""
        blocks = [self._window(at, scroll.top(at), spot, rows) for at in range(len(self.panes))]
        return tuple(filled(self._beside(blocks, y), self.width) for y in range(rows))

    def printed(self) -> Iterator[Line]:
        """Yield all rows of all panes."""
        heights = [sum(self._height(at, row) for row in range(len(pane.rows))) for at, pane in enumerate(self.panes)]
        yield from self.lines(Scroll(), NOWHERE, max(heights, default=0))

    def followed(self, scroll: Scroll, spot: Spot, rows: int) -> Scroll:
        """Return what has to be in sight so that the spot is; the heading above a first row comes with it."""
        if self._row(spot) is None:
            return scroll
        above = takewhile(lambda row: not self._is_stop(Spot(spot.column, row)), range(spot.row - 1, -1, -1))
        lead = max(1, sum(1 for _ in above))
        heights = Heights(len(self.panes[spot.column].rows), partial(self._height, spot.column))
        top = followed_top(scroll.top(spot.column), spot.row, heights, rows, lead=lead)
        tops = tuple(top if at == spot.column else scroll.top(at) for at in range(len(self.panes)))
        return scroll if tops == scroll.tops else scroll._replace(tops=tops)

    def spot_of(self, place: Place, near: Spot) -> Spot:
        """Return the row of a place: of the card, else of its stage, else of a card of that stage, else the first."""
        if self._is_stop(near) and self.place_of(near) == place:
            return near
        found = self._spots.get(place) or self._spots.get(Place(place.stage))
        if found is None:
            at = self._journey.column_of(place.stage)
            column = self._journey.columns[at].touchpoints if at is not None else ()
            found = next((self._spots[p] for t in column if (p := Place(place.stage, t.id)) in self._spots), None)
        return found or next(iter(self._spots.values()), Spot())

    def place_of(self, spot: Spot) -> Place:
        """Return what a row stands for."""
        row = self._row(spot)
        return row.place if row and row.place else NO_PLACE

    def stepped(self, spot: Spot, step: Step, rows: int) -> Spot:
        """Return the row one step further; sideways leads to the other pane, or to the next part of the list."""
        if step in {Step.LEFT, Step.RIGHT}:
            return self._aside(spot, 1 if step is Step.RIGHT else -1)
        stops = range(len(self.panes[spot.column].rows)) if self.panes else ()
        if step is Step.FIRST:
            return self._first_stop(spot, stops)
        if step is Step.LAST:
            return self._first_stop(spot, reversed(stops))
        down = step in {Step.DOWN, Step.PAGE_DOWN}
        far = rows - 2 if step in {Step.PAGE_UP, Step.PAGE_DOWN} else 1
        return self._along(spot, far, down=down)

    def spot_under(self, scroll: Scroll, rows: int, x: int, y: int) -> Spot | None:
        """Return the row under a cell, None where none stands for a place."""
        left = 0
        for at, pane in enumerate(self.panes):
            if left <= x < left + pane.cells and 0 <= y < rows:
                line = 0
                for row in range(scroll.top(at), len(pane.rows)):
                    line += self._height(at, row)
                    if y < line:
                        return Spot(at, row) if pane.rows[row].place is not None else None
            left += pane.cells + SPACE
        return None

    def cell_of(self, scroll: Scroll, rows: int, spot: Spot) -> tuple[int, int, int]:
        """Return the first cell of the name in a row, and how many cells the row has from there."""
        row = self._row(spot)
        if row is None:
            return 0, 0, self.width
        x = sum(pane.cells + SPACE for pane in self.panes[: spot.column]) + row.indent
        y = sum(self._height(spot.column, above) for above in range(scroll.top(spot.column), spot.row))
        return x, max(0, min(rows - 1, y)), self.panes[spot.column].cells - row.indent - 1

    def _window(self, pane: int, top: int, spot: Spot, rows: int) -> list[Line]:
        lines: list[Line] = []
        for row in range(top, len(self.panes[pane].rows)):
            if len(lines) >= rows:
                break
            lines += self._of_row(pane, row, selected=spot[:2] == (pane, row))
        return lines

    def _beside(self, blocks: Sequence[Sequence[Line]], y: int) -> Line:
        runs: list[Run] = []
        for at, (pane, block) in enumerate(zip(self.panes, blocks, strict=True)):
            runs += [Run(" " * SPACE, Ink())] if at else []
            runs += filled(block[y] if y < len(block) else (), pane.cells)
        return merged(runs)

    def _of_row(self, pane: int, row: int, *, selected: bool) -> tuple[Line, ...]:
        if selected:
            return self.panes[pane].rows[row].draw(True)
        drawn = self._drawn.get((pane, row))
        if drawn is None:
            drawn = self._drawn[pane, row] = self.panes[pane].rows[row].draw(False)
        return drawn

    def _height(self, pane: int, row: int) -> int:
        return len(self._of_row(pane, row, selected=False))

    def _row(self, spot: Spot) -> Row | None:
        rows = self.panes[spot.column].rows if 0 <= spot.column < len(self.panes) else ()
        return rows[spot.row] if 0 <= spot.row < len(rows) else None

    def _is_stop(self, spot: Spot) -> bool:
        row = self._row(spot)
        return row is not None and row.place is not None

    def _first_stop(self, spot: Spot, rows: Iterable[int]) -> Spot:
        return Spot(spot.column, next((row for row in rows if self._is_stop(Spot(spot.column, row))), spot.row))

    def _along(self, spot: Spot, far: int, *, down: bool) -> Spot:
        reached, passed = spot, 0
        for row in count(spot.row + 1) if down else range(spot.row - 1, -1, -1):
            following = Spot(spot.column, row)
            if self._row(following) is None or (passed >= far and reached != spot):
                break
            passed += self._height(spot.column, row) if far > 1 else 0
            if self._is_stop(following):
                reached = following
                if far <= 1:
                    break
        return reached

    def _aside(self, spot: Spot, steps: int) -> Spot:
        if len(self.panes) > 1:
            pane = spot.column + steps
            if not 0 <= pane < len(self.panes):
                return spot
            place = self.place_of(spot)
            rows = self.panes[pane].rows
            same = next((Spot(pane, row) for row, other in enumerate(rows) if other.place == place), None)
            other = self._first_stop(Spot(pane, -1), range(len(rows)))
            return same or (other if other.row >= 0 else spot)
        row = self._row(spot)
        if row is None:
            return spot
        beyond = [
            section for section in self._sections if (section > row.section if steps > 0 else section < row.section)
        ]
        return self._sections[min(beyond) if steps > 0 else max(beyond)] if beyond else spot


def _sections_of(panes: Sequence[Pane]) -> dict[int, Spot]:
    """Return the first stop of every part of the first pane's list."""
    sections: dict[int, Spot] = {}
    for at, row in enumerate(panes[0].rows if panes else ()):
        if row.place is not None:
            sections.setdefault(row.section, Spot(0, at))
    return sections


def _spots_of(panes: Sequence[Pane]) -> Mapping[Place, Spot]:
    """Return where every place stands: in the row of its own before an echo, in the first before a later one."""
    spots: dict[Place, Spot] = {}
    for echo in (False, True):
        for at, pane in enumerate(panes):
            for index, row in enumerate(pane.rows):
                if row.place is not None and row.echo == echo:
                    spots.setdefault(row.place, Spot(at, index))
    return spots
