"""The board's keeping: every edit saved at once, what others wrote taken in."""

from __future__ import annotations

from functools import partial
from time import thread_time
from typing import TYPE_CHECKING

from cjm_tui.errors import FileGoneError, SaveError
from cjm_tui.services.editing.elsewhere import moved_to
from cjm_tui.services.editing.open_map import arrived, gone_from_disk, let_go
from cjm_tui.services.editing.saving import Flushed, flush, landed
from cjm_tui.services.editing.watching import called_now
from cjm_tui.tui.board.bringing_back import BringingBack
from cjm_tui.tui.commands import key_of
from cjm_tui.tui.keeper import Keeper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.message import Message

    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.arrival import Arrival
    from cjm_tui.services.editing.authorship import Place
    from cjm_tui.services.editing.open_map import OpenMap
    from cjm_tui.services.editing.watching import Seen
    from cjm_tui.storage.lens import Reading
    from cjm_tui.storage.unsaved import Unsaved
    from cjm_tui.tui.board.arriving import Arriving
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.board.going_along import GoingAlong
    from cjm_tui.tui.board.sharing import Sharing
    from cjm_tui.tui.dialogs.kept_line import Offered

_REFUSED = "Not saved yet"


class Keeping:
    """Keeps the open map on the disk, and the screen up to date with the disk; `post` takes messages from any thread.

    The two threads of the keeper post `Saved`, `NotSaved` and `Noticed`; the screen hands them to `saved`, `not_saved`
    and `notice`. `is_let_go` tells that the map is shown under another file name by now, on another board.
    """

    def __init__(
        self,
        desk: Desk,
        arriving: Arriving,
        sharing: Sharing,
        going: GoingAlong,
        post: Callable[[Message], object],
    ) -> None:
        self._desk, self._arriving = desk, arriving
        self._back = BringingBack(desk, arriving, sharing)
        self._keeper = Keeper(post, lambda: sharing.company)
        self._is_saving = False
        self._is_refused = False
        self._gone: Document | None = None
        self.is_let_go = False
        self._going = going
        self._outlook = "The edit is kept and tried again."

    def begin(self) -> None:
        """Have what is edited from now on saved before the process ends, however that comes."""
        self._desk.cjm.lifeline.add(self.flush_now)

    def go_on(self) -> None:
        """Save every edit at once, and watch the files: the two threads begin, with what was edited until now."""
        self._keeper.start(self._desk.open_map)

    def end(self) -> None:
        """Leave nothing unsaved."""
        self._keeper.stop()
        self.flush_now()
        self._desk.cjm.lifeline.discard(self.flush_now)

    def mean(self, place: Place) -> None:
        """Know that a place is to be what it is already, so that nothing else is brought back there."""
        self._back.meant(place)

    def look_behind(self) -> None:
        """Look, in a thread, for edits that could not be saved the last time, and post `LeftBehind` with them."""
        self._keeper.look_behind(self._desk.open_map)

    def take_up(self, unsaved: Unsaved) -> None:
        """Take up what could not be saved the last time."""
        from cjm_tui.services.editing.unsaved import taken_up

        before = self._desk.open_map
        self._keeper.has_put_aside = True
        self._desk.put(taken_up(before, unsaved))
        if self._desk.open_map is before:
            self._keeper.is_saved(before)
        else:
            edits, undo = "; ".join(self._desk.open_map.past[-1].sentences), key_of("undo")
            self._desk.say(f"Not saved the last time, here again: {edits} · {undo} takes it out", "accent")

    def tell_half_typed(self, offered: tuple[Offered, ...]) -> None:
        """Say where something was half typed the last time, and which keys offer it again."""
        names = ", ".join(one.name for one in offered)
        keys = " and ".join(dict.fromkeys(key_of(one.command) for one in offered))
        self._desk.mention(f"Half typed last time, and kept: {names} · {keys} offers it again", "accent")

    def keep(self) -> None:
        """Save what is not on the disk yet, unless that is under way."""
        self._keeper.show(self._desk.open_map)
        if self._desk.open_map.unsaved and not self._is_saving:
            self._is_saving = True
            self._keeper.keep(self._desk.open_map)

    def flush_now(self) -> SaveError | None:
        """Save everything before returning; safe in a signal's handler. Returns what was in the way."""
        if self.is_let_go:
            return None
        try:
            flush(self._desk.open_map)
        except SaveError as error:
            self._keeper.put_aside(self._desk.open_map)
            return error
        self._keeper.is_saved(self._desk.open_map)
        return None

    def saved(self, flushed: Flushed) -> None:
        """Take in what a save left on the disk."""
        self._is_saving = False
        if self._is_refused:
            self._is_refused = False
            if _is_written(self._desk.open_map, flushed):
                self._desk.say("Saved now: what could not be written is in the file", "text")
            elif self._desk.status.startswith(_REFUSED):
                self._desk.say("Nothing is left to save: the file is as it was", "text")
        self._take_in(flushed)
        self._keeper.saved()
        self.keep()

    def not_saved(self, error: SaveError) -> None:
        """Say why; the edit is kept, to be saved by the next `keep`."""
        self._is_saving = False
        self._keeper.saved()
        if not self._desk.open_map.unsaved:
            return
        if isinstance(error, FileGoneError) and self._desk.document is self._gone:
            return  # said already, and there is no edit that waits for it
        self._is_refused = True
        self._desk.say(f"{_REFUSED}: {error.message}. {self._outlook} {error.hint}".rstrip(), "error")

    def warn_before_leaving(self, error: SaveError) -> None:
        """Say why leaving now leaves an edit unsaved, and what becomes of it; every try from now on says so too."""
        self._gone = None
        self._outlook = f"{key_of('leave')} once more leaves; the edit is put aside for the next time."
        self.not_saved(error)

    def notice(self, seen: Seen, beside: OpenMap, arrival: Arrival | None = None) -> None:
        """Merge in what somebody else wrote, as it was seen beside a state of the map; what is ready of it is shown.

        Where a save came in between, what was seen may be older than that, and would take back what it saved: then the
        disk is looked at again.
        """
        begun = thread_time()
        for path, reading in seen.changed.items():
            open_map = self._desk.open_map
            if self._is_saving or open_map.saved.get(path) is not beside.saved.get(path):
                self._keeper.look_again()
            elif reading is None:
                self._tell_gone(path)
            elif reading.document is None:
                self._tell_unreadable(path, reading)
            elif path not in open_map.saved or open_map.saved[path].reading.text != reading.text:
                ready = arrival if arrival is not None and arrival.path == path and open_map is beside else None
                step = ready.step if ready else arrived(open_map, path, reading)
                self._arriving.take_in(step, self._back.said_of(step), ready.told if ready else None)
                mark = seen.marks.get(path)
                self._back.arrived(open_map, path, reading.document, mark[2] / 1e9 if mark else 0.0)
        self._keeper.noticed(thread_time() - begun)
        self.keep()

    def do_say_saved(self) -> None:
        """Say that every edit is saved already; what is not is saved now, also into a file that was deleted."""
        open_map = self._desk.open_map
        is_gone = any(path not in open_map.saved for path in open_map.unsaved)
        self._take_in(flush(open_map, revive=True))
        self._is_refused = False
        self._keeper.is_saved(self._desk.open_map)
        saved = "Saved: the file is made again" if is_gone else "Saved already: every edit is in the file at once"
        self._desk.say(f"{saved}. {key_of('commit')} commits a revision")

    def _take_in(self, flushed: Flushed) -> None:
        before = self._desk.open_map
        self._arriving.take_in(landed(before, flushed))
        self._back.saved(before, flushed)

    def _tell_gone(self, path: Path) -> None:
        """Say that a file is gone; one beside the map in which no edit waits is let go, as it may only be renamed."""
        open_map = self._desk.open_map
        if path != open_map.path and path not in open_map.unsaved:
            beside = open_map.saved[path].document
            self._desk.put(let_go(open_map, path))
            self._desk.aside(partial(called_now, path, beside), partial(self._tell_renamed, path))
            return
        known = None if path in open_map.unsaved else open_map.saved[path].document
        self._gone = self._desk.document
        self._desk.put(gone_from_disk(open_map, path))
        if path != open_map.path or known is None:
            self._go_along(path, None)
        else:
            self._desk.aside(partial(moved_to, path, known), partial(self._go_along, path))

    def _go_along(self, path: Path, now: Path | None) -> None:
        if now is not None:
            self._going.to(now, self._lets_go)
        else:
            self._desk.say(f"{path.name} was deleted or emptied on the disk; :w makes it again", "error")

    def _lets_go(self, now: Path) -> bool:
        """Tell whether nothing is left to save into a file that is called something else now; then nothing is."""
        self.is_let_go = self._desk.document is self._gone
        if not self.is_let_go:
            gone = self._desk.open_map.path.name
            self._desk.say(
                f"{gone} is called {now.name} now, and has no edit made since; :w makes {gone} again", "error"
            )
        return self.is_let_go

    def _tell_renamed(self, path: Path, now: str) -> None:
        self._desk.mention(f"{path.name} is called {now} now" if now else f"{path.name} is gone from the disk")

    def _tell_unreadable(self, path: Path, reading: Reading) -> None:
        """Say what is wrong, and what to do where git left both versions in the file; what is on the screen stays."""
        from cjm_tui.services.joining.markers import has_markers

        if path == self._desk.open_map.path and has_markers(reading.text):
            merge = key_of("settle-conflicts")
            self._desk.say(f"Git left two versions in {path.name}: {merge} merges them by card and field", "error")
        else:
            problem = reading.problems[0]
            place = f"{path.name}:{problem.line}" if problem.line else path.name
            self._desk.say(f"{place} cannot be read now: {problem.message}; {problem.hint}", "error")


def _is_written(before: OpenMap, flushed: Flushed) -> bool:
    """Tell whether a save wrote anything: not where an edit that could not be saved was undone since."""
    saved = before.saved
    return any(
        path not in saved or saved[path].reading.text != landing.reading.text
        for path, landing in flushed.landings.items()
    )
