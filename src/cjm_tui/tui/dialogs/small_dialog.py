"""The frame of a small dialog: a few lines over the board, which stays in sight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click

Given = TypeVar("Given")

_BETWEEN = "   "
_KEY = r"(?:(?:ctrl|shift|alt)\+[^\s,]+|enter|tab|esc|space|backspace|f\d+|[^\w\s]|\w)"
_KEYS = re.compile(rf"{_KEY}(?:,? {_KEY})*(?= )")
"""The keys at the beginning of what is said about them."""


class SmallDialog(ModalScreen[Given], Generic[Given]):
    """A title, what the subclass puts in `compose_body`, and a line of keys; esc goes back with None."""

    DEFAULT_CSS = """
    SmallDialog {
        align: center middle; background: transparent;
        & > Vertical {
            width: 72; max-width: 96%; height: auto; max-height: 90%; background: $surface; border: round $primary;
            padding: 0 1;
        }
        & .title { text-style: bold; margin: 0 0 1 0; height: auto; padding: 0 1; }
        & .said { height: auto; padding: 0 1; }
        & .small { color: $muted; height: auto; padding: 0 1; }
        & .wrong { color: $error; height: auto; padding: 0 1; }
        & .keys { color: $muted; height: auto; margin: 1 0 0 0; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", show=False)]

    def __init__(self, heading: str, keys: str) -> None:
        """Show `heading` above and `keys` below."""
        super().__init__()
        self.heading = heading
        self.keys = keys

    def compose(self) -> ComposeResult:
        """Lay out title, body and keys."""
        with Vertical():
            yield Static(plain(self.heading), classes="title", markup=False)
            yield from self.compose_body()
            yield Static(keys_told(self.keys), classes="keys", markup=False)

    def compose_body(self) -> ComposeResult:
        """Lay out what stands between title and keys."""
        raise NotImplementedError

    def counted(self, count: int) -> None:
        """Say beside the title how many there are."""
        beside = (f"  {count}", "$muted not bold")
        self.query_one(".title", Static).update(Content.assemble(plain(self.heading), beside))

    def on_click(self, event: Click) -> None:
        """Go back when the mouse points beside the dialog, where that loses nothing that was typed."""
        beside = self.get_widget_at(event.screen_x, event.screen_y)[0] is self
        if beside and self.loses_nothing():
            self.action_leave()

    def loses_nothing(self) -> bool:
        """Tell whether going back leaves nothing behind that would have to be typed again."""
        return True

    def action_leave(self) -> None:
        """Go back and change nothing."""
        self.dismiss(None)


def keys_told(words: str) -> Content:
    """Return `enter take   esc back` with its keys set off as the footer of a screen sets off its own."""
    told = []
    for part in words.split(_BETWEEN):
        found = _KEYS.match(part)
        keys = found[0] if found else ""
        said = (part[len(keys) :], "$muted")
        told.append(Content.assemble((keys, "bold $primary"), said) if keys else Content.assemble(said))
    return Content(_BETWEEN).join(told)


def plain(text: str) -> Content:
    """Return a text as content: no markup, hidden characters as symbols."""
    return Content(visible(text))
