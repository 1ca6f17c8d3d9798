"""Something that could not happen, said so that it is read: what, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from cjm_tui.tui.dialogs.small_dialog import SmallDialog, plain

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Trouble(SmallDialog[None]):
    """Say what could not happen; any of enter, space, esc goes on."""

    DEFAULT_CSS = "Trouble > Vertical { border: round $error; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space,q", "leave", "go on", show=False)]

    def __init__(self, title: str, message: str, hint: str = "") -> None:
        """Say `message` under `title`, and below it what to do."""
        super().__init__(title, "enter goes on")
        self._message = message
        self._hint = hint

    def compose_body(self) -> ComposeResult:
        """Lay out the sentences."""
        yield Static(plain(self._message), classes="said", markup=False)
        if self._hint:
            yield Static(plain(self._hint), classes="small", markup=False)
