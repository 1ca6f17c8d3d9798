"""The board's commands that look closer: one stage over the whole width, the side panel from its top to its end.

Nothing of the map changes, and the way back leads to the view one came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.render.cursor import kept
from cjm_tui.render.views import CARDS, STAGE
from cjm_tui.tui.screens.looking import Looking
from cjm_tui.tui.widgets.side_panel import panel_width

if TYPE_CHECKING:
    from textual.geometry import Size

    from cjm_tui.render.journey import Place

_FAR = 1000


class Zooming(Looking):
    """Looks closer at one stage, or reads the side panel; for the board's screen."""

    _came_from = CARDS

    def do_zoom_stage(self) -> None:
        """Show the stage under the cursor alone, or all of them again."""
        if self.board.turned_to == STAGE:
            self.do_go_back()
            return
        self._came_from = self.board.turned_to
        self._turn_to(STAGE)
        self.say("One stage and all its cards say · ← → the others · z or esc: the whole map")

    def do_go_back(self) -> None:
        """Go back from the side panel to the board, or from one stage to the whole map."""
        if self.panel.is_held:
            self.do_next_pane()
        elif self.board.turned_to == STAGE:
            self._turn_to(self._came_from)
            self.say("The whole map · z shows one stage")

    def do_present(self) -> None:
        """Show the map to a room, one stage at a time; the cursor follows."""
        from cjm_tui.tui.screens.presenting import PresentingScreen

        whose = self.persona_name(self.persona) if self.persona else ""
        self.app.push_screen(PresentingScreen(self.journey, self.place, whose), self._come_back_from)

    def do_next_view(self) -> None:
        """Show the view that follows the one zoomed from."""
        self._leave_stage()
        super().do_next_view()

    def do_previous_view(self) -> None:
        """Show the view before the one zoomed from."""
        self._leave_stage()
        super().do_previous_view()

    def do_next_pane(self) -> None:
        """Let the arrows scroll the side panel, or walk on the board again."""
        if not self.panel.display:
            self.say("The side panel has no room here; enter opens all fields of the card")
            return
        self.panel.hold(is_held=not self.panel.is_held)
        if self.panel.is_held:
            self.say("The side panel: ↑ ↓ scroll it, tab goes back to the board")
        else:
            self.say("The board")

    def do_previous_pane(self) -> None:
        """Go to the other pane; there are two."""
        self.do_next_pane()

    def do_go_up(self) -> None:
        """Go up, or scroll the side panel."""
        if not self._scrolls(-1):
            super().do_go_up()

    def do_go_down(self) -> None:
        """Go down, or scroll the side panel."""
        if not self._scrolls(1):
            super().do_go_down()

    def do_page_up(self) -> None:
        """Go a page up, or scroll the side panel by one."""
        if not self._scrolls(2 - self.panel.size.height):
            super().do_page_up()

    def do_page_down(self) -> None:
        """Go a page down, or scroll the side panel by one."""
        if not self._scrolls(self.panel.size.height - 2):
            super().do_page_down()

    def do_go_first(self) -> None:
        """Go to where the view or the side panel begins."""
        if not self._scrolls(-_FAR):
            super().do_go_first()

    def do_go_last(self) -> None:
        """Go to where the view or the side panel ends."""
        if not self._scrolls(_FAR):
            super().do_go_last()

    def _come_back_from(self, place: Place | None) -> None:
        if place is not None and place.stage != self.place.stage:
            self.go(kept(self.journey, place))

    def _scrolls(self, lines: int) -> bool:
        if not (self.panel.is_held and self.panel.display):
            return False
        self.panel.scroll_lines(lines)
        return True

    def _leave_stage(self) -> None:
        if self.board.turned_to == STAGE:
            self.board.turned_to = self._came_from

    def _turn_to(self, view: str) -> None:
        self.board.turned_to = view
        self._fold(self.app.size)
        beside = panel_width(self.app.size.width) if self.panel.display else 0
        self.board.draw(self.app.size.width - beside)

    def _fold(self, size: Size) -> None:
        super()._fold(size)
        if self.board.turned_to == STAGE:
            self.panel.display = False
        if self.panel.is_held and not self.panel.display:
            self.panel.hold(is_held=False)
