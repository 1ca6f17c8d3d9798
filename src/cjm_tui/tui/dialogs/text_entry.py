"""A text in a form: it grows with what is typed, keeps every line of a paste, and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from cjm_tui.tui.commands import keyed
from cjm_tui.tui.dialogs.answers import shown
from cjm_tui.tui.dialogs.plain_text import PlainText
from cjm_tui.tui.dialogs.questions import Question

if TYPE_CHECKING:
    from textual import events


class TextEntry(PlainText):
    """The entry of a text, a list of texts, a number, a date or a table: one that is typed."""

    DEFAULT_CSS = """
    TextEntry { max-height: 6; }
    TextEntry.-long { max-height: 10; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "above", "line above, or the field above", show=False),
        Binding("down", "below", "line below, or the field below", show=False),
    ]

    def __init__(self, question: Question) -> None:
        """Ask `question` with the value the file holds."""
        super().__init__(shown(question), placeholder=question.prompt, name=question.key)
        self.question = question
        self.before = self.text
        self.has_lines = question.field.long or question.field.is_list or question.is_lines_table
        self.set_class(self.has_lines, "-long")

    @property
    def hint(self) -> str:
        """Return how the text is laid out, where that needs saying."""
        if self.question.field.name == "links":
            return keyed("one to a line; {open-link} opens it")
        if self.question.field.is_list or self.question.is_lines_table:
            return "one to a line"
        return keyed("{edit-elsewhere} in $EDITOR") if self.question.field.long else ""

    def put(self, text: str) -> None:
        """Replace the text; undo brings back what stood there."""
        self.replace(text, (0, 0), self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.has_lines:
            event.stop()
            event.prevent_default()
            self.screen.focus_next()
            return
        await super()._on_key(event)

    def action_above(self) -> None:
        """Go a line up; from the first, to the field above."""
        if self.wrapped_document.location_to_offset(self.cursor_location).y == 0:
            self.screen.focus_previous()
        else:
            self.action_cursor_up()

    def action_below(self) -> None:
        """Go a line down; from the last, to the field below."""
        if self.wrapped_document.location_to_offset(self.cursor_location).y >= self.wrapped_document.height - 1:
            self.screen.focus_next()
        else:
            self.action_cursor_down()
