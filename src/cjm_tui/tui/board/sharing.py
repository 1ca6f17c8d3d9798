"""The board's company: who else has the map open, and who is named in a revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.tui.company import CompanyKeeper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.message import Message

    from cjm_tui.history.message import Person
    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.together import Company
    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.tui.board.desk import Desk


class Sharing:
    """Works on a map together with others on the same clone; `post` takes messages from any thread."""

    def __init__(self, desk: Desk, path: Path, post: Callable[[Message], object]) -> None:
        self._desk = desk
        self._keeper = CompanyKeeper(path, post)
        self.company: Company | None = None
        self.others: tuple[str, ...] = ()

    def begin(self) -> None:
        """Show that the map is open here."""
        self._keeper.start()
        self._desk.cjm.lifeline.add(self._keeper.leave)

    def end(self) -> None:
        """Take the sign away."""
        self._keeper.leave()
        self._desk.cjm.lifeline.discard(self._keeper.leave)

    def wrote(self, before: Document, after: Document) -> None:
        """Write an edit of mine down."""
        self._keeper.wrote(before, after)

    def meet(self, company: Company, others: tuple[str, ...]) -> None:
        """Show who else has the map open."""
        self.company = company
        if others != self.others:
            came = [name for name in others if name not in self.others]
            left = [name for name in self.others if name not in others]
            self.others = others
            self._desk.tell_header()
            said = [f"{name} opened this map" for name in came] + [f"{name} closed it" for name in left]
            self._desk.mention(" · ".join(said))

    def co_authors(self, known: Recorded) -> tuple[Person, ...]:
        """Return who besides me had a hand in what a commit would record; reads a file."""
        if self.company is None:
            return ()
        return self.company.co_authors(known.committed.get(self._desk.open_map.path), self._desk.document)

    def forget_hands(self) -> None:
        """Forget who changed what: a revision names them now."""
        if self.company is not None:
            self.company.recorded()
