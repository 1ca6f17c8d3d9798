"""Every command with its key and what it does, found by typing; what people type after a colon in vim works too."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from cjm_tui.render.cells import Line, Run, fit, padded
from cjm_tui.tui.commands import commands_of, key_words
from cjm_tui.tui.dialogs.pick_list import BESIDE, HIT, FilteredList, Row, marked
from cjm_tui.tui.dialogs.small_dialog import plain
from cjm_tui.tui.widgets.row_list import DialogRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.fuzzy import Matcher

TYPED = {
    **dict.fromkeys(("w", "wa", "wall", "write", "up", "update"), "say-saved"),
    **dict.fromkeys(("q", "qa", "qall", "quit", "wq", "wqa", "wqall", "x", "xa", "xall", "xit", "exit"), "leave"),
    **dict.fromkeys(("h", "help"), "help"),
    "revert": "revert",
    "theme": "choose-theme",
}
"""The command behind what is typed after a colon; the file is written already, so `:wq` only leaves.

A shift key held too long (`:Wq`) and a `!` behind it are no other words.
"""

_TITLE, _KEYS = 30, 13
_TAKEN = _TITLE + _KEYS + 7


class Palette(FilteredList[str]):
    """Find a command, or anything else to go to; gives back its id, None on the way back."""

    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette > Vertical { width: 96; margin: 1 0 0 0; }
    Palette .about { margin: 1 0 0 0; }
    """
    HEADING: ClassVar[str] = "all commands"

    def __init__(self, room: str, entries: Sequence[tuple[str, str, str]] = ()) -> None:
        """Offer the commands of `room`, then `entries`: id, title and help of anything else."""
        self.key_of = {command.id: key_words(command) for command in commands_of(room)}
        rows = [Row(command.id, command.title, command.help) for command in commands_of(room)]
        super().__init__([*rows, *(Row(*entry) for entry in entries)])

    def compose_body(self) -> ComposeResult:
        """Lay out the list, and below it the whole help of the row under the cursor."""
        for widget in super().compose_body():
            if isinstance(widget, DialogRows):
                widget.others += 3
            yield widget
        yield Static(classes="small about", markup=False)

    def on_row_list_moved(self) -> None:
        """Tell the whole help of the row under the cursor."""
        row = self.current()
        self.query_one(".about", Static).update(plain(row.beside if row else ""))

    def drawn(self, row: Row, matcher: Matcher | None) -> Line:
        """Return a row: title, key, help."""
        keys = Run(padded(self.key_of.get(row.id, ""), _KEYS), HIT)
        return (
            *marked(row.title, _TITLE - 1, matcher),
            Run(" ", HIT),
            keys,
            Run(fit(row.beside, min(96, self.size.width * 96 // 100) - _TAKEN), BESIDE),
        )

    def matching(self, typed: str) -> Sequence[Row]:
        """Return what fits: `:q` and its like, a key typed as it is, else titles, then helps."""
        wanted = typed.removeprefix(":").strip()
        exact = TYPED.get(wanted.rstrip("!").casefold())
        first = [row for row in self.rows if row.id == exact]
        first += [row for row in self.rows if wanted and wanted in self._keys(row) and row not in first]
        read = [row for row in super().matching(wanted) if reads(row.title, wanted) or reads(row.id, wanted)]
        begun = [row for row in read if row.title.casefold().startswith(wanted.casefold())]
        titled = [row for row in dict.fromkeys((*begun, *read)) if row not in first]
        helped = [row for row in self.rows if wanted.lower() in row.beside.lower() and row not in (*first, *titled)]
        return [*first, *titled, *helped]

    def taken(self, row: Row) -> None:
        """Give back the id."""
        self.dismiss(row.id)

    def _keys(self, row: Row) -> list[str]:
        return self.key_of.get(row.id, "").split(", ")


def reads(text: str, wanted: str) -> bool:
    """Tell whether the letters of `wanted` stand in `text` in their order, and begin every word that they are in.

    So `pc` and `paycd` read “Pay by card”, and a slip of the finger does not run whatever holds its letters somewhere.
    """
    text = text.casefold()
    begins = [at for at, letter in enumerate(text) if letter.isalnum() and not (at and text[at - 1].isalnum())]
    word_of, word = [], -1
    for at in range(len(text)):
        word += at in begins
        word_of.append(word)
    here = {-1}
    for letter in "".join(wanted.casefold().split()):
        here = {
            at
            for at, other in enumerate(text)
            if other == letter
            and any(
                before < at and (at in begins or (before >= 0 and word_of[before] == word_of[at])) for before in here
            )
        }
    return bool(here)
