"""What maps refer to, personas or evidence: a list, and below it all about the one under the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from cjm_tui.errors import NotFoundError
from cjm_tui.render.cells import Ink, Line, Run, wrapped
from cjm_tui.render.portrait import TITLE, portrait
from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.services.workspace.referred import PERSONA, Referred, Shelf, news_of, shelf_of
from cjm_tui.tui.commands import keyed
from cjm_tui.tui.lookout import Lookout
from cjm_tui.tui.screens.listing import ListingScreen, header_line
from cjm_tui.tui.widgets.lines import Lines
from cjm_tui.tui.widgets.referred_rows import row, titles
from cjm_tui.tui.widgets.row_list import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from textual.app import ComposeResult

    from cjm_tui.model.document import Document
    from cjm_tui.tui.widgets.row_list import RowList

    Go: TypeAlias = Callable[[Path, str], None]

_EMPTY = {"persona": "No personas yet: {new-file} begins one", "evidence": "No evidence yet: {new-file} begins some"}


class ReferredScreen(ListingScreen[None]):
    """Lists what maps refer to; `KIND` says of which kind. `go` opens a map at a card."""

    KIND: ClassVar[str] = ""
    HEADING: ClassVar[str] = ""
    DEFAULT_CSS = """
    ReferredScreen > RowList { height: auto; max-height: 40%; }
    ReferredScreen > .whole { height: 1fr; margin: 1 0 0 0; }
    """

    def __init__(self, folder: Path, go: Go) -> None:
        """Show the files of a workspace's folder."""
        super().__init__()
        self.folder = folder
        self.go = go
        self.shelf = Shelf((), {})
        self.whole = Lines(classes="whole")
        self._made: dict[str, Line] = {}
        self._lookout = Lookout(folder, self.post_message)

    def compose(self) -> ComposeResult:
        """Lay out the list, and below it all about the one under the cursor."""
        yield from super().compose()
        yield self.whole

    def on_mount(self) -> None:
        """Begin to watch the files."""
        self._lookout.start()

    def on_unmount(self) -> None:
        """Watch no more."""
        self._lookout.stop()

    def on_screen_resume(self) -> None:
        """Read the files, and read them again on the way back."""
        self.look_again()

    def on_changed(self) -> None:
        """Read the files again, and say what somebody else wrote; behind a form that waits until it is closed."""
        if self.is_current:
            self.aside(lambda: shelf_of(workspace_in(self.folder), self.KIND), self._learn)

    def _learn(self, shelf: Shelf) -> None:
        news = news_of(self.shelf, shelf, self.own())
        self._arrive("", shelf)
        if news:
            self.say(f"Changed on the disk: {'; '.join(news)}", "accent")

    def own(self) -> Mapping[Path, Document]:
        """Return the files as they were edited here: what they say is no news."""
        return {}

    def on_resize(self) -> None:
        """Fit everything to the new width."""
        self.call_after_refresh(self.draw)

    def look_again(self, then: str = "") -> None:
        """Read everything in a thread; put the cursor on the id `then`."""
        self.bring(lambda: shelf_of(workspace_in(self.folder), self.KIND), partial(self._arrive, then), stays=True)

    def _arrive(self, then: str, shelf: Shelf) -> None:
        if not self.is_attached:
            return
        here = then or (self.shelf.entries[self.rows.cursor].id if self.shelf.entries else "")
        self.shelf = shelf
        ids = [entry.id for entry in shelf.entries]
        self.draw(ids.index(here) if here in ids else self.rows.cursor)
        if not ids and not self.footer.status:
            self.say(f"{keyed(_EMPTY[self.KIND])}; a form asks what else is known")

    def draw(self, cursor: int | None = None) -> None:
        """Draw all; the cursor goes to a row when it is given."""
        cells, entries = self.size.width, self.shelf.entries
        self.header.show((header_line(self.HEADING, _counted(self.KIND, len(entries)), cells),))
        self.titles.show(((Run("  ", Ink()), *titles(self.KIND, cells - 3)) if entries else (),))
        self._made.clear()
        self.rows.offer(Drawn(entries, self._row), cursor, has_cursor=bool(entries))
        if not entries:
            self.whole.show(())

    def _row(self, entry: Referred) -> Line:
        """Return the line of an entry, made once: a mean over every map that it walks is not for every key."""
        line = self._made.get(entry.id)
        if line is None:
            line = self._made[entry.id] = self.row_of(entry)
        return line

    def row_of(self, entry: Referred) -> Line:
        """Return the line of an entry."""
        return row(entry, self.shelf, self.size.width - 3)

    def current(self) -> Referred:
        """Return the one under the cursor; raise `NotFoundError` where there is none."""
        if self.rows.cursor >= len(self.shelf.entries):
            raise NotFoundError("Nothing here", f"there is no {self.KIND} yet", keyed("{new-file} begins one."))
        return self.shelf.entries[self.rows.cursor]

    def on_row_list_moved(self) -> None:
        """Tell all about the one under the cursor."""
        if self.rows.cursor >= len(self.shelf.entries):
            return
        entry = self.current()
        self.whole.show(_cut(_told(entry, self.size.width - 1, self.shelf.card_named), self.whole.size.height))

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Open the one that was clicked twice."""
        if event.times > 1:
            self.action_run("open-file")

    def do_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def do_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _counted(kind: str, count: int) -> str:
    what = "persona" if kind == PERSONA else "piece"
    return f"{count} {what}{'s' * (count != 1)}"


def _told(entry: Referred, cells: int, card_named: Callable[[str], str]) -> Sequence[Line]:
    if entry.document is None:
        return [(Run(f" {line}", Ink()),) for line in wrapped(entry.problem, cells - 2)]
    return portrait(entry.document, cells, card_named) or [
        (Run(" nothing is known yet; enter opens the form", Ink("muted")),)
    ]


def _cut(lines: Sequence[Line], height: int) -> Sequence[Line]:
    if len(lines) <= height:
        return [*lines, *[()] * (height - len(lines))]
    kept = list(lines[: height - 1])
    while kept and (not kept[-1] or kept[-1][0].ink == TITLE):
        kept.pop()
    more = len(lines) - len(kept)
    kept += [()] * (height - 1 - len(kept))
    return [*kept, (Run(f" ⋯ {more} lines more in the form: enter", Ink("muted")),)]
