"""The table of themes as a sheet: the cursor walks over its cells and takes a touchpoint of the cell along.

Spots are (column, theme, row of the touchpoint in its stage): a cell without insights leaves the touchpoint as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjm_tui.render.cells import Line, filled
from cjm_tui.render.journey import Journey, Place
from cjm_tui.render.views.lane_items import HEAD
from cjm_tui.render.views.scrolling import Heights, followed_top
from cjm_tui.render.views.spot import NO_PLACE, NOWHERE, Scroll, Spot, Step
from cjm_tui.render.views.themes import HeatTable

_FEWEST_TOLD = 5


class ThemesSheet:
    """A heat table with a cursor, and the insights under it."""

    def __init__(self, journey: Journey, width: int) -> None:
        self.width = width
        self.table = HeatTable(journey, width)
        self._journey = journey
        self._known_items: dict[tuple[int, int], tuple[int, ...]] = {}

    def lines(self, scroll: Scroll, spot: Spot, rows: int) -> tuple[Line, ...]:
        """Return exactly `rows` lines with the cursor at a spot."""
        table, place = self.table, self.place_of(spot)
        lines = list(table.head(scroll.first, spot.column))
        top, room = scroll.top(0), self._room(rows)
        lines += (
            table.row(at, scroll.first, spot.column if at == spot.row else None)
            for at in range(top, min(top + room, len(table.rows)))
        )
        if table.rows:
            lines += table.told(spot.row, spot.column, place.touchpoint, rows - len(lines))
        else:
            lines += table.hints()
        lines += [filled((), self.width)] * (rows - len(lines))
        return tuple(lines[:rows])

    def printed(self) -> Iterator[Line]:
        """Yield the table, as many stages beside each other as fit, then the insights of every theme."""
        table = self.table
        for first in range(0, max(1, len(table.columns)), table.measures.visible):
            yield from table.head(first, NOWHERE.column)
            yield from (table.row(at, first, None) for at in range(len(table.rows)))
        yield from table.hints() if not table.rows else ()
        yield from (line for at in range(len(table.rows)) for line in table.listed(at))

    def followed(self, scroll: Scroll, spot: Spot, rows: int) -> Scroll:
        """Return what has to be in sight so that the spot is."""
        count, visible = len(self.table.columns), self.table.measures.visible
        first = max(0, min(max(min(scroll.first, spot.column), spot.column - visible + 1), count - visible))
        top = followed_top(scroll.top(0), spot.row, Heights(len(self.table.rows), lambda _row: 1), self._room(rows))
        after = Scroll(first, (top,))
        return scroll if after == scroll else after

    def spot_of(self, place: Place, near: Spot) -> Spot:
        """Return where a place stands: in the theme of the cursor if it has an insight there, else in the first."""
        if not self._journey.columns:
            return Spot(0, 0, HEAD)
        column, item = self._journey.places.get(place.touchpoint, (self._journey.column_of(place.stage) or 0, HEAD))
        row = max(0, min(near.row, len(self.table.rows) - 1))
        if (near.column, near.item) == (column, item):
            return Spot(column, row, item)
        having = [at for at in range(len(self.table.rows)) if item in self._items(column, at)]
        return Spot(column, row if row in having or not having else having[0], item)

    def place_of(self, spot: Spot) -> Place:
        """Return the touchpoint the cursor took along, or the stage."""
        columns = self._journey.columns
        if not columns or spot.column < 0:
            return NO_PLACE
        column = columns[min(spot.column, len(columns) - 1)]
        if spot.column < len(columns) and 0 <= spot.item < len(column.touchpoints):
            return Place(column.id, column.touchpoints[spot.item].id)
        return Place(column.id)

    def stepped(self, spot: Spot, step: Step, rows: int) -> Spot:
        """Return the cell one step further."""
        most, last = len(self.table.columns) - 1, len(self.table.rows) - 1
        if most < 0:
            return spot
        page = max(1, self._room(rows) - 1)
        across = {Step.LEFT: -1, Step.RIGHT: 1}.get(step, 0)
        down = {Step.UP: -1, Step.DOWN: 1, Step.PAGE_UP: -page, Step.PAGE_DOWN: page}.get(step, 0)
        if step in {Step.FIRST, Step.LAST}:
            column, row = (0, 0) if step is Step.FIRST else (most, last)
        else:
            column, row = spot.column + across, spot.row + down
        return self._at(spot, max(0, min(most, column)), max(0, min(max(0, last), row)))

    def spot_under(self, scroll: Scroll, rows: int, x: int, y: int) -> Spot | None:
        """Return the cell of the table under a cell of the screen, None where there is none."""
        label, cell, visible = self.table.measures
        at, row = (x - label) // cell, scroll.top(0) + y - self.table.head_rows
        seen = x >= label and at < visible and scroll.first + at < len(self.table.columns)
        if (
            not seen
            or not self.table.head_rows <= y < self.table.head_rows + self._room(rows)
            or row >= len(self.table.rows)
        ):
            return None
        return self._at(Spot(-1, -1, HEAD), scroll.first + at, row)

    def cell_of(self, scroll: Scroll, rows: int, spot: Spot) -> tuple[int, int, int]:
        """Return where a name may be typed: over the title of what is said below the table."""
        del spot
        shown = min(self._room(rows), len(self.table.rows) - scroll.top(0))
        return 1, min(rows - 1, self.table.head_rows + max(1, shown) + 1), self.width - 2

    def _room(self, rows: int) -> int:
        """Return how many themes are in sight: as many as leave some lines for what is said below."""
        return max(1, min(max(1, len(self.table.rows)), rows - self.table.head_rows - _FEWEST_TOLD))

    def _at(self, spot: Spot, column: int, row: int) -> Spot:
        items = self._items(column, row)
        if column == spot.column and (spot.item in items or not items):
            return Spot(column, row, spot.item)
        if items:
            return Spot(column, row, items[0])
        count = len(self._journey.columns[column].touchpoints) if column < len(self._journey.columns) else 0
        return Spot(column, row, min(spot.item, count - 1) if count and spot.item != HEAD else HEAD)

    def _items(self, column: int, row: int) -> tuple[int, ...]:
        """Return the touchpoints of a cell's insights, by their rows in the stage, the severe insights' first."""
        if not 0 <= row < len(self.table.rows) or column >= len(self.table.columns):
            return ()
        items = self._known_items.get((column, row))
        if items is None:
            found = (self._journey.places.get(i.text("touchpoint")) for i in self.table.rows[row].cells[column])
            items = tuple(place[1] for place in found if place is not None and place[0] == column)
            self._known_items[column, row] = items
        return items
