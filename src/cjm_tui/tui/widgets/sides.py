"""Sides of a conflict beside each other, each a column as wide as the others, that the mouse can point at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.events import Click


class Sides(Lines):
    """Draws three columns; a click in one is told as `Pointed`."""

    COLUMNS = 3

    class Pointed(Message):
        """A column was clicked, counted from 0, `times` in a row."""

        def __init__(self, column: int, times: int) -> None:
            self.column = column
            self.times = times
            super().__init__()

    def on_click(self, event: Click) -> None:
        """Tell which column was clicked, where something stands in them."""
        if self.words.strip():
            self.post_message(self.Pointed(min(event.x * self.COLUMNS // self.size.width, 2), event.chain))
