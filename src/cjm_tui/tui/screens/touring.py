"""A board with a tour: one box says what to press next, and goes on when it was done. Nothing here takes time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from textual.binding import BindingsMap

from cjm_tui.tui.commands import TOUR, keyed
from cjm_tui.tui.screens.board import BoardScreen
from cjm_tui.tui.screens.commanded import bindings_of
from cjm_tui.tui.tour import BOX_ROWS, ENDED, LEFT, STEPS, told
from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cjm_tui.render.journey import Place
    from cjm_tui.services.editing.open_map import OpenMap

_OWN = {"tour-on", "tour-off"}


class TourBox(Lines):
    """Draws the step of the tour that comes next."""

    GROUND = "header"
    DEFAULT_CSS = f"""
    TourBox {{ height: {BOX_ROWS}; width: 1fr; }}
    """
    step = 0

    def fit(self, width: int, height: int) -> None:
        """Fit the step to a width."""
        del height
        self.show(told(self.step, width))


class TouredBoard(BoardScreen):
    """A board that shows a newcomer around; `runs` counts the commands that were run."""

    def __init__(self, open_map: OpenMap, place: Place | None = None) -> None:
        super().__init__(open_map, place)
        self._bindings = BindingsMap([*bindings_of(TOUR), *(binding for _, binding in self._bindings)])
        self.runs: Counter[str] = Counter()
        self.box = TourBox()
        self._sign: object = STEPS[0].sign(self)

    def compose(self) -> ComposeResult:
        """Lay out the board, and the box under it."""
        yield from super().compose()
        yield self.box

    @property
    def is_touring(self) -> bool:
        """Tell whether there is still something to show."""
        return self.box.step < len(STEPS)

    def action_run(self, command: str) -> None:
        """Run a command; it may be what the tour waits for."""
        self.runs[command] += 1
        super().action_run(command)
        self._look()

    def watch_open_map(self, before: OpenMap | None, after: OpenMap) -> None:
        """Take a changed map in; the change may be what the tour waits for."""
        super().watch_open_map(before, after)
        self._look()

    def go(self, place: Place) -> None:
        """Put the cursor on a place, as the tour may have asked."""
        super().go(place)
        self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the tour's own keys have their usual meaning once it is over."""
        if not self.is_touring and _OWN & set(parameters):
            return False
        return super().check_action(action, parameters)

    def do_tour_on(self) -> None:
        """Go on without doing it."""
        self._go_on()

    def do_tour_off(self) -> None:
        """End the tour."""
        self._end(LEFT)

    def _look(self) -> None:
        if self.is_touring and STEPS[self.box.step].sign(self) != self._sign:
            self._go_on()

    def _go_on(self) -> None:
        if self.box.step + 1 == len(STEPS):
            self._end(ENDED)
            return
        self.box.step += 1
        self._sign = STEPS[self.box.step].sign(self)
        self.box.fit(self.box.size.width, BOX_ROWS)

    def _end(self, words: str) -> None:
        self.box.step = len(STEPS)
        self.box.display = False
        self.say(keyed(words), "text")
