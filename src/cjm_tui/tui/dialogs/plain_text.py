"""Where a text is typed: quiet when idle, every line of a paste kept, every step undone with ctrl+z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.document._wrapped_document import WrappedDocument
from textual.events import Paste
from textual.message import Message
from textual.widgets import TextArea

from cjm_tui.render.cells import fit
from cjm_tui.tui.dialogs.visible import pasted

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

_CURSOR = 1  # the cell that a cursor at the end of a line takes


class PlainText(TextArea):
    """A text area that grows with its text and takes a paste as it is, hidden characters as symbols."""

    DEFAULT_CSS = """
    PlainText {
        height: auto; max-height: 10; padding: 0; border: none; border-left: blank; background: transparent;
        scrollbar-size: 1 1; scrollbar-color: $line; scrollbar-background: $surface;
        &:focus { border: none; border-left: heavy $primary; }
        & .text-area--placeholder { color: $faint; }
        &:ansi .text-area--placeholder { color: $faint; text-style: dim; }
    }
    """

    def __init__(self, text: str = "", *, placeholder: str = "", name: str | None = None) -> None:
        """Show `text`, which holds no hidden characters; `placeholder` stands there while it is empty."""
        super().__init__(text, highlight_cursor_line=False, placeholder=Content(placeholder), name=name)
        self._prompt = placeholder
        self.set_reactive(TextArea.cursor_blink, False)
        self.move_cursor(self.document.end)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the text at a width, before it was laid out too, so that nothing jumps when it is."""
        if self.size.width:
            return super().get_content_height(container, viewport, width)
        return WrappedDocument(self.document, max(1, width - _CURSOR), self.indent_width).height

    def on_resize(self) -> None:
        """Shorten what stands there while it is empty to the one line it has."""
        self.ask(self._prompt)

    def ask(self, prompt: str) -> None:
        """Say what belongs here, as long as nothing stands here."""
        self._prompt = prompt
        cells = self.content_size.width
        self.placeholder = Content(fit(prompt, cells) if cells else prompt)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        await super()._on_paste(Paste(pasted(event.text)))


class OneLine(PlainText):
    """A text that enter ends; a paste of several lines stays several lines."""

    DEFAULT_CSS = "OneLine { max-height: 6; }"

    class Ended(Message):
        """Enter was pressed."""

        def __init__(self, entry: OneLine) -> None:
            self.entry = entry
            super().__init__()

        @property
        def control(self) -> OneLine:
            """Return where it was pressed."""
            return self.entry

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Ended(self))
            return
        await super()._on_key(event)
