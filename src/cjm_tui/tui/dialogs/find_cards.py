"""Finding a card in all maps by the words in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input, Static

from cjm_tui.render.cells import Ink, Line, Run, fit, padded
from cjm_tui.services.workspace.found_cards import Card, Found, cards_of, found
from cjm_tui.tui.dialogs.pick_list import BESIDE, FilteredList, Row
from cjm_tui.tui.dialogs.small_dialog import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.fuzzy import Matcher

    from cjm_tui.services.workspace.discovery import Workspace

_NAME, _WIDTH = 28, 96


class FindCards(FilteredList[tuple["Path", str]]):
    """Find a card; gives back its map's path and its id, None on the way back."""

    DEFAULT_CSS = """
    FindCards { align: center top; }
    FindCards > Vertical { width: 96; margin: 1 0 0 0; }
    FindCards .whole { height: 3; margin: 1 0 0 0; padding: 0 1; color: $muted; }
    """
    HEADING: ClassVar[str] = "find in the cards of all maps"
    KEYS: ClassVar[str] = "type words   enter go there   esc back"

    def __init__(self, workspace: Workspace) -> None:
        """Look through the maps of `workspace`."""
        super().__init__(())
        self.workspace = workspace
        self.cards: tuple[Card, ...] = ()
        self._hits: list[Found] = []

    def compose_body(self) -> ComposeResult:
        """Lay out the filter, the cards, and below them the text that holds the words."""
        yield from super().compose_body()
        yield Static(classes="whole", markup=False)

    def on_mount(self) -> None:
        """Read the maps, in a thread."""
        super().on_mount()
        self.run_worker(self._read, thread=True)

    def matching(self, typed: str) -> Sequence[Row]:
        """Return the cards that hold every word."""
        self._hits = found(self.cards, typed.split())
        return [Row(str(place), hit.card.name, hit.text) for place, hit in enumerate(self._hits)]

    def drawn(self, row: Row, _matcher: Matcher | None) -> Line:
        """Return a card: its name, and the text that holds the words."""
        room = min(_WIDTH, self.size.width * 96 // 100) - _NAME - 8
        return (Run(padded(row.title, _NAME), Ink()), Run(f"  {fit(row.beside, max(8, room))}", BESIDE))

    def on_row_list_moved(self) -> None:
        """Show where the card under the cursor stands, and the text whole."""
        row = self.current()
        hit = self._hits[int(row.id)] if row else None
        there = f"{hit.card.map_title} · {hit.card.name}\n{hit.text}" if hit else self._nothing()
        self.query_one(".whole", Static).update(plain(there), layout=False)

    def taken(self, row: Row) -> None:
        """Give back where the card stands."""
        card = self._hits[int(row.id)].card
        self.dismiss((card.path, card.id))

    def _nothing(self) -> str:
        typed = self.query_one(Input).value.strip()
        return "no card holds these words" if typed and self.cards else ""

    def _read(self) -> None:
        cards = tuple(cards_of(self.workspace))
        self.app.call_from_thread(self._arrive, cards)

    def _arrive(self, cards: tuple[Card, ...]) -> None:
        self.cards = cards
        self._narrow(self.query_one(Input).value)
