"""A reference in a form: names are shown and picked from a list, ids are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from cjm_tui.tui.dialogs.answers import shown
from cjm_tui.tui.dialogs.pick_list import PickOne, PickSeveral, Row
from cjm_tui.tui.dialogs.questions import Question
from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from textual import events


class ReferenceEntry(Static, can_focus=True):
    """The entry of one reference or of several; its text holds the ids, one to a line."""

    DEFAULT_CSS = """
    ReferenceEntry { height: auto; width: 1fr; border-left: blank; }
    ReferenceEntry:focus { border-left: heavy $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", "pick from a list", show=False),
        Binding("backspace", "drop", "take the last one out", show=False),
        Binding("delete", "clear", "take all out", show=False),
        Binding("up", "app.focus_previous", "field above", show=False),
        Binding("down", "app.focus_next", "field below", show=False),
    ]

    text: reactive[str] = reactive("", always_update=True)

    class Picked(Message):
        """Something else was picked."""

        def __init__(self, entry: ReferenceEntry) -> None:
            self.entry = entry
            super().__init__()

    def __init__(self, question: Question) -> None:
        """Ask `question` with the value the file holds."""
        super().__init__(name=question.key, markup=False)
        self.question = question
        self.before = shown(question)
        self.set_reactive(ReferenceEntry.text, self.before)

    hint = "enter picks from a list, backspace takes out"

    @property
    def ids(self) -> list[str]:
        """Return the ids as they are shown."""
        return [line for line in self.text.split("\n") if line]

    def on_mount(self) -> None:
        """Draw what is referred to."""
        self._draw()

    def put(self, text: str) -> None:
        """Refer to the ids in `text`, one to a line."""
        self.text = text

    def watch_text(self) -> None:
        """Show what was picked and tell the form."""
        if self.is_mounted:
            self._draw()
            self.post_message(self.Picked(self))

    def on_key(self, event: events.Key) -> None:
        """Open the list at the letter that was typed."""
        if event.character and event.character.isalnum():
            event.stop()
            self.action_pick(event.character)

    def on_click(self) -> None:
        """Open the list."""
        self.action_pick()

    def action_pick(self, typed: str = "") -> None:
        """Open the list of what can be referred to."""
        rows = [Row(id_, name, id_ if id_ != name else "") for id_, name in self.question.options]
        title = f"{self.question.label}: {self.question.field.help}"
        if self.question.field.is_list:
            self.app.push_screen(PickSeveral(title, rows, self.ids, typed=typed), self._take_several)
        else:
            self.app.push_screen(PickOne(title, rows, typed=typed), self._take_one)

    def action_drop(self) -> None:
        """Take the last reference out."""
        self.text = "\n".join(self.ids[:-1])

    def action_clear(self) -> None:
        """Take all references out."""
        self.text = ""

    def _take_one(self, picked: str | None) -> None:
        if picked is not None:
            self.text = picked

    def _take_several(self, picked: tuple[str, ...] | None) -> None:
        if picked is not None:
            self.text = "\n".join(picked)

    def _draw(self) -> None:
        if not self.ids:
            self.update(Content.styled(self.question.prompt, "$faint"))
            return
        names = dict(self.question.options)
        named = [
            Content(visible(names[id_], one_line=True)) if id_ in names else Content.styled(f"{id_} ?", "$error")
            for id_ in self.ids
        ]
        self.update(Content.styled(" · ", "$muted").join(named))
