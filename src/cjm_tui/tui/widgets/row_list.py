"""Rows to choose from, one line each, drawn as lines: the row under the cursor has a bar at its left.

However many rows there are, only those in sight are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, overload

from textual.message import Message

from cjm_tui.render.cells import Ink, Line, Run, filled
from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

Item = TypeVar("Item")

BAR, NO_BAR = "▌ ", "  "
_CURSOR_GROUND = "header"


class Drawn(Sequence[Line]):
    """Rows that are made when they are looked at: of a thousand, those in sight."""

    def __init__(self, items: Sequence[Item], draw: Callable[[Item], Line]) -> None:
        """Stand for the rows that `draw` makes of `items`."""
        self._items = items
        self._draw = draw

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> list[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | list[Line]:
        if isinstance(place, slice):
            return [self._draw(item) for item in self._items[place]]
        return self._draw(self._items[place])


class RowList(Lines):
    """A list with a cursor. It moves when told to; a click is told as `Clicked`.

    What `follows` the cursor is called at each of its steps, so that both are painted in one frame.
    """

    DEFAULT_CSS = """
    RowList { height: 1fr; }
    """

    class Clicked(Message):
        """A row was clicked, `times` in a row; the cursor is there already."""

        def __init__(self, rows: RowList, times: int) -> None:
            self.rows = rows
            self.times = times
            super().__init__()

    class Moved(Message):
        """Another row is under the cursor, or the rows are others."""

    def __init__(self, follows: Callable[[], None] | None = None) -> None:
        """Begin without rows."""
        super().__init__()
        self._follows = follows
        self.rows: Sequence[Line] = ()
        self.cursor = 0
        self._top = 0
        self._has_cursor = True

    def offer(self, rows: Sequence[Line], cursor: int | None = None, *, has_cursor: bool = True) -> None:
        """Show other rows; the cursor stays at its place in the list unless it is given, or there is none."""
        self._has_cursor = has_cursor
        is_other_height = len(rows) != len(self.rows)
        self.rows = rows
        self.cursor = self._inside(self.cursor if cursor is None else cursor)
        if is_other_height and self.styles.is_auto_height:
            self.refresh(layout=True)
        self._draw()
        self.post_message(self.Moved())

    def move(self, by: int) -> None:
        """Move the cursor by some rows, at most to the ends."""
        self.go(self.cursor + by)

    def go(self, place: int) -> None:
        """Put the cursor at a row, counted from 0; at the last one when there are not so many."""
        self.cursor = self._inside(place)
        self._draw()
        if self._follows is None:
            self.post_message(self.Moved())
        else:
            self._follows()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual's own
        """Return how many lines all rows take."""
        return max(1, len(self.rows))

    def fit(self, width: int, height: int) -> None:  # noqa: ARG002  # the rows are as wide as the widget
        """Draw as many rows as fit now."""
        self._draw()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked."""
        place = self._top + event.y
        if place < len(self.rows):
            self.go(place)
            self.post_message(self.Clicked(self, event.chain))

    def on_mouse_scroll_down(self) -> None:
        """Go on."""
        self.move(1)

    def on_mouse_scroll_up(self) -> None:
        """Go back."""
        self.move(-1)

    def _inside(self, place: int) -> int:
        return max(0, min(place, len(self.rows) - 1))

    def _draw(self) -> None:
        height = self.size.height
        if not height:
            return
        self._top = max(min(self._top, self.cursor, len(self.rows) - height), self.cursor - height + 1, 0)
        seen = self.rows[self._top : self._top + height]
        lines = [
            self._row(line, is_here=self._has_cursor and self._top + y == self.cursor) for y, line in enumerate(seen)
        ]
        self.show([*lines, *[()] * (height - len(lines))])

    def _row(self, line: Line, *, is_here: bool) -> Line:
        ground = _CURSOR_GROUND if is_here else self.GROUND
        bar = Run(BAR if is_here else NO_BAR, Ink("accent", ground, bold=is_here))
        runs = [Run(text, ink._replace(ground=ground, bold=ink.bold or is_here)) for text, ink in line]
        return filled((bar, *runs), self.size.width, ground)


class DialogRows(RowList):
    """A list inside a dialog, as high as its rows, up to half the screen."""

    GROUND: ClassVar[str] = "raised"
    DEFAULT_CSS = """
    DialogRows { height: auto; }
    """
    others = 11
    """How many lines of the screen are left to all else."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the rows take, at most half the screen."""
        return min(
            super().get_content_height(container, viewport, width),
            max(3, min(viewport.height // 2, viewport.height - self.others)),
        )
