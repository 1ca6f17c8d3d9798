"""One line asked for: an opportunity, a title, a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.tui.dialogs.plain_text import OneLine
from cjm_tui.tui.dialogs.small_dialog import SmallDialog
from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult


class QuickText(SmallDialog[str]):
    """Ask for one text; gives back what was typed, None when nothing was."""

    def __init__(self, title: str, value: str = "", placeholder: str = "") -> None:
        """Ask under `title`; `value` stands there already, `placeholder` while nothing does."""
        super().__init__(title, "enter done   esc back")
        self._value = value
        self._placeholder = placeholder

    def compose_body(self) -> ComposeResult:
        """Lay out the line."""
        yield OneLine(visible(self._value), placeholder=self._placeholder)

    def on_one_line_ended(self, event: OneLine.Ended) -> None:
        """Give back the text."""
        self.dismiss(event.entry.text.strip() or None)
