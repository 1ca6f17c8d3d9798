"""The matrix as a sheet: how the cursor walks from words to words, and how the lanes scroll with it.

Spots are (column, lane, row of the touchpoint); lane −1 is the head of the stage.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cjm_tui.render.board.frame import GAP, GUTTER
from cjm_tui.render.cells import Line, filled
from cjm_tui.render.curve.looks import PLAIN, Look
from cjm_tui.render.journey import Journey, Place
from cjm_tui.render.views.lane_items import HEAD, Names
from cjm_tui.render.views.matrix import PINNED, Matrix
from cjm_tui.render.views.spot import NO_PLACE, NOWHERE, Scroll, Spot, Step

_ON_HEAD = -1


class LanesSheet:
    """A matrix with a cursor; `scroll.tops[0]` is the first lane in sight, `scroll.line` its first line."""

    def __init__(
        self, journey: Journey, width: int, names: Names, hidden: Collection[str] = (), look: Look = PLAIN
    ) -> None:
        self.width = width
        self.matrix = Matrix(journey, width, names, hidden, look)
        self._journey = journey

    def lines(self, scroll: Scroll, spot: Spot, rows: int) -> tuple[Line, ...]:
        """Return exactly `rows` lines with the cursor at a spot."""
        place = self.place_of(spot)
        lines = list(self.matrix.pinned(scroll.first, place))
        lane, start = scroll.top(0), scroll.line
        while len(lines) < rows and lane <= len(self.matrix.lanes):
            height = self.matrix.height(lane, scroll.first)
            span = range(min(start, height), min(height, start + rows - len(lines)))
            lines += self.matrix.lane_lines(lane, scroll.first, place, spot.row, span)
            lane, start = lane + 1, 0
        lines += [filled((), self.width)] * (rows - len(lines))
        return tuple(lines[:rows])

    def printed(self) -> Iterator[Line]:
        """Yield all lanes, as many stages beside each other as fit, then the next ones below."""
        for first in range(0, max(1, len(self._journey.columns)), self.matrix.visible):
            yield from self.matrix.pinned(first, NO_PLACE)
            for lane in range(len(self.matrix.lanes) + 1):
                lines = range(self.matrix.height(lane, first))
                yield from self.matrix.lane_lines(lane, first, NO_PLACE, NOWHERE.row, lines)

    def followed(self, scroll: Scroll, spot: Spot, rows: int) -> Scroll:
        """Return what has to be in sight so that the spot is: stages by whole ones, lanes by half a page at least."""
        count, visible = len(self._journey.columns), self.matrix.visible
        first = max(0, min(max(min(scroll.first, spot.column), spot.column - visible + 1), count - visible))
        room = max(1, rows - PINNED)
        lane, line = scroll.top(0), scroll.line
        if spot.row == _ON_HEAD or not count:
            return _scrolled(scroll, first, 0, 0)
        line = min(line, max(0, self.matrix.height(lane, first) - 1))
        start, end = self._span(spot)
        if (spot.row, start) < (lane, line):
            above = self._ending(lane, line + room - room // 2, first, room)
            if (spot.row, start) >= above:
                return _scrolled(scroll, first, *above)
            height = self.matrix.height(spot.row, first)
            return _scrolled(
                scroll, first, *self._ending(spot.row, height if height - start <= room else end, first, room)
            )
        if self._lines_between((lane, line), spot.row, first, room) + end > room:
            below = self._beginning(lane, line + room // 2, first)
            if below <= (spot.row, start) and self._lines_between(below, spot.row, first, room) + end <= room:
                return _scrolled(scroll, first, *below)
            last = len(self.matrix.lanes)
            full = self._ending(last, self.matrix.height(last, first), first, room)
            return _scrolled(scroll, first, *min(full, (spot.row, 0 if end <= room else max(0, start - 1))))
        return _scrolled(scroll, first, lane, line)

    def spot_of(self, place: Place, near: Spot) -> Spot:
        """Return where a place stands: in the lane where the cursor is if it has words there, else by its name."""
        if not self._journey.columns:
            return Spot()
        found = self._journey.places.get(place.touchpoint) if place.touchpoint else None
        if found is None:
            at = self._journey.column_of(place.stage) or 0
            keeps = near.column == at and near.item == HEAD and near.row < len(self.matrix.lanes)
            return near if keeps and place.stage else Spot(at, _ON_HEAD, HEAD)
        column, row = found
        if (near.column, near.item) == found and 0 <= near.row < len(self.matrix.lanes):
            return near
        lane = near.row if 0 <= near.row < len(self.matrix.lanes) else 0
        return Spot(column, lane if row in self.matrix.cell(lane, column).spans else 0, row)

    def place_of(self, spot: Spot) -> Place:
        """Return the touchpoint whose words stand at a spot, or its stage."""
        if not self._journey.columns or spot.column < 0:
            return NO_PLACE
        column = self._journey.columns[min(spot.column, len(self._journey.columns) - 1)]
        if 0 <= spot.item < len(column.touchpoints):
            return Place(column.id, column.touchpoints[spot.item].id)
        return Place(column.id)

    def stepped(self, spot: Spot, step: Step, rows: int) -> Spot:
        """Return the spot one step further: down the words of a lane and into the next one, or to the stage beside.

        To the first and the last touchpoint it goes in its lane too, or in the next one above that has words there.
        """
        del rows
        columns = self._journey.columns
        if not columns:
            return spot
        if step in {Step.LEFT, Step.RIGHT}:
            return self._beside(spot, max(0, min(len(columns) - 1, spot.column + (1 if step is Step.RIGHT else -1))))
        if step in {Step.FIRST, Step.LAST}:
            at = 0 if step is Step.FIRST else len(columns) - 1
            row = 0 if step is Step.FIRST else len(columns[at].touchpoints) - 1
            lane = next((lane for lane in range(spot.row, 0, -1) if row in self.matrix.cell(lane, at).spans), 0)
            return Spot(at, lane if columns[at].touchpoints else _ON_HEAD, row if columns[at].touchpoints else HEAD)
        down = step in {Step.DOWN, Step.PAGE_DOWN}
        if step in {Step.DOWN, Step.UP} and spot.row != _ON_HEAD:
            cell = self.matrix.cell(spot.row, spot.column).rows
            further = [row for row in cell if (row > spot.item if down else row < spot.item)]
            if further:
                return spot._replace(item=min(further) if down else max(further))
        return self._other_lane(spot, down=down, keeps=step in {Step.PAGE_UP, Step.PAGE_DOWN})

    def spot_under(self, scroll: Scroll, rows: int, x: int, y: int) -> Spot | None:
        """Return the words or the head under a cell, None where there are none."""
        slot, inside = divmod(x - GUTTER, self.matrix.frame.column_width + GAP)
        column = scroll.first + slot
        seen = x >= GUTTER and inside < self.matrix.frame.column_width and slot < self.matrix.visible
        if not seen or column >= len(self._journey.columns) or not 1 <= y < rows:
            return None
        if y < PINNED:
            return Spot(column, _ON_HEAD, HEAD)
        lane, line = scroll.top(0), scroll.line + y - PINNED
        while lane < len(self.matrix.lanes) and line >= self.matrix.height(lane, scroll.first):
            line -= self.matrix.height(lane, scroll.first)
            lane += 1
        if lane >= len(self.matrix.lanes):
            return None
        cell, at = self.matrix.cell(lane, column), line - self.matrix.top_of_cells(lane)
        return Spot(column, lane, cell.lines[at].row) if 0 <= at < len(cell.lines) else None

    def cell_of(self, scroll: Scroll, rows: int, spot: Spot) -> tuple[int, int, int]:
        """Return the first cell of the words at a spot, and how many cells their column has for them."""
        x, cells = self.matrix.frame.left_of(spot.column - scroll.first), self.matrix.frame.column_width
        if spot.row == _ON_HEAD or not self._journey.columns:
            return x + 1, 1, cells - 2
        lead = self.matrix.cell(spot.row, spot.column).digits + 2
        start, _ = self.matrix.cell(spot.row, spot.column).spans.get(spot.item, (0, 1))
        above = sum(self.matrix.height(lane, scroll.first) for lane in range(scroll.top(0), spot.row))
        y = PINNED + above + self.matrix.top_of_cells(spot.row) + start - scroll.line
        return x + lead, max(PINNED, min(rows - 1, y)), cells - lead

    def _span(self, spot: Spot) -> tuple[int, int]:
        """Return the lines (first, end) of the words at a spot in their lane; its title belongs to the first ones."""
        top = self.matrix.top_of_cells(spot.row)
        start, end = self.matrix.cell(spot.row, spot.column).spans.get(spot.item, (0, 1))
        return (0 if start == 0 else top + start), top + end

    def _ending(self, lane: int, end: int, first: int, room: int) -> tuple[int, int]:
        """Return the lane and line with which a window of `room` lines begins that ends at a line of a lane."""
        while end < room and lane > 0:
            lane -= 1
            end += self.matrix.height(lane, first)
        return lane, max(0, end - room)

    def _beginning(self, lane: int, line: int, first: int) -> tuple[int, int]:
        """Return a line, counted from where a lane begins, as a line of the lane that it is in."""
        while lane < len(self.matrix.lanes) and line >= self.matrix.height(lane, first):
            line -= self.matrix.height(lane, first)
            lane += 1
        return lane, line

    def _lines_between(self, top: tuple[int, int], wanted: int, first: int, room: int) -> int:
        """Return how many lines a lane's title is below the first line in sight; not exact where that is too far."""
        lane, line = top
        used = -line
        for at in range(lane, wanted):
            used += self.matrix.height(at, first)
            if used > room:
                break
        return used

    def _beside(self, spot: Spot, column: int) -> Spot:
        if column == spot.column:
            return spot
        count = len(self._journey.columns[column].touchpoints)
        if spot.row == _ON_HEAD or not count:
            return Spot(column, _ON_HEAD if not count else spot.row, HEAD)
        listed = self.matrix.cell(spot.row, column).rows
        nearest = min(listed, key=lambda row: abs(row - spot.item), default=max(0, min(spot.item, count - 1)))
        return Spot(column, spot.row, nearest)

    def _other_lane(self, spot: Spot, *, down: bool, keeps: bool) -> Spot:
        """Return the nearest lane that has words in this column; with `keeps`, of the same touchpoint if it can be."""
        lanes = range(spot.row + 1, len(self.matrix.lanes)) if down else range(spot.row - 1, -1, -1)
        for lane in lanes:
            rows = self.matrix.cell(lane, spot.column).rows
            if rows:
                return Spot(spot.column, lane, spot.item if keeps and spot.item in rows else rows[0 if down else -1])
        return spot if down else Spot(spot.column, _ON_HEAD, HEAD)


def _scrolled(scroll: Scroll, first: int, lane: int, line: int) -> Scroll:
    after = Scroll(first, (lane,), line)
    return scroll if after == scroll else after
