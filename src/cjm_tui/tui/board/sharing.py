"""The board's company: who else has the map open, and who is named in a revision."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cjm_tui.tui.company import CompanyKeeper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.message import Message

    from cjm_tui.history.message import Person
    from cjm_tui.history.reflog import Move
    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.authorship import Place
    from cjm_tui.services.editing.together import Company
    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.tui.board.desk import Desk


class Sharing:
    """Works on a map together with others on the same clone; `post` takes messages from any thread."""

    def __init__(self, desk: Desk, path: Path, post: Callable[[Message], object]) -> None:
        self._desk = desk
        self._keeper = CompanyKeeper(path, post)
        self._heard: list[Move] = []
        self._committed: Document | None = None
        self._is_warned = False
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

    def meant(self, document: Document, place: Place) -> None:
        """Write down that I want a place to be what it is already."""
        self._keeper.meant(document, place)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Know how git moves in this block as my own doing; from any thread."""
        with self._keeper.at_work():
            yield

    def meet(self, company: Company, others: tuple[str, ...]) -> None:
        """Show who else has the map open; where git had been in the way until now, look what it has recorded."""
        is_first, self.company = self.company is None, company
        if is_first and self._desk.recorded is not None and not self._desk.recorded.has_history:
            self._desk.read_around(with_names=False)
        if others != self.others:
            came = [name for name in others if name not in self.others]
            left = [name for name in self.others if name not in others]
            self.others = others
            self._desk.tell_header()
            said = [f"{name} {'has this map open' if is_first else 'opened this map'}" for name in came]
            self._desk.mention(" · ".join([*said, *(f"{name} closed it" for name in left)]))

    def hear(self, moves: tuple[Move, ...]) -> None:
        """Remember what others did in git until it is known what has become of the map."""
        self._heard += moves

    def learn(self, recorded: Recorded) -> None:
        """Tell what others committed of this map, or where they went, once it is known what git has recorded of it."""
        if self.company is None:
            if recorded.has_history:
                self._keeper.ask_again()
            elif recorded.is_foreign and not self._is_warned:
                self._is_warned = True
                self._desk.mention(f"No revisions here: {recorded.notice}. {recorded.hint}", "error")
        committed = recorded.committed.get(self._desk.open_map.path)
        is_concerned = self._committed != committed
        if self._heard or self._committed is None:
            self._committed = committed
        heard, self._heard = self._heard, []
        said = [move.sentence for move in heard if move.sentence and (is_concerned or not move.is_revision)]
        if said:
            self._desk.mention(" · ".join(said), "text")

    def co_authors(self, known: Recorded) -> tuple[Person, ...]:
        """Return who besides me had a hand in what a commit would record; reads a file."""
        if self.company is None:
            return ()
        return self.company.co_authors(known.committed.get(self._desk.open_map.path), self._desk.document)

    def forget_hands(self, until: float) -> None:
        """Forget who changed what before a commit began: a revision names them now."""
        if self.company is not None:
            self.company.recorded(until)
