"""What the status line said, in full: at 80 columns a sentence may not fit there, and the next one takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from cjm_tui.tui.dialogs.small_dialog import SmallDialog, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult


class Said(SmallDialog[None]):
    """List what was said, the latest first."""

    DEFAULT_CSS = """
    Said > Vertical { width: 100; }
    Said VerticalScroll { height: auto; scrollbar-size: 1 1; }
    Said VerticalScroll { scrollbar-color: $line; scrollbar-background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter,apostrophe", "leave", "back", show=False),
        Binding("j,down", "scroll(1)", "down", show=False),
        Binding("k,up", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, said: Iterable[str]) -> None:
        """List these sentences, given with the oldest first."""
        super().__init__("what was said, the latest first", "↑ ↓ scroll   esc back")
        self._said = tuple(reversed(tuple(said)))

    def compose_body(self) -> ComposeResult:
        """Lay out the sentences."""
        with VerticalScroll():
            for sentence in self._said or ("nothing yet",):
                yield Static(plain(f"· {sentence}"), classes="said", markup=False)

    def on_resize(self) -> None:
        """Leave room for the title and the keys."""
        self.query_one(VerticalScroll).styles.max_height = max(3, min(16, self.size.height * 9 // 10 - 6))

    def action_scroll(self, lines: int) -> None:
        """Scroll some lines down, up when negative."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
