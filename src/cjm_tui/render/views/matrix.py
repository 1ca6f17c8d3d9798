"""The classic matrix: stages as columns, lanes as rows, and in every cell the words of its touchpoints.

A touchpoint has one number in all lanes of its stage. A lane is as high as its tallest cell in sight; only the lanes in
sight are laid out. Columns stand where they stand on the board, so that changing the view moves nothing sideways.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cjm_tui.render.board.cards import head_line
from cjm_tui.render.board.frame import GAP, GUTTER, Frame, frame_of
from cjm_tui.render.board.picture import Picture, curve_lines, picture_of
from cjm_tui.render.cells import Ink, Line, Run, filled, fit, merged, padded, width, wrapped
from cjm_tui.render.curve.looks import PLAIN, Look, looked
from cjm_tui.render.hints import hint
from cjm_tui.render.journey import Journey, Place
from cjm_tui.render.views.lane_cells import Cell, cell_line, cell_of
from cjm_tui.render.views.lane_items import HEAD, Names, contents_of, items_of
from cjm_tui.render.views.lanes import FEELING, LANES, NAMES, VISIBILITY, Lane

PINNED = 2
"""The strip and the heads of the stages stay above the lanes."""
CURVE_ROWS = 5


class Matrix:
    """The laid-out lanes of a journey; cells and heights are made when they are first asked for."""

    def __init__(
        self, journey: Journey, width_: int, names: Names, hidden: Collection[str] = (), look: Look = PLAIN
    ) -> None:
        self.width = width_
        self.journey = journey
        self.hidden = tuple(lane.title for lane in LANES if lane.id in hidden)
        self.frame: Frame = frame_of(len(journey.columns), width_, 24)._replace(curve_rows=CURVE_ROWS)
        self._contents = contents_of(journey, names)
        shown = [lane for lane in LANES if lane.id not in hidden]
        unfilled = [lane for lane in shown if lane.filling and not self._contents.sources.intersection(lane.sources)]
        self.empty = tuple(lane.title for lane in unfilled if lane.id != NAMES)
        self.lanes = _divided([lane for lane in shown if lane.title not in self.empty])
        self._cells: dict[tuple[int, int], Cell] = {}
        self._heights: dict[tuple[int, int], int] = {}
        self._pictures: dict[int, Picture] = {}
        self._look = look

    @property
    def visible(self) -> int:
        """Return how many stages are in sight."""
        return self.frame.visible

    def cell(self, lane: int, column: int) -> Cell:
        """Return the cell of a lane in a column."""
        found = self._cells.get((lane, column))
        if found is None:
            stage, filling = self.journey.columns[column], self.lanes[lane].filling
            items = items_of(self._contents, stage, filling) if filling else ()
            found = self._cells[lane, column] = cell_of(items, len(stage.touchpoints), self.frame.column_width)
        return found

    def top_of_cells(self, lane: int) -> int:
        """Return how many lines stand above a lane's cells: its title, and the curve in the lane of feelings."""
        return 1 + CURVE_ROWS if self.lanes[lane].id == FEELING else 1

    def height(self, lane: int, first: int) -> int:
        """Return how many lines a lane takes while the stages from `first` on are in sight."""
        if lane == len(self.lanes):
            return len(self._remarks())
        found = self._heights.get((lane, first))
        if found is None:
            columns = range(first, min(first + self.visible, len(self.journey.columns)))
            tallest = max((len(self.cell(lane, column).lines) for column in columns), default=0)
            across = self.lanes[lane].filling is None
            found = self._heights[lane, first] = 1 if across else self.top_of_cells(lane) + max(1, tallest)
        return found

    def pinned(self, first: int, place: Place) -> tuple[Line, ...]:
        """Return the strip and the heads of the stages."""
        heads: list[Run] = [Run(" " * GUTTER, Ink())]
        for at, column in enumerate(self.journey.columns[first : first + self.visible]):
            heads += [Run(" " * GAP, Ink())] if at else []
            selected = place == Place(column.id)
            heads += head_line(column.name, column.mean, column.emotions, self.frame.column_width, selected=selected)
        return filled(self._picture(first).strip, self.width), filled(merged(heads), self.width)

    def lane_lines(self, lane: int, first: int, place: Place, active: int, lines: range) -> Iterator[Line]:
        """Yield some lines of a lane, 0 is its title; `active` is the lane where the cursor is."""
        if lane == len(self.lanes):
            yield from (self._remarks()[at] for at in lines)
            return
        top = self.top_of_cells(lane)
        curve: tuple[Line, ...] = ()
        if top > 1 and lines.start < top:
            curve = tuple(curve_lines(self._picture(first), place))
        for at in lines:
            if at == 0:
                yield self._title(self.lanes[lane], is_active=lane == active)
            elif at < top:
                yield filled(curve[at - 1], self.width)
            else:
                yield self._row(lane, first, place, at - top, is_active=lane == active)

    def _row(self, lane: int, first: int, place: Place, at: int, *, is_active: bool) -> Line:
        runs: list[Run] = [Run(" " * GUTTER, Ink())]
        found = self.journey.places.get(place.touchpoint)
        for column in range(first, min(first + self.visible, len(self.journey.columns))):
            runs += [Run(" " * GAP, Ink())] if column > first else []
            here = self.journey.columns[column].id == place.stage
            row = (found[1] if found else HEAD) if here else None
            line = cell_line(self.cell(lane, column), at, self.frame.column_width, row=row, is_active=is_active)
            is_open = self.lanes[lane].id == NAMES and not at and not self.journey.columns[column].touchpoints
            runs += self._hint(hint("{add-touchpoint} adds a touchpoint")) if is_open else line
        if not self.journey.columns and not at and self.lanes[lane].id == NAMES:
            runs += self._hint(hint("{add-stage} adds the first stage"))
        return filled(merged(runs), self.width)

    def _hint(self, words: str) -> Line:
        return (Run(f" {padded(words, self.frame.column_width - 1)}", Ink("faint")),)

    def _title(self, lane: Lane, *, is_active: bool) -> Line:
        across = lane.id == VISIBILITY
        name = fit(lane.title, self.width - 4)
        title = Ink("accent" if is_active else "muted", bold=is_active)
        rest = max(0, self.width - width(name) - 4)
        rule = Ink("muted" if across else "line")
        glyph = "━" if across else "┈"
        return merged(
            (
                Run(f"{glyph} " if across else "  ", rule),
                Run(f"{name} ", title),
                Run(glyph * rest, rule),
                Run(" ", Ink()),
            )
        )

    def _picture(self, first: int) -> Picture:
        if first not in self._pictures:
            self._pictures[first] = looked(picture_of(self.journey, self.frame, first), self._look)
        return self._pictures[first]

    def _remarks(self) -> tuple[Line, ...]:
        said = []
        if self.empty:
            said.append(f"nothing yet in: {', '.join(self.empty)} · {hint('{open-card} opens a card to fill it in')}")
        if self.hidden:
            said.append(f"hidden: {', '.join(self.hidden)} · : and its name shows a lane again")
        lines = [line for words in said for line in wrapped(words, self.width - 4)]
        return (filled((), self.width), *(filled((Run(f"  {line}", Ink("faint")),), self.width) for line in lines))


def _divided(lanes: list[Lane]) -> tuple[Lane, ...]:
    """Return lanes without a line of visibility that has nothing on one of its sides."""
    at = next((index for index, lane in enumerate(lanes) if lane.id == VISIBILITY), None)
    behind = {"backstage", "support"}
    if at is not None and not any(lane.id in behind for lane in lanes[at:]):
        lanes = [*lanes[:at], *lanes[at + 1 :]]
    return tuple(lanes)
