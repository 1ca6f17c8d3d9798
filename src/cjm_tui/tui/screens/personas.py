"""Personas on a screen of their own: who they are, what they want, where they walk, and two of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_tui.errors import UsageError
from cjm_tui.services.referred import PERSONA
from cjm_tui.tui.commands import PERSONAS
from cjm_tui.tui.screens.commanded import bindings_of
from cjm_tui.tui.screens.filing import FilingScreen
from cjm_tui.tui.widgets.referred_rows import row

if TYPE_CHECKING:
    from textual.binding import BindingType

    from cjm_tui.render.cells import Line
    from cjm_tui.services.referred import Referred

_MARKS = "12"


class PersonasScreen(FilingScreen):
    """Everybody who walks a map."""

    ROOM: ClassVar[str] = PERSONAS
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(PERSONAS)
    KIND: ClassVar[str] = PERSONA
    HEADING: ClassVar[str] = "personas"
    marked: tuple[str, ...] = ()

    def row_of(self, entry: Referred) -> Line:
        """Return the line of a persona, with its mark."""
        mark = _MARKS[self.marked.index(entry.id)] if entry.id in self.marked else ""
        return row(entry, self.shelf, self.size.width - 3, mark)

    def do_mark_persona(self) -> None:
        """Mark this persona, or take the mark away; the third mark takes the first one's place."""
        here = self.current().id
        if here in self.marked:
            self.marked = tuple(id_ for id_ in self.marked if id_ != here)
        else:
            self.marked = (*self.marked[-1:], here)
        self.draw()
        said = {0: "No mark is left", 1: "Mark another one to see the two side by side", 2: "v shows the two"}
        self.say(said[len(self.marked)])

    def do_show_walk(self) -> None:
        """Show the journey of the persona under the cursor, or of the two that are marked."""
        from cjm_tui.tui.screens.walk import Walker, WalkScreen

        ids = self.marked if len(self.marked) == 2 else (self.current().id,)
        names = {entry.id: entry.name for entry in self.shelf.entries}
        paths = tuple(path for path in self.shelf.maps if all(path in self.shelf.walked_by(id_) for id_ in ids))
        if not paths:
            who = " and ".join(names.get(id_, id_) for id_ in ids)
            both = "no map has both of them" if len(ids) == 2 else "no map names them"
            raise UsageError("No journey yet", f"{who}: {both}", "M on the board says who walks a map.")
        walkers = tuple(Walker(id_, names.get(id_, id_)) for id_ in ids)
        self.app.push_screen(WalkScreen(tuple((path, self.shelf.maps[path]) for path in paths), walkers, self.go))
