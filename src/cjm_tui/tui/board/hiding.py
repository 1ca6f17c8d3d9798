"""Which lanes the view of lanes leaves out: the person's own choice, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.tui.commands import key_of, keyed

if TYPE_CHECKING:
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.widgets.view_board import ViewBoard

_HIDDEN = "hidden_lanes"


class Hiding:
    """Hides lanes and shows them again; what is remembered is read when lanes are first asked for."""

    def __init__(self, desk: Desk, board: ViewBoard) -> None:
        self._desk, self._board = desk, board
        self._is_known = False

    def do_hide_lane(self) -> None:
        """Leave the lane under the cursor out, here and from now on."""
        from cjm_tui.render.views.lanes import SWITCHABLE

        lane = self._board.lane
        if lane not in SWITCHABLE:
            self._desk.say(keyed("The cursor stands in no lane that can be hidden; {next-view} leads to the lanes"))
            return
        self.switch(lane)

    def do_show_lanes(self) -> None:
        """Show all lanes again."""
        self._hide(())
        self._desk.say("All lanes are shown")

    def switches(self) -> list[tuple[str, str]]:
        """Return every lane that can be hidden or shown: its id, and what switching it does."""
        from cjm_tui.render.views.lanes import LANES, SWITCHABLE

        self.remember()
        hidden = self._board.hidden
        return [
            (lane.id, f"{'Show' if lane.id in hidden else 'Hide'} lane: {lane.title}")
            for lane in LANES
            if lane.id in SWITCHABLE
        ]

    def switch(self, lane: str) -> None:
        """Hide a lane, or show it where it is hidden."""
        from cjm_tui.render.views.lanes import LANES

        hidden = self._board.hidden
        title = next(known.title for known in LANES if known.id == lane)
        if lane in hidden:
            self._hide(tuple(other for other in hidden if other != lane))
            self._desk.say(f"The lane of {title} is shown again")
        else:
            self._hide((*hidden, lane))
            self._desk.say(f"The lane of {title} is hidden · {key_of('open-palette')} and its name bring it back")

    def remember(self) -> None:
        """Leave out what was left out the last time."""
        if self._is_known:
            return
        from cjm_tui.render.views.lanes import SWITCHABLE
        from cjm_tui.storage.preferences import preferences

        self._is_known = True
        self._board.hidden = tuple(lane for lane in preferences().names(_HIDDEN) if lane in SWITCHABLE)

    def _hide(self, lanes: tuple[str, ...]) -> None:
        from cjm_tui.storage.preferences import remember

        self._is_known = True
        self._board.hide(lanes)
        remember(_HIDDEN, lanes or None)
