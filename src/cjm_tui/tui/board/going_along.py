"""A map that got another file name beside the board: it is shown on as what it is called now.

A sync in another terminal, a pull or `cjm rename` renames a file; the board of the old name would only say that it is
gone, and its commands would read nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_tui.tui.board.desk import Desk

_AGAIN = 0.3


class GoingAlong:
    """Puts a board of the new name in the place of the old one, as soon as nobody is in the middle of something."""

    def __init__(self, desk: Desk, is_busy: Callable[[], bool]) -> None:
        self._desk, self._is_busy = desk, is_busy

    def to(self, path: Path, lets_go: Callable[[Path], bool]) -> None:
        """Show the map of `path` instead, where `lets_go` of the old one tells that no edit waits in it.

        Waits as long as something stands over the board, a name is typed in its place, or git is at work for it.
        """
        cjm, gone = self._desk.cjm, self._desk.open_map.path
        board: object = self._desk
        if board not in cjm.screen_stack or gone in self._desk.open_map.saved:
            return
        if self._is_busy() or cjm.screen is not board:
            cjm.set_timer(_AGAIN, partial(self.to, path, lets_go))
            return
        if not lets_go(path):
            return
        from cjm_tui.tui.screens.board import BoardScreen
        from cjm_tui.tui.screens.opening import screen_at

        other = screen_at(path, self._desk.place.touchpoint)
        if len(cjm.screen_stack) > 1:
            cjm.pop_screen()
        cjm.push_screen(
            other
        )  # over the app's first screen, which cannot be replaced and ends the app when shown again
        if isinstance(other, BoardScreen):
            other.call_after_refresh(other.mention, f"{gone.name} is called {path.name} now, and so it is shown")
