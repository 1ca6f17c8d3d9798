"""The board's company: who else has the map open, whose edit arrived, and who is named in a revision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.tui.company import CompanyKeeper, Met
from cjm_tui.tui.screens.keeping import Keeping

if TYPE_CHECKING:
    from cjm_tui.history.message import Person
    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.open_map import OpenMap, Step
    from cjm_tui.services.editing.together import Company
    from cjm_tui.services.past.recorded import Recorded


class Sharing(Keeping):
    """Works on a map together with others on the same clone."""

    company_keeper: CompanyKeeper
    company: Company | None = None
    others: tuple[str, ...] = ()
    _is_arriving = False

    def on_mount(self) -> None:
        """Show that the map is open here."""
        self.company_keeper = CompanyKeeper(self.open_map.path, self.post_message)
        self.company_keeper.start()
        self.cjm.lifeline.add(self.company_keeper.leave)

    def on_unmount(self) -> None:
        """Take the sign away."""
        self.company_keeper.leave()
        self.cjm.lifeline.discard(self.company_keeper.leave)

    def on_key(self) -> None:
        """Let go of the cards that somebody else changed: they have been seen."""
        if self.board.touched:
            self.board.touch(frozenset())

    def watch_open_map(self, before: OpenMap | None, after: OpenMap) -> None:
        """Write an edit of mine down; what arrived from others is theirs."""
        super().watch_open_map(before, after)
        if before is not None and before.document is not after.document and not self._is_arriving:
            self.company_keeper.wrote(before.document, after.document)

    def on_met(self, message: Met) -> None:
        """Show who else has the map open."""
        self.company = message.company
        if message.others != self.others:
            came = [name for name in message.others if name not in self.others]
            left = [name for name in self.others if name not in message.others]
            self.others = message.others
            self.tell_header()
            said = [f"{name} opened this map" for name in came] + [f"{name} closed it" for name in left]
            self.say(" · ".join(said))

    def on_moved(self) -> None:
        """Read again what git has recorded, since a commit was made or came beside the app."""
        self.read_around(with_names=False)

    def _take_in(self, step: Step) -> None:
        self._is_arriving = True
        super()._take_in(step)
        self._is_arriving = False

    def tell_arrival(self, step: Step, before: Document, who: str = "") -> None:
        """Name whose edit arrived, and show which cards it touched until the next key."""
        after = step.open_map.document
        self.board.touch(cards_between(before, after))
        if who or self.company is None:
            super().tell_arrival(step, before, who)
            return
        work = partial(self.company.who_wrote, before, after)
        self.aside(work, lambda names: self._tell(step, before, names))

    def _tell(self, step: Step, before: Document, names: tuple[str, ...]) -> None:
        super().tell_arrival(step, before, " and ".join(names))

    def co_authors(self, known: Recorded) -> tuple[Person, ...]:
        """Return who besides me had a hand in what a commit would record; reads a file."""
        if self.company is None:
            return ()
        return self.company.co_authors(known.committed.get(self.open_map.path), self.document)

    def forget_hands(self) -> None:
        """Forget who changed what: a revision names them now."""
        if self.company is not None:
            self.company.recorded()


def cards_between(before: Document, after: Document) -> frozenset[str]:
    """Return the ids of the touchpoints that differ, or on which something that differs hangs."""
    from cjm_tui.model.diff import diff

    found = set()
    for change in diff(before, after):
        record = after.records.get(change.key) or before.records.get(change.key)
        if record is not None:
            found.add(record.id if record.kind == "touchpoint" else record.text("touchpoint"))
    return frozenset(found - {""})
