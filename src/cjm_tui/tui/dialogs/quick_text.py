"""One line asked for: an opportunity, a title, a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.tui.dialogs.kept_dialog import KeptDialog
from cjm_tui.tui.dialogs.plain_text import OneLine
from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cjm_tui.tui.dialogs.kept_line import KeptLine


class QuickText(KeptDialog[str]):
    """Ask for one text; gives back what was typed, None when nothing was."""

    def __init__(self, title: str, value: str = "", placeholder: str = "", *, kept: KeptLine | None = None) -> None:
        """Ask under `title`; `value` stands there already, or what was kept, `placeholder` while nothing does."""
        super().__init__(title, "enter done   esc back")
        self._value = value
        self._placeholder = placeholder
        self.kept = kept
        self._line: OneLine | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out the line."""
        before = self.kept.take_up().get("text") if self.kept is not None else None
        self._line = OneLine(visible(before or self._value), placeholder=self._placeholder)
        yield self._line

    def half_typed(self) -> dict[str, str]:
        """Return the text, unless it is empty or what was offered."""
        text = self._line.text if self._line is not None else ""
        return {"text": text} if text.strip() not in {"", self._value.strip()} else {}

    def on_one_line_ended(self, event: OneLine.Ended) -> None:
        """Give back the text, its beginning once where somebody pasted all of it behind what was offered."""
        text, offered = event.entry.text, self._value
        if offered.endswith(" ") and text.casefold().startswith(2 * offered.casefold()):
            text = text[len(offered) :]
        self.dismiss(text.strip() or None)
