"""The side panel: everything about the card under the cursor. It folds away where the screen is narrow.

While it is held, it scrolls through all there is; else it shows what fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.render.cells import Ink, Line, Run, merged
from cjm_tui.render.details import detail_lines
from cjm_tui.render.journey import Journey, Place
from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


NARROW = 100
"""From this width on there is room for the panel."""
_MOST = 600
"""More lines than any card has."""


def panel_width(screen_width: int) -> int:
    """Return how many cells of a screen's width the panel has; 0 where it folds away."""
    return 0 if screen_width < NARROW else max(36, min(48, screen_width * 3 // 10 + 2))


class SidePanel(Lines):
    """Draws the details of one place."""

    GROUND = "raised"
    DEFAULT_CSS = """
    SidePanel { height: 1fr; width: 38; dock: right; margin: 1 0 0 0; }
    """

    def __init__(self) -> None:  # Textual's own name
        super().__init__()
        self.notes_of: Callable[[Place], Sequence[tuple[str, str]]] = lambda _place: ()
        self._shown: tuple[Journey, Place, Mapping[str, Mapping[str, str]]] | None = None
        self._top = 0
        self.is_held = False

    def hold(self, *, is_held: bool) -> None:
        """Begin to scroll from the top, with a mark down the edge; or end it."""
        self.is_held, self._top = is_held, 0
        self._draw(self.size.width, self.size.height)

    def scroll_lines(self, lines: int) -> None:
        """Scroll some lines down, up when negative, as far as there are any."""
        self._top += lines
        self._draw(self.size.width, self.size.height)

    def tell(self, journey: Journey, place: Place, names: Mapping[str, Mapping[str, str]]) -> None:
        """Show another place; costs nothing while the panel is folded away."""
        if self._shown is None or self._shown[1] != place:
            self._top = 0
        self._shown = (journey, place, names)
        self._draw(self.size.width, self.size.height)

    def fit(self, width: int, height: int) -> None:
        """Fit the details to a size."""
        self._draw(width, height)

    def _draw(self, cells: int, rows: int) -> None:
        if self._shown is not None and self.display and cells and rows:
            journey, place, names = self._shown
            told = detail_lines(
                journey, place, cells, _MOST if self.is_held else rows, names, notes=self.notes_of(place)
            )
            self.show(self._window(told, rows) if self.is_held else told)

    def _window(self, lines: Sequence[Line], rows: int) -> tuple[Line, ...]:
        """Return the lines in sight, a heavy line down their left edge."""
        end = max((at for at, line in enumerate(lines) if any(run.text.strip() for run in line)), default=0)
        self._top = max(0, min(self._top, end + 2 - rows))
        edge = Run("┃", Ink("accent", self.GROUND, bold=True))
        return tuple(_edged(line, edge) for line in lines[self._top : self._top + rows])


def _edged(line: Line, edge: Run) -> Line:
    first, *others = line
    return merged((edge, first._replace(text=first.text[1:]), *others))
