"""The board's commands that change how the map is seen: in another view, one stage alone, before a room.

Nothing of the map changes. The selection is one for all views: what is under the cursor stays there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cjm_tui.render.board.cursor import kept
from cjm_tui.render.views.order import CARDS, LANES, STAGE, VIEWS
from cjm_tui.tui.commands import key_of, keyed
from cjm_tui.tui.widgets.side_panel import panel_width

if TYPE_CHECKING:
    from textual.geometry import Size

    from cjm_tui.render.journey import Place
    from cjm_tui.tui.app import CjmApp
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.board.hiding import Hiding
    from cjm_tui.tui.widgets.side_panel import SidePanel
    from cjm_tui.tui.widgets.view_board import ViewBoard

_VIEW, _LANE = "view ", "lane "
_ONE_STAGE = (
    "One stage and all its cards say · {go-left} {go-right} the others · {zoom-stage} or {go-back}: the whole map"
)
_TABLES = (LANES, "themes", "channels")
_HEADER, _FOOTER = 1, 2
_WIDE = 160
"""Tables of stages have the side panel beside them only from this width on."""


class Viewing:
    """Turns the board to a view, and folds the side panel away where that leaves no room for it."""

    def __init__(self, desk: Desk, board: ViewBoard, panel: SidePanel, hiding: Hiding) -> None:
        self._desk, self._board, self._panel, self._hiding = desk, board, panel, hiding
        self._came_from = CARDS

    def do_next_view(self) -> None:
        """Show the view that follows this one, or the one zoomed from."""
        self._turn(1)

    def do_previous_view(self) -> None:
        """Show the view before this one, or before the one zoomed from."""
        self._turn(-1)

    def do_zoom_stage(self) -> None:
        """Show the stage under the cursor alone, or all of them again."""
        if self._board.turned_to == STAGE:
            self.do_go_back()
            return
        self._came_from = self._board.turned_to
        self._turn_to(STAGE)
        self._desk.say(keyed(_ONE_STAGE))

    def do_go_back(self) -> None:
        """Go back from the side panel to the board, or from one stage to the whole map."""
        if self._panel.is_held:
            self._panel.hold(is_held=False)
            self._desk.say("The board")
        elif self._board.turned_to == STAGE:
            self._turn_to(self._came_from)
            self._desk.say(keyed("The whole map · {zoom-stage} shows one stage"))

    def do_present(self) -> None:
        """Show the map to a room, one stage at a time; the cursor follows."""
        from cjm_tui.tui.screens.presenting import PresentingScreen

        desk = self._desk
        whose = desk.persona_name(desk.persona) if desk.persona else ""
        desk.ask(PresentingScreen(desk.journey, desk.place, whose), self._come_back_from)

    def show_view(self, view: str) -> None:
        """Show one of the views."""
        if view == LANES:
            self._hiding.remember()
        self._turn_to(view)
        shown = next(at for at, known in enumerate(VIEWS) if known.id == view)
        following = VIEWS[(shown + 1) % len(VIEWS)].id
        self._desk.say(f"{view.capitalize()}: {VIEWS[shown].help} · {key_of('next-view')}: {following}")

    def entries(self) -> list[tuple[str, str, str]]:
        """Return what the palette offers: every view, and every lane that can be hidden."""
        views = [(f"{_VIEW}{view.id}", f"View {at}: {view.id}", view.help) for at, view in enumerate(VIEWS, 1)]
        return [*views, *((f"{_LANE}{id_}", does, "in the view of lanes") for id_, does in self._hiding.switches())]

    def run_entry(self, id_: str) -> bool:
        """Run what was chosen in the palette; tell whether it was one of these."""
        if id_.startswith(_VIEW):
            self.show_view(id_.removeprefix(_VIEW))
        elif id_.startswith(_LANE):
            self.show_view(LANES)
            self._hiding.switch(id_.removeprefix(_LANE))
        else:
            return False
        return True

    def has_panel(self, width: int) -> bool:
        """Tell whether there is room for the side panel on a screen of so many cells, with the view that is shown."""
        view = self._board.turned_to
        return panel_width(width) > 0 and view != STAGE and (width >= _WIDE or view not in _TABLES)

    def fold(self, size: Size) -> None:
        """Give the side panel the room that a screen and the view leave it."""
        panel = self._panel
        panel.display = self.has_panel(size.width)
        panel.styles.width = panel_width(size.width)
        panel.styles.height = size.height - _HEADER - _FOOTER
        if panel.is_held and not panel.display:
            panel.hold(is_held=False)

    def _come_back_from(self, place: Place | None) -> None:
        if place is not None and place.stage != self._desk.place.stage:
            self._desk.go(kept(self._desk.journey, place))

    def _turn(self, steps: int) -> None:
        shown = self._came_from if self._board.turned_to == STAGE else self._board.turned_to
        ids = [view.id for view in VIEWS]
        self.show_view(ids[(ids.index(shown) + steps) % len(ids)])

    def _turn_to(self, view: str) -> None:
        self._board.turned_to = view
        cast("CjmApp", self._board.app).turn_page()
        size = self._board.app.size
        self.fold(size)
        beside = panel_width(size.width) if self._panel.display else 0
        self._board.draw(size.width - beside)
