"""A question with two answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from cjm_tui.tui.dialogs.small_dialog import SmallDialog, plain

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Confirm(SmallDialog[bool]):
    """Ask; gives back True for yes, False for no and for esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter,ctrl+s", "agree", "yes", show=False),
        Binding("n", "leave", "no", show=False),
    ]

    def __init__(self, title: str, sentence: str, yes: str, no: str) -> None:
        """Ask `sentence` under `title`; `yes` and `no` say what each answer does."""
        super().__init__(title, f"y {yes}   n {no}")
        self._sentence = sentence

    def compose_body(self) -> ComposeResult:
        """Lay out the question."""
        yield Static(plain(self._sentence), classes="said", markup=False)

    def action_agree(self) -> None:
        """Say yes."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Say no."""
        self.dismiss(False)
