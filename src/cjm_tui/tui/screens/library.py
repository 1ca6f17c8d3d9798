"""The library: every map of a folder in a line, there at once and filled in while the files are being read."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.worker import get_current_worker

from cjm_tui.errors import NotFoundError
from cjm_tui.render.cells import Ink, Line, Run
from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.services.workspace.library import Entry, each_entry
from cjm_tui.tui.commands import LIBRARY, keyed
from cjm_tui.tui.lookout import Lookout
from cjm_tui.tui.screens.listing import header_line
from cjm_tui.tui.screens.shelving import Shelving
from cjm_tui.tui.shelf import Shelf
from cjm_tui.tui.widgets.library_preview import HEIGHT, LOW, preview
from cjm_tui.tui.widgets.library_rows import Listed, first_steps, heading, row
from cjm_tui.tui.widgets.lines import Lines
from cjm_tui.tui.widgets.row_list import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.widgets import Input

    from cjm_tui.services.past.touches import Touch
    from cjm_tui.tui.dialogs.pick_list import FilterLine
    from cjm_tui.tui.widgets.row_list import RowList

_ROOM_FOR_CURVE, _ROOM_FOR_PREVIEW = 28, 18
_MAP = "map "
_AT_ONCE = 0.1  # seconds that the first frame may wait for what it shows
_BATCH = 0.2  # seconds of reading between two looks of the screen


class LibraryScreen(Shelving):
    """Every map of a folder: curve, mean, coverage, personas, assumed share, problems."""

    ROOM: ClassVar[str] = LIBRARY
    DEFAULT_CSS = """
    LibraryScreen FilterLine { height: 1; padding: 0 1; background: $surface; display: none; }
    LibraryScreen FilterLine, LibraryScreen FilterLine:focus { border: none; background-tint: $foreground 0%; }
    LibraryScreen FilterLine.-open { display: block; }
    LibraryScreen > .preview { margin: 1 0 0 0; }
    """

    def __init__(self, folder: Path) -> None:
        """Show the maps in `folder`."""
        super().__init__()
        self.folder = folder
        self.filter_line: FilterLine | None = None
        self.shelf = Shelf()
        self.preview = Lines(classes="preview")
        self._lookout = Lookout(folder, self.post_message)
        self._begun: Iterator[Entry] | None = None
        self._fitted: Size | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list with the preview below it."""
        yield from super().compose()
        yield self.preview

    def on_mount(self) -> None:
        """Give the keys to the list, begin to watch the files, and have the first frame show what fits on it."""
        self.set_focus(None)
        self._lookout.start()
        self._begun = each_entry(workspace_in(self.folder))
        self.shelf.take(self._first_of(self._begun))
        self._draw()
        self.on_row_list_moved()

    def _first_of(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        until, height = monotonic() + _AT_ONCE, self.app.size.height
        in_sight = height - HEIGHT if height >= _ROOM_FOR_CURVE else height
        for _, entry in zip(range(in_sight), entries, strict=False):
            yield entry
            if monotonic() > until:
                return

    def on_unmount(self) -> None:
        """Watch no more."""
        self._lookout.stop()

    def on_changed(self) -> None:
        """Read the maps again when somebody else wrote one; behind another screen that waits for the way back."""
        if self.is_current:
            self.read_again()

    def on_screen_resume(self) -> None:
        """Read the maps, and read them again on the way back from one."""
        self.read_again()

    def read_again(self) -> None:
        """Read the maps in a thread, on from where the first frame has come to."""
        begun, self._begun = self._begun, None
        self.run_worker(partial(self._read, begun), thread=True, group="reading", exclusive=True)

    def on_resize(self) -> None:
        """Fit the columns to the new width; of the size that they fit already a screen just shown is told thrice."""
        if self.app.size != self._fitted:
            self.call_after_refresh(self._draw)

    def _read(self, begun: Iterator[Entry] | None) -> None:
        worker = get_current_worker()
        batch: list[Entry] = []
        looked = monotonic()
        for entry in begun or each_entry(workspace_in(self.folder)):
            if worker.is_cancelled:
                return
            batch.append(entry)
            if monotonic() - looked > _BATCH:
                self.app.call_from_thread(self._arrive, batch, is_last=False)
                batch, looked = [], monotonic()
        if worker.is_cancelled:
            return
        self.app.call_from_thread(self._arrive, batch, is_last=True)
        from cjm_tui.services.past.touches import touches  # loads what talks to git

        known = touches([entry.path for entry in self.shelf.entries.values()], datetime.now().astimezone())
        if not worker.is_cancelled:
            self.app.call_from_thread(self._learn_touches, known)

    def _arrive(self, entries: list[Entry], *, is_last: bool) -> None:
        here = self.current()
        self.shelf.take(entries)
        if is_last:
            self.shelf.keep(workspace_in(self.folder).maps)
        self._draw(here)

    def _learn_touches(self, known: dict[Path, Touch]) -> None:
        self.shelf.learn(known)
        self._draw(self.current())

    def _draw(self, here: Entry | None = None) -> None:
        """Draw all; the cursor stays on the map `here`, or at the top where it stood there."""
        self._fitted = self.app.size
        (cells, height), shelf = self._fitted, self.shelf
        self.preview.display = height >= _ROOM_FOR_PREVIEW
        self.preview.styles.height = HEIGHT + 1 if height >= _ROOM_FOR_CURVE else LOW
        self.header.show((header_line("maps", f"{shelf.count} · by {shelf.order}", cells),))
        self.titles.show(((Run("  ", Ink()), *heading(cells - 3)) if shelf.shown else (),))
        nothing = (Run(keyed("No map fits this · {back} shows all of them"), Ink("muted")),)
        rows = first_steps() if shelf.is_empty else Drawn(shelf.shown, self._row) if shelf.shown else [nothing]
        ids = [entry.id for entry in shelf.shown]
        place = ids.index(here.id) if here and here.id in ids and self.rows.cursor else self.rows.cursor
        self.rows.offer(rows, place, has_cursor=bool(shelf.shown))

    def _row(self, entry: Entry) -> Line:
        return row(Listed(entry, self.shelf.touches.get(entry.path)), self.app.size.width - 3)

    def current(self) -> Entry | None:
        """Return the map under the cursor."""
        return self.shelf.shown[self.rows.cursor] if self.rows.cursor < len(self.shelf.shown) else None

    def on_row_list_moved(self) -> None:
        """Show the map under the cursor a little larger, where there is room."""
        entry, size = self.current(), self.app.size
        if entry is None or not self.preview.display:
            self.preview.show(())
            return
        height = HEIGHT if size.height >= _ROOM_FOR_CURVE else LOW
        self.preview.show(preview(entry, self.shelf.touches.get(entry.path), size.width, height))

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Open a map that was clicked twice."""
        if event.times > 1:
            self.action_run("open-map")

    def do_open_map(self) -> None:
        """Open the map under the cursor."""
        entry = self.current()
        if entry is None:
            raise NotFoundError("Nothing to open", "there is no map here", keyed("{new-map} begins one."))
        self.open_map(entry.path)

    def palette_entries(self) -> tuple[tuple[str, str, str], ...]:
        """Return every map."""
        return tuple((f"{_MAP}{entry.id}", entry.title, "open this map") for entry in self.shelf.shown)

    def run_entry(self, id_: str | None) -> None:
        """Run a command, or open the map that was chosen."""
        if id_ is None or not id_.startswith(_MAP):
            super().run_entry(id_)
        elif id_.removeprefix(_MAP) in self.shelf.entries:
            self.guarded(lambda: self.open_map(self.shelf.entries[id_.removeprefix(_MAP)].path))
        else:
            self.say("This map has gone from the disk meanwhile", "error")

    def do_filter(self) -> None:
        """Ask for words that a map's line must hold."""
        if self.filter_line is None:
            from cjm_tui.tui.dialogs.pick_list import FilterLine

            self.filter_line = FilterLine("", lambda: None)
            self.mount(self.filter_line, before=self.header)
        self.filter_line.add_class("-open")
        self.filter_line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the maps that fit."""
        here = self.current()
        self.shelf.want(event.value)
        self._draw(here)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the keys back to the list."""
        self.set_focus(None)
        event.input.set_class(bool(event.value), "-open")

    def do_back(self) -> None:
        """Show all maps again, where some are filtered out."""
        if self.filter_line is not None and self.filter_line.has_class("-open"):
            self.filter_line.value = ""
            self.filter_line.remove_class("-open")
        else:
            self.say(keyed("All maps are shown · {leave} leaves"))
        self.set_focus(None)

    def do_find_cards(self) -> None:
        """Find a card of any map by the words in it, and go there."""
        from cjm_tui.tui.dialogs.find_cards import FindCards

        def go(place: tuple[Path, str] | None) -> None:
            if place is not None:
                self.guarded(lambda: self.open_map(*place))

        self.app.push_screen(FindCards(workspace_in(self.folder)), go)

    def do_sort(self) -> None:
        """Sort by the next thing."""
        self.shelf.sort()
        self._draw()
