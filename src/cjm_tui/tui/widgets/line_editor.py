"""A line to type in, laid over the place where the text will stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from cjm_tui.tui.dialogs.visible import carried_over, visible

if TYPE_CHECKING:
    from textual.events import Blur, Paste
    from textual.geometry import Region


class LineEditor(Input):
    """Edits one line; enter ends it, esc gives it up, and going elsewhere leaves it."""

    DEFAULT_CSS = """
    LineEditor, LineEditor:focus {
        position: absolute; layer: over; height: 1; border: none; padding: 0; background: $panel; color: $foreground;
        text-style: underline;
    }
    LineEditor > .input--placeholder { color: $faint; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", show=False)]

    class Ended(Message):
        """The line was edited; `text` is None when it was left, and maybe given up."""

        def __init__(self, text: str | None, *, is_given_up: bool = False) -> None:
            super().__init__()
            self.text, self.is_given_up = text, is_given_up

    def __init__(self, text: str, where: Region, placeholder: str = "") -> None:
        self._source = " ".join(text.split("\n"))
        self._shown = visible(self._source)
        super().__init__(self._shown, placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False
        self.lay(where)

    @property
    def typed(self) -> str:
        """Return what the person made of the text, empty where that is nothing or what it was."""
        return self.value if self.value.strip() not in {"", self._shown.strip()} else ""

    def lay(self, where: Region) -> None:
        """Stand somewhere on the screen."""
        self.styles.offset = (where.x, where.y)
        self.styles.width = max(8, where.width)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """End with what was typed; what was hidden in the text and left alone is hidden still."""
        event.stop()
        behind = carried_over(self._shown, self._source, event.value)
        self.post_message(self.Ended("".join(character for _, character in behind)))

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.post_message(self.Ended(None, is_given_up=True))

    def on_blur(self, _: Blur) -> None:
        """Leave everything as it was when the person goes elsewhere, but not when they look at another window."""
        if self.app.app_focus:
            self.post_message(self.Ended(None))

    def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(visible(" ".join(event.text.split())))
