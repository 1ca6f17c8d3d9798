"""The revisions of a map, or of one card: newest first, what is not committed yet before them.

The first page is there at once; the rest is listed while it is read, and told page by page as the cursor comes near.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from cjm_tui.errors import UsageError
from cjm_tui.model.measures import map_mean
from cjm_tui.model.renames import under_new_ids
from cjm_tui.render.cells import Ink, Run
from cjm_tui.render.curve.overlay import overlaid
from cjm_tui.services.past.revisions import Page, Wanted, names_before, names_of, page_after, wanted_of
from cjm_tui.tui.commands import REVISIONS, keyed
from cjm_tui.tui.screens.listing import ListingScreen, header_line
from cjm_tui.tui.screens.revision_rows import Shown, by_age, row, shown_of, titles, whole
from cjm_tui.tui.widgets.lines import Lines
from cjm_tui.tui.widgets.row_list import Drawn

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cjm_tui.model.record import RecordKey
    from cjm_tui.render.cells import Line
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.board.looking_back import LookingBack
    from cjm_tui.tui.widgets.row_list import RowList

_MARKS = "12"
_TALL = 30


class RevisionsScreen(ListingScreen[None]):
    """List the revisions of the map on a board; `card` narrows them down to those that changed it."""

    ROOM: ClassVar[str] = REVISIONS
    DEFAULT_CSS = """
    RevisionsScreen > .curve { height: 7; }
    RevisionsScreen > .whole { height: 30%; min-height: 5; margin: 1 0 0 0; }
    """

    def __init__(self, board: Desk, past: LookingBack, card: RecordKey | None = None, narrowed: bool = False) -> None:
        """Look back from `board`, at `card` alone when `narrowed`."""
        super().__init__()
        self.board, self.past = board, past
        self.card = card
        self.is_narrowed = narrowed and card is not None
        self.wanted = Wanted()
        self.curve, self.whole = Lines(classes="curve"), Lines(classes="whole")
        self.shown: list[Shown] = []
        self.marked: list[Shown] = []
        self._page = self._beginning()
        self._is_reading = True
        self._turn = 0

    def compose(self) -> ComposeResult:
        """Lay out the list, and below it all about the revision under the cursor, its curve over that of now."""
        yield from super().compose()
        self.curve.display = self.app.size.height >= _TALL  # known before the first layout, so that it is the last one
        yield self.curve
        yield self.whole

    def read_first(self) -> None:
        """Begin to read the first page, while the screen is still being made."""
        work = partial(page_after, self._page, self.board.open_map.path)
        self.board.bring(work, partial(self._arrive, self._turn), stays=True)

    def on_mount(self) -> None:
        """Show what is not committed yet, before what was read meanwhile."""
        self.shown = [*self._waiting(), *self.shown]

    def on_resize(self) -> None:
        """Fit everything to the new size."""
        self.curve.display = self.size.height >= _TALL
        self.call_after_refresh(self._draw)

    def begin(self) -> None:
        """List anew from the newest on; what was under way is forgotten."""
        self._turn += 1
        self._page, self._is_reading = self._beginning(), False
        self.shown = [*self._waiting()]
        self._draw()
        self._read_on()

    def _beginning(self) -> Page:
        known = self.board.recorded
        committed = known.committed.get(self.board.open_map.path) if known else None
        names = names_before(committed, self.board.document, names_of(self.card if self.is_narrowed else None))
        return Page(repository=known.repository if known else None, names=names)

    def _waiting(self) -> list[Shown]:
        """Return the row of what no commit has yet, none where there is nothing."""
        known = self.board.recorded
        document = self.board.document
        sentences = known.uncommitted(self.board.open_map.present) if known else ()
        if not sentences or self.is_narrowed or not self.wanted.is_all:
            return []
        curve = tuple(touchpoint.emotion for touchpoint in document.journey())
        words = f"{len(sentences)} change{'s' * (len(sentences) != 1)}: {'; '.join(sentences)}"
        return [Shown("", "now", "not committed", words, curve, map_mean(document), sentences)]

    def _read_on(self) -> None:
        """Read another page where one is wanted, in a thread."""
        if self._is_reading or self._page.is_last:
            return
        if len(self.shown) >= self.rows.cursor + max(10, self.rows.size.height) + 2:
            return
        self._is_reading = True
        work = partial(page_after, self._page, self.board.open_map.path, self.wanted)
        self.aside(work, partial(self._arrive, self._turn))

    def _arrive(self, turn: int, page: Page) -> None:
        if turn != self._turn:
            return
        self._page = page
        self.shown += [shown_of(one) for one in page.told]
        if self.size:
            self.board.cjm.turn_page()
            self._draw()
        # The next page is read once this one is on the screen.
        self.call_after_refresh(self._go_on, turn)

    def _go_on(self, turn: int) -> None:
        if turn == self._turn and self.is_attached:
            self._is_reading = False
            self._read_on()

    def _draw(self) -> None:
        cells, document = self.size.width, self.board.document
        card = document.records.get(self.card) if self.card is not None and self.is_narrowed else None
        title = f"revisions of {card.name if card else document.title}"
        self.header.show((header_line(title, self._counted(), cells),))
        self.titles.show((titles(cells),))
        self.rows.offer(Drawn(self.shown, self._row))
        if not self.shown:
            self.whole.show(())
        nothing = keyed("No revision of this · {back} goes back") if self._page.is_last else "Reading …"
        all_again = "" if self.wanted.is_all else keyed("{back} shows all again")
        self.say(all_again if self.shown else nothing)

    def _counted(self) -> str:
        count = sum(bool(one.commit) for one in self.shown)
        more = "" if self._page.is_last else " so far"
        author = f"by {self.wanted.author}" if self.wanted.author else ""
        found = " ".join(part for part in (author, " ".join(self.wanted.words)) if part)
        return " · ".join(part for part in (found, f"{count} revision{'s' * (count != 1)}{more}") if part)

    def _row(self, shown: Shown) -> Line:
        marks = [one.commit for one in self.marked]
        mark = _MARKS[marks.index(shown.commit)] if shown.commit in marks else ""
        return row(shown, self.size.width - 3, mark)

    def current(self) -> Shown:
        """Return the revision under the cursor; raise `UsageError` where there is none."""
        if self.rows.cursor >= len(self.shown):
            hint = keyed("{commit} on the board commits.")
            raise UsageError("No revision here", "nothing of this was ever committed", hint)
        return self.shown[self.rows.cursor]

    def on_row_list_moved(self) -> None:
        """Tell all about the revision under the cursor, and read on where the list is near its end."""
        if self.rows.cursor < len(self.shown):
            self.whole.show(whole(self.current(), self.size.width, self.whole.size.height))
            self._draw_curve(self.current())
        self._read_on()

    def _draw_curve(self, here: Shown) -> None:
        if self.curve.display and here.document is not None:
            selected = self.card.id if self.card is not None and self.is_narrowed else ""
            then, _ = under_new_ids(here.document, self.board.document)
            lines = overlaid(then, self.board.document, self.size.width, 5, selected)
            self.curve.show(((), *lines, (Run(f"     ○ {here.name}    ● now", Ink("faint")),)))
        else:
            self.curve.show(())

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Compare a revision that was clicked twice."""
        if event.times > 1:
            self.action_run("open-revision")

    def do_mark_revision(self) -> None:
        """Mark this revision, or take the mark away; the third mark takes the first one's place."""
        here = self.current()
        others = [one for one in self.marked if one.commit != here.commit]
        self.marked = others if len(others) < len(self.marked) else [*others[-1:], here]
        self._draw()
        told = ("No mark is left", "{mark-revision} marks another one", "{open-revision} compares the two marked")
        self.say(keyed(told[len(self.marked)]))

    def do_open_revision(self) -> None:
        """Compare the two that are marked, or this one with the map as it stands."""
        from cjm_tui.services.past.sides import NOW, Offer

        pair = by_age(self.marked, self.shown) if len(self.marked) == 2 else [self.current()]
        offers = [Offer(f"revision {one.commit}", one.name) if one.commit else NOW for one in pair]
        if len(offers) == 1 and offers[0] is NOW:
            self.past.compare_with_last(self._jump)
            return
        self.past.compare(offers[0], offers[1] if len(offers) == 2 else NOW, self._jump)

    def _jump(self, key: RecordKey | None) -> None:
        if key is not None:
            self.dismiss(None)
            self.board.go_to_record(key)

    def do_restore_revision(self) -> None:
        """Bring back the map, or the card whose revisions these are, as an edit on the board."""
        here = self.current()
        if not here.commit:
            raise UsageError("Nothing to restore", "this is how the map stands now", "Choose a revision below.")
        card = self.card if self.is_narrowed else None
        self.past.restore(f"revision {here.commit}", here.name, card)
        self.dismiss(None)

    def do_filter_revisions(self) -> None:
        """Ask for words."""
        from cjm_tui.tui.dialogs.quick_text import QuickText

        asks = "words of message or change, a hash, a branch, a tag; @name"
        self.app.push_screen(QuickText("find revisions", "", asks), self._filter)

    def _filter(self, typed: str | None) -> None:
        self._show_wanted(wanted_of(typed) if typed else self.wanted)

    def _show_wanted(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.rows.go(0)
        self.begin()

    def do_widen_revisions(self) -> None:
        """Show those of the card alone, or all."""
        if self.card is None:
            self.say("The cursor on the board stands on no card")
            return
        self.is_narrowed = not self.is_narrowed
        self._show_wanted(self.wanted)

    def do_back(self) -> None:
        """Show all again where they are filtered, else go back."""
        if self.wanted.is_all:
            self.dismiss(None)
        else:
            self._show_wanted(Wanted())

    def do_leave(self) -> None:
        """Go back to the board."""
        self.dismiss(None)
