"""The board's commands that look back: revisions, comparing, restoring, who wrote what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.errors import UsageError
from cjm_tui.model.record import RecordKey
from cjm_tui.tui.deeds import Deed, key_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.services.past.origins import Origins
    from cjm_tui.services.past.sides import Offer, Side
    from cjm_tui.tui.board.desk import Desk


class LookingBack:
    """Looks at what the map was, and brings parts of it back as edits like any other."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def do_show_revisions(self) -> None:
        """List the revisions of the map."""
        self._show_revisions(narrowed=False)

    def do_show_card_revisions(self) -> None:
        """List the revisions that changed the card or stage under the cursor."""
        key_at(self._desk.place)
        self._show_revisions(narrowed=True)

    def do_compare(self) -> None:
        """Show what changed since the last revision."""
        self.compare_with_last(self._desk.go_to_record)

    def compare_with_last(self, then: Callable[[RecordKey | None], None]) -> None:
        """Compare the last revision with the map as it stands; `then` is told which card to go to."""
        from cjm_tui.services.past.sides import LAST, NOW

        self.compare(LAST, NOW, then)

    def compare(self, before: Offer, after: Offer, then: Callable[[RecordKey | None], None]) -> None:
        """Compare two sides; `then` is told which card to go to."""
        from cjm_tui.services.past.sides import side_of

        path, present = self._desk.open_map.path, self._desk.document

        def show(sides: tuple[Side, Side]) -> None:
            from cjm_tui.tui.screens.comparing import CompareScreen

            self._desk.ask(CompareScreen(self._desk, self, *sides), then)

        self._desk.bring(lambda: (side_of(before, path, present), side_of(after, path, present)), show)

    def restore(
        self, id_: str, name: str, key: RecordKey | None, field: str = "", done: Callable[[], None] | None = None
    ) -> None:
        """Bring back the map, a record or a field from a side that is past, as one edit.

        `name` is how the side is called; `done` is called once that stands on the board.
        """
        from cjm_tui.services.past.sides import Offer, side_of

        work = partial(side_of, Offer(id_, name), self._desk.open_map.path, self._desk.document)
        self._desk.bring(work, lambda side: self._restore_from(side, key, field, done), stays=True)

    def do_show_blame(self) -> None:
        """Show who last touched each field of the card or stage under the cursor."""
        from cjm_tui.services.past.origins import origins_of
        from cjm_tui.tui.dialogs.authors import Authors

        key = key_at(self._desk.place)
        path, document = self._desk.open_map.path, self._desk.document

        def show(origins: Origins) -> None:
            self._desk.ask(Authors(document, key, origins))

        self._desk.bring(partial(origins_of, path, document), show)

    def _show_revisions(self, *, narrowed: bool) -> None:
        from cjm_tui.tui.screens.revisions import RevisionsScreen

        if self._desk.recorded is not None and not self._desk.recorded.has_history:
            raise UsageError("No revisions here", self._desk.recorded.notice, self._desk.recorded.hint)
        try:
            card = key_at(self._desk.place)
        except UsageError:
            card = None
        screen = RevisionsScreen(self._desk, self, card, narrowed=narrowed)
        screen.read_first()
        self._desk.ask(screen)

    def _restore_from(self, side: Side, key: RecordKey | None, field: str, done: Callable[[], None] | None) -> None:
        from cjm_tui.model.restoring import restored

        after = restored(self._desk.document, side.document, key, field)
        records = {**side.document.records, **self._desk.document.records}
        what = (
            records[key].name or self._desk.document.title
            if key in records and key is not None
            else self._desk.document.title
        )
        self._desk.take(Deed(after, self._desk.place), f"{what} as it was in {side.offer.name}")
        if done is not None:
            done()
