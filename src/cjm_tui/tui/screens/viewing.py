"""The board's commands that change how the map is seen, and the cursor in every view but the cards.

The selection is one for all views: what is under the cursor stays there when the view changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.render.sheet import NO_PLACE, Step
from cjm_tui.render.views import CARDS, LANES, VIEWS
from cjm_tui.tui.screens.asking import Asking
from cjm_tui.tui.screens.walking import Walking
from cjm_tui.tui.widgets.side_panel import panel_width
from cjm_tui.tui.widgets.view_board import ViewBoard

if TYPE_CHECKING:
    from textual.geometry import Size

    from cjm_tui.render.journey import Place
    from cjm_tui.services.editing.open_map import OpenMap

_VIEW, _LANE = "view ", "lane "
_HIDDEN = "hidden_lanes"
_WIDE = 160
"""Tables of stages have the side panel beside them only from this width on."""


class Viewing(Walking, Asking):
    """Shows the map in one view after the other."""

    board: ViewBoard
    _knows_hidden = False

    def __init__(self, open_map: OpenMap, place: Place | None = None) -> None:
        super().__init__(open_map, place)
        self.board = ViewBoard()

    def show_view(self, view: str) -> None:
        """Show one of the views."""
        if view == LANES:
            self._remember_hidden()
        self.board.turned_to = view
        self._fold(self.app.size)
        beside = panel_width(self.app.size.width) if self.panel.display else 0
        self.board.draw(self.app.size.width - beside)
        shown = next(at for at, known in enumerate(VIEWS) if known.id == view)
        following = VIEWS[(shown + 1) % len(VIEWS)].id
        self.say(f"{view.capitalize()} · v goes on to {following} · {VIEWS[shown].help}")

    def do_next_view(self) -> None:
        """Show the next view."""
        self._turn(1)

    def do_previous_view(self) -> None:
        """Show the view before."""
        self._turn(-1)

    def do_hide_lane(self) -> None:
        """Leave the lane under the cursor out, here and from now on."""
        from cjm_tui.render.lanes import SWITCHABLE

        lane = self.board.lane
        if lane not in SWITCHABLE:
            self.say("The cursor stands in no lane that can be hidden; v leads to the lanes")
            return
        self._switch(lane)

    def do_show_lanes(self) -> None:
        """Show all lanes again."""
        self._hide(())
        self.say("All lanes are shown")

    def entries(self) -> list[tuple[str, str, str]]:
        """Return what the palette offers besides commands: views and lanes too."""
        from cjm_tui.render.lanes import LANES as ALL_LANES
        from cjm_tui.render.lanes import SWITCHABLE

        views = [(f"{_VIEW}{view.id}", f"View {at}: {view.id}", view.help) for at, view in enumerate(VIEWS, 1)]
        self._remember_hidden()
        hidden = self.board.hidden
        lanes = [
            (
                f"{_LANE}{lane.id}",
                f"{'Show' if lane.id in hidden else 'Hide'} lane: {lane.title}",
                "in the view of lanes",
            )
            for lane in ALL_LANES
            if lane.id in SWITCHABLE
        ]
        return [*views, *super().entries(), *lanes]

    def run_entry(self, id_: str) -> None:
        """Run what was chosen in the palette."""
        if id_.startswith(_VIEW):
            self.show_view(id_.removeprefix(_VIEW))
        elif id_.startswith(_LANE):
            self.show_view(LANES)
            self._switch(id_.removeprefix(_LANE))
        else:
            super().run_entry(id_)

    def do_go_left(self) -> None:
        """Go to what stands to the left."""
        if not self._steps(Step.LEFT):
            super().do_go_left()

    def do_go_right(self) -> None:
        """Go to what stands to the right."""
        if not self._steps(Step.RIGHT):
            super().do_go_right()

    def do_go_up(self) -> None:
        """Go to what stands above."""
        if not self._steps(Step.UP):
            super().do_go_up()

    def do_go_down(self) -> None:
        """Go to what stands below."""
        if not self._steps(Step.DOWN):
            super().do_go_down()

    def do_page_up(self) -> None:
        """Go a page up; in lanes to the lane above."""
        if not self._steps(Step.PAGE_UP):
            super().do_page_up()

    def do_page_down(self) -> None:
        """Go a page down; in lanes to the lane below."""
        if not self._steps(Step.PAGE_DOWN):
            super().do_page_down()

    def do_go_first(self) -> None:
        """Go to where the view begins."""
        if not self._steps(Step.FIRST):
            super().do_go_first()

    def do_go_last(self) -> None:
        """Go to where the view ends."""
        if not self._steps(Step.LAST):
            super().do_go_last()

    def _turn(self, steps: int) -> None:
        ids = [view.id for view in VIEWS]
        self.show_view(ids[(ids.index(self.board.turned_to) + steps) % len(ids)])

    def _switch(self, lane: str) -> None:
        from cjm_tui.render.lanes import LANES as ALL_LANES

        hidden = self.board.hidden
        title = next(known.title for known in ALL_LANES if known.id == lane)
        if lane in hidden:
            self._hide(tuple(other for other in hidden if other != lane))
            self.say(f"The lane of {title} is shown again")
        else:
            self._hide((*hidden, lane))
            self.say(f"The lane of {title} is hidden · : and its name bring it back")

    def _remember_hidden(self) -> None:
        if self._knows_hidden:
            return
        from cjm_tui.render.lanes import SWITCHABLE
        from cjm_tui.storage.preferences import preferences

        self._knows_hidden = True
        self.board.hidden = tuple(lane for lane in preferences().names(_HIDDEN) if lane in SWITCHABLE)

    def _hide(self, lanes: tuple[str, ...]) -> None:
        from cjm_tui.storage.preferences import remember

        self._knows_hidden = True
        self.board.hide(lanes)
        remember(_HIDDEN, lanes or None)

    def _steps(self, step: Step) -> bool:
        """Take the cursor a step further where the view has a way of its own; tell whether it has."""
        if self.board.turned_to == CARDS:
            return False
        place = self.board.step(step)
        if place not in {NO_PLACE, self.place}:
            self.place = place
            self.panel.tell(self.journey, place, self.names)
        return True

    def _fold(self, size: Size) -> None:
        super()._fold(size)
        if self.board.turned_to in {LANES, "themes", "channels"} and size.width < _WIDE:
            self.panel.display = False

    def _draw(self) -> None:
        self.board.names = self.names
        super()._draw()
