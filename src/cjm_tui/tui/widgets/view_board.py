"""The board in all its views: one widget that shows cards, or any other view of the same map, with one selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.render.board.cards import FLAT
from cjm_tui.render.cells import set_off
from cjm_tui.render.views.order import CARDS, LANES, sheet_of
from cjm_tui.render.views.spot import NO_PLACE, NOWHERE, Scroll, Spot, Step
from cjm_tui.tui.names import NO_NAMES, Names
from cjm_tui.tui.widgets.board import Board

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.events import MouseUp

    from cjm_tui.render.board.picture import Picture
    from cjm_tui.render.cells import Line
    from cjm_tui.render.curve.looks import Look
    from cjm_tui.render.journey import Journey, Place
    from cjm_tui.render.views.sheet import Sheet


class ViewBoard(Board):
    """Draws the view it is turned to, one of `VIEWS`; each keeps its sheet until the map or the width changes."""

    names: Names = NO_NAMES

    def __init__(self) -> None:
        super().__init__()
        self.turned_to: str = CARDS
        self.hidden: tuple[str, ...] = ()
        self._sheets: dict[str, tuple[Journey, int, Sheet]] = {}
        self._spots: dict[str, Spot] = {}
        self._scrolls: dict[str, Scroll] = {}
        self._pointed: Spot | None = None
        self._width = 0
        self._aimed: Spot | None = None
        self._drawn: tuple[Sheet, Scroll, Spot, int, Spot | None] | None = None
        self._look: Look | None = None
        self._looked: Picture | None = None

    @property
    def is_cards(self) -> bool:
        """Tell whether the cards are shown."""
        return self.turned_to == CARDS

    @property
    def lane(self) -> str:
        """Return the id of the lane under the cursor, empty where there is none."""
        sheet = self._sheet()
        if sheet is None or self.turned_to != LANES:
            return ""
        from cjm_tui.render.views.matrix_cursor import LanesSheet

        lanes = sheet.matrix.lanes if isinstance(sheet, LanesSheet) else ()
        at = self._spots.get(LANES, NOWHERE).row
        return lanes[at].id if 0 <= at < len(lanes) else ""

    def draw(self, width: int) -> None:
        """Show the view it was turned to at the width it is going to have, so that its first picture is right."""
        self._draw(width, self.size.height)

    def look_at(self, look: Look) -> None:
        """Lay other curves over the curve, or none."""
        self._look, self._looked, self._picture = look, None, None
        self._sheets.pop(LANES, None)
        self._draw(self.size.width, self.size.height)

    def hide(self, lanes: Collection[str]) -> None:
        """Leave some lanes out, and no others."""
        self.hidden = tuple(lanes)
        self._sheets.pop(LANES, None)
        self._draw(self.size.width, self.size.height)

    def step(self, step: Step) -> Place:
        """Take the cursor a step further in the view; return where it stands, `NO_PLACE` where nothing does."""
        sheet = self._sheet()
        if sheet is None:
            return NO_PLACE
        spot = sheet.stepped(self._spots.get(self.turned_to, NOWHERE), step, self.size.height)
        self._spots[self.turned_to] = spot
        place = sheet.place_of(spot)
        if place != NO_PLACE:
            self._view = self._view._replace(place=place)
        self._draw(self.size.width, self.size.height)
        return place

    def cell_of(self, place: Place) -> tuple[int, int, int]:
        """Return where a card of two lines would stand whose name is where this view has the name of a place."""
        sheet = self._sheet()
        if sheet is None:
            return super().cell_of(place)
        self._spots[self.turned_to] = spot = sheet.spot_of(place, NOWHERE)
        self._draw(self.size.width, self.size.height)
        x, y, cells = sheet.cell_of(self._scrolls[self.turned_to], self.size.height, spot)
        return (x - 2, y, cells + 3) if place.touchpoint else (x - 1, y, cells + 2)

    @property
    def card_rows(self) -> int:
        """Return how many rows a card takes; in all other views a name stands in a line without a border."""
        return super().card_rows if self.is_cards else FLAT

    def on_mouse_up(self, event: MouseUp) -> None:
        """Drop cards only where their order can be seen."""
        if self.turned_to not in {CARDS, LANES}:
            self.let_go()
            event.prevent_default()

    def _sheet(self) -> Sheet | None:
        """Return the sheet of the view for the map and the width as they are, None while the cards are shown."""
        journey, width = self._journey, self._width
        if self.is_cards or journey is None or not width:
            return None
        kept = self._sheets.get(self.turned_to)
        if kept is None or kept[0] is not journey or kept[1] != width:
            kept = (
                journey,
                width,
                sheet_of(self.turned_to, journey, width, self.names, hidden=self.hidden, look=self._look),
            )
            self._sheets[self.turned_to] = kept
        return kept[2]

    def _draw(self, width: int, height: int) -> None:
        self._width = width
        sheet = self._sheet()
        if sheet is None or not height:
            self._drawn = None
            super()._draw(width, height)
            self._lay_over()
            return
        self._drawn_cards = None
        near = self._pointed or self._spots.get(self.turned_to, NOWHERE)
        self._pointed = None
        spot = sheet.spot_of(self._view.place, near)
        scroll = sheet.followed(self._scrolls.get(self.turned_to, Scroll()), spot, height)
        self._spots[self.turned_to], self._scrolls[self.turned_to] = spot, scroll
        target = self._aimed if self._view.target else None
        drawn = (sheet, scroll, spot, height, target)
        if drawn != self._drawn:
            self._drawn = drawn
            lines = sheet.lines(scroll, spot, height)
            self.show(lines if target is None else _with_target(lines, *sheet.cell_of(scroll, height, target)))

    def _lay_over(self) -> None:
        """Show other curves over that of the cards; made once for every picture."""
        if self._look is None or self._picture is None or self._picture is self._looked:
            return
        from cjm_tui.render.curve.looks import looked

        self._picture = self._looked = looked(self._picture, self._look)
        self._show_cards(self._picture)

    def _drop_under(self, x: int, y: int) -> Place | None:
        if self.is_cards:
            return super()._drop_under(x, y)
        found = self._found_under(x, y) if self.turned_to == LANES else None
        if found is None:
            return None
        self._aimed, place = found
        return place

    def _place_under(self, x: int, y: int) -> Place | None:
        if self.is_cards:
            return super()._place_under(x, y)
        found = self._found_under(x, y)
        if found is None:
            return None
        self._pointed, place = found
        return place

    def _found_under(self, x: int, y: int) -> tuple[Spot, Place] | None:
        sheet = self._sheet()
        if sheet is None:
            return None
        spot = sheet.spot_under(self._scrolls.get(self.turned_to, Scroll()), self.size.height, x, y)
        return None if spot is None else (spot, sheet.place_of(spot))


def _with_target(lines: Sequence[Line], x: int, y: int, cells: int) -> tuple[Line, ...]:
    """Return the lines with the one set off where a card that is dragged would be dropped."""
    return tuple(set_off(line, x, cells) if at == y else line for at, line in enumerate(lines))
