"""Every command with its key and what it does, found by typing; what people type after a colon in vim works too."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.fuzzy import Matcher

from cjm_tui.render.cells import padded
from cjm_tui.tui.commands import commands_of, key_words
from cjm_tui.tui.dialogs.pick_list import FilteredList, Row, marked
from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TYPED = {"w": "say-saved", "q": "leave", "wq": "leave", "x": "leave", "q!": "leave", "revert": "revert"}
"""The command behind what is typed after a colon; the file is written already, so `:wq` only leaves."""

_TITLE, _KEYS = 28, 14


class Palette(FilteredList[str]):
    """Find a command, or anything else to go to; gives back its id, None on the way back."""

    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette > Vertical { width: 92; margin: 1 0 0 0; }
    Palette OptionList { max-height: 18; }
    """
    HEADING: ClassVar[str] = "all commands"

    def __init__(self, room: str, entries: Sequence[tuple[str, str, str]] = ()) -> None:
        """Offer the commands of `room`, then `entries`: id, title and help of anything else."""
        self.key_of = {command.id: key_words(command) for command in commands_of(room)}
        rows = [Row(command.id, command.title, command.help) for command in commands_of(room)]
        super().__init__([*rows, *(Row(*entry) for entry in entries)])

    def drawn(self, row: Row, title: Content) -> Content:
        """Return a row: title, key, help."""
        keys = self.key_of.get(row.id, "")
        gap = " " * max(2, _TITLE - title.cell_length)
        return Content.assemble(
            title, gap, (padded(keys, _KEYS), "$primary"), (visible(row.beside, one_line=True), "$muted")
        )

    def matching(self, typed: str) -> Iterable[tuple[Row, Content]]:
        """Return what fits: `:q` and its like, a key typed as it is, else titles, then helps."""
        wanted = typed.strip().removeprefix(":").strip()
        exact = TYPED.get(wanted)
        first = [row for row in self.rows if row.id == exact or (wanted and wanted in self._keys(row))]
        rest = [pair for pair in super().matching(wanted) if pair[0] not in first]
        found = {row.id for row, _ in rest} | {row.id for row in first}
        by_help = Matcher(wanted) if wanted else None
        helped = [row for row in self.rows if by_help and row.id not in found and wanted.lower() in row.beside.lower()]
        return [*((row, marked(row)) for row in first), *rest, *((row, marked(row)) for row in helped)]

    def taken(self, row: Row) -> None:
        """Give back the id."""
        self.dismiss(row.id)

    def _keys(self, row: Row) -> list[str]:
        return self.key_of.get(row.id, "").split(", ")
