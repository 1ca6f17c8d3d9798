"""The themes to choose from: the screen behind wears the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_tui.tui.dialogs.pick_list import FilteredList, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class ThemePicker(FilteredList[str]):
    """Pick a theme; gives back its id, None on the way back. `wear` is called with each one the cursor comes to."""

    HEADING: ClassVar[str] = "themes"
    KEYS: ClassVar[str] = "↑ ↓ look   type to filter   enter keep   esc back"
    DEFAULT_CSS = """
    ThemePicker { align: right top; }
    ThemePicker > Vertical { width: 58; margin: 1 1 0 0; }
    """

    def __init__(self, rows: Sequence[Row], wear: Callable[[str], None]) -> None:
        """Offer `rows`, the theme that is worn first."""
        super().__init__(rows)
        self._wear = wear
        self._worn = rows[0].id if rows else ""

    def on_row_list_moved(self) -> None:
        """Show the screen in the theme under the cursor."""
        row = self.current()
        if row is not None and row.id != self._worn:
            self._worn = row.id
            self._wear(row.id)

    def taken(self, row: Row) -> None:
        """Give back the theme's id."""
        self.dismiss(row.id)
