"""The board's commands that move the cursor: over the cards, in any other view, or down the side panel.

Invariant: none of them changes the map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.render.board.cursor import across, down, first_place, last_place
from cjm_tui.render.journey import Place
from cjm_tui.render.views.spot import NO_PLACE, Step
from cjm_tui.tui.commands import keyed

if TYPE_CHECKING:
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.widgets.side_panel import SidePanel
    from cjm_tui.tui.widgets.view_board import ViewBoard

_FAR = 1000


class Walking:
    """Takes the cursor a step further: in the side panel while that is held, else in the view that is shown."""

    def __init__(self, desk: Desk, board: ViewBoard, panel: SidePanel) -> None:
        self._desk, self._board, self._panel = desk, board, panel

    def do_go_left(self) -> None:
        """Go to what stands to the left."""
        self._step(Step.LEFT)

    def do_go_right(self) -> None:
        """Go to what stands to the right."""
        self._step(Step.RIGHT)

    def do_go_up(self) -> None:
        """Go to what stands above, or scroll the side panel."""
        self._step(Step.UP)

    def do_go_down(self) -> None:
        """Go to what stands below, or scroll the side panel."""
        self._step(Step.DOWN)

    def do_page_up(self) -> None:
        """Go a page up, in lanes to the lane above, or scroll the side panel by one."""
        self._step(Step.PAGE_UP)

    def do_page_down(self) -> None:
        """Go a page down, in lanes to the lane below, or scroll the side panel by one."""
        self._step(Step.PAGE_DOWN)

    def do_go_first(self) -> None:
        """Go to where the view or the side panel begins."""
        self._step(Step.FIRST)

    def do_go_last(self) -> None:
        """Go to where the view or the side panel ends."""
        self._step(Step.LAST)

    def do_previous_stage(self) -> None:
        """Go to the first card of the stage before."""
        self._to_top_of(across(self._desk.journey, Place(self._desk.place.stage), -1))

    def do_next_stage(self) -> None:
        """Go to the first card of the next stage."""
        self._to_top_of(across(self._desk.journey, Place(self._desk.place.stage), 1))

    def do_next_pane(self) -> None:
        """Let the arrows scroll the side panel, or walk on the board again."""
        if not self._panel.display:
            self._desk.say(keyed("The side panel has no room here; {open-card} opens all fields of the card"))
            return
        self._panel.hold(is_held=not self._panel.is_held)
        self._desk.say(
            keyed("The side panel: {go-up} {go-down} scroll it, {next-pane} goes back to the board")
            if self._panel.is_held
            else "The board"
        )

    def do_previous_pane(self) -> None:
        """Go to the other pane; there are two."""
        self.do_next_pane()

    def _step(self, step: Step) -> None:
        if self._panel.is_held and self._panel.display and step in self._lines:
            self._panel.scroll_lines(self._lines[step])
        elif self._board.is_cards:
            self._desk.go(self._from_card(step))
        else:
            place = self._board.step(step)
            if place not in {NO_PLACE, self._desk.place}:
                self._desk.go(place)

    @property
    def _lines(self) -> dict[Step, int]:
        """How many lines a step scrolls the side panel down."""
        page = self._panel.size.height - 2
        return {
            Step.UP: -1, Step.DOWN: 1, Step.PAGE_UP: -page, Step.PAGE_DOWN: page, Step.FIRST: -_FAR, Step.LAST: _FAR,
        }  # fmt: skip

    def _from_card(self, step: Step) -> Place:
        journey, place = self._desk.journey, self._desk.place
        match step:
            case Step.LEFT:
                return across(journey, place, -1)
            case Step.RIGHT:
                return across(journey, place, 1)
            case Step.UP:
                return down(journey, place, -1)
            case Step.DOWN:
                return down(journey, place)
            case Step.PAGE_UP:
                return self._clear_of_head(down(journey, place, -self._board.cards_in_sight()))
            case Step.PAGE_DOWN:
                return down(journey, place, self._board.cards_in_sight())
            case Step.FIRST:
                return first_place(journey)
            case Step.LAST:
                return last_place(journey)

    def _to_top_of(self, place: Place) -> None:
        self._desk.go(self._clear_of_head(Place(place.stage)))

    def _clear_of_head(self, place: Place) -> Place:
        return place if place.touchpoint else down(self._desk.journey, place)
