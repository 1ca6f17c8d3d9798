"""The board's commands that look back: revisions, comparing, restoring, who wrote what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.errors import UsageError
from cjm_tui.model.record import RecordKey
from cjm_tui.render.journey import Place
from cjm_tui.tui.deeds import Deed, key_of
from cjm_tui.tui.screens.tracing import Tracing

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.services.past.origins import Origins
    from cjm_tui.services.past.sides import Offer, Side


class LookingBack(Tracing):
    """Looks at what the map was, and brings parts of it back as edits like any other."""

    def do_show_revisions(self) -> None:
        """List the revisions of the map."""
        self._show_revisions(narrowed=False)

    def do_show_card_revisions(self) -> None:
        """List the revisions that changed the card or stage under the cursor."""
        key_of(self.place)
        self._show_revisions(narrowed=True)

    def do_compare(self) -> None:
        """Show what changed since the last revision."""
        self.compare_with_last(self.go_to_record)

    def compare_with_last(self, then: Callable[[RecordKey | None], None]) -> None:
        """Compare the last revision with the map as it stands; `then` is told which card to go to."""
        from cjm_tui.services.past.sides import LAST, NOW

        self.compare(LAST, NOW, then)

    def compare(self, before: Offer, after: Offer, then: Callable[[RecordKey | None], None]) -> None:
        """Compare two sides; `then` is told which card to go to."""
        from cjm_tui.services.past.sides import side_of

        path, present = self.open_map.path, self.document

        def show(sides: tuple[Side, Side]) -> None:
            from cjm_tui.tui.screens.comparing import CompareScreen

            self.app.push_screen(CompareScreen(self, *sides), then)

        self.aside(lambda: (side_of(before, path, present), side_of(after, path, present)), show)

    def restore(
        self, id_: str, name: str, key: RecordKey | None, field: str = "", done: Callable[[], None] | None = None
    ) -> None:
        """Bring back the map, a record or a field from a side that is past, as one edit.

        `name` is how the side is called; `done` is called once that stands on the board.
        """
        from cjm_tui.services.past.sides import Offer, side_of

        work = partial(side_of, Offer(id_, name), self.open_map.path, self.document)
        self.aside(work, lambda side: self._restore_from(side, key, field, done))

    def go_to_record(self, key: RecordKey | None) -> None:
        """Put the cursor on a card or stage, or on the card that a record hangs on."""
        record = self.document.records.get(key) if key is not None else None
        if record is None:
            return
        for kind in ("touchpoint", "stage"):
            id_ = record.id if record.kind == kind else record.text(kind)
            found = self.journey.places.get(id_) if kind == "touchpoint" else None
            if found:
                self.go(Place(self.journey.columns[found[0]].id, id_))
                return
            if kind == "stage" and self.journey.column_of(id_) is not None:
                self.go(Place(id_))
                return

    def do_show_blame(self) -> None:
        """Show who last touched each field of the card or stage under the cursor."""
        from cjm_tui.services.past.origins import origins_of
        from cjm_tui.tui.dialogs.authors import Authors

        key = key_of(self.place)
        path, document = self.open_map.path, self.document

        def show(origins: Origins) -> None:
            self.app.push_screen(Authors(document, key, origins))

        self.aside(partial(origins_of, path, document), show)

    def _show_revisions(self, *, narrowed: bool) -> None:
        from cjm_tui.tui.screens.revisions import RevisionsScreen

        if self.recorded is not None and not self.recorded.has_history:
            raise UsageError("No revisions here", self.recorded.notice, self.recorded.hint)
        try:
            card = key_of(self.place)
        except UsageError:
            card = None
        screen = RevisionsScreen(self, card, narrowed=narrowed)
        screen.read_first()
        self.app.push_screen(screen)

    def _restore_from(self, side: Side, key: RecordKey | None, field: str, done: Callable[[], None] | None) -> None:
        from cjm_tui.model.restoring import restored

        after = restored(self.document, side.document, key, field)
        records = {**side.document.records, **self.document.records}
        what = records[key].name or self.document.title if key in records and key is not None else self.document.title
        self.take(Deed(after, self.place), f"{what} as it was in {side.offer.name}")
        if done is not None:
            done()
