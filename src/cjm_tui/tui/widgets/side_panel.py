"""The side panel: everything about the card under the cursor. It folds away where the screen is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.render.details import detail_lines
from cjm_tui.render.journey import Journey, Place
from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


NARROW = 100
"""From this width on there is room for the panel."""


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

    def tell(self, journey: Journey, place: Place, names: Mapping[str, Mapping[str, str]]) -> None:
        """Show another place; costs nothing while the panel is folded away."""
        self._shown = (journey, place, names)
        self._draw(self.size.width, self.size.height)

    def fit(self, width: int, height: int) -> None:
        """Fit the details to a size."""
        self._draw(width, height)

    def _draw(self, cells: int, rows: int) -> None:
        if self._shown is not None and self.display and cells and rows:
            journey, place, names = self._shown
            self.show(detail_lines(journey, place, cells, rows, names, notes=self.notes_of(place)))
