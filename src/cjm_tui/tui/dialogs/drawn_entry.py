"""What the entries of a form have in common that are drawn rather than typed into: a choice, a reference.

An entry's `text` is the answer as the form writes it; whoever changes it, it is drawn anew and the form is told.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from cjm_tui.tui.dialogs.answers import shown

if TYPE_CHECKING:
    from cjm_tui.tui.dialogs.questions import Question


class DrawnEntry(Static, can_focus=True):
    """An entry with a bar at its left while the keys go to it."""

    DEFAULT_CSS = """
    DrawnEntry { height: auto; width: 1fr; border-left: blank; }
    DrawnEntry:focus { border-left: heavy $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", "field above", show=False),
        Binding("down", "app.focus_next", "field below", show=False),
    ]

    text: reactive[str] = reactive("", always_update=True)

    class Answered(Message):
        """There is another answer."""

        def __init__(self, entry: DrawnEntry) -> None:
            self.entry = entry
            super().__init__()

    def __init__(self, question: Question) -> None:
        """Ask `question` with the value the file holds."""
        super().__init__(name=question.key, markup=False)
        self.question = question
        self.before = shown(question)
        self.set_reactive(DrawnEntry.text, self.before)

    def on_mount(self) -> None:
        """Draw the answer."""
        self.draw()

    def put(self, text: str) -> None:
        """Give another answer."""
        self.text = text

    def watch_text(self) -> None:
        """Show the answer and tell the form."""
        if self.is_mounted:
            self.draw()
            self.post_message(self.Answered(self))

    @abstractmethod
    def draw(self) -> None:
        """Draw the answer as it is now."""
