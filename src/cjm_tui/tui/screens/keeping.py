"""The board's keeping: every edit saved at once, what others wrote taken in, what git has recorded told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from cjm_tui.errors import SaveError
from cjm_tui.services.editing.open_map import OpenMap, Step, arrived, gone_from_disk
from cjm_tui.services.editing.saving import flush, landed
from cjm_tui.tui.keeper import Keeper, LeftBehind, Noticed, NotSaved, Saved
from cjm_tui.tui.names import Names, names_around
from cjm_tui.tui.screens.boarded import Boarded

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.model.document import Document
    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.storage.lens import Reading

_RETRY = 2.0
_SOON = 0.2  # importing what talks to git takes longer than drawing the map


class Told(Message):
    """What stands around the map was read: names of channels, personas and the like, and what git has of it."""

    def __init__(self, names: Names | None, recorded: Recorded | None) -> None:
        super().__init__()
        self.names = names
        self.recorded = recorded


class Keeping(Boarded):
    """Keeps the open map of the board's screen on the disk, and the screen up to date with the disk."""

    keeper: Keeper
    _is_saving = False

    def watch_open_map(self, before: OpenMap | None, after: OpenMap) -> None:
        """Draw a map that changed, and save it."""
        if before is not None and before.document is not after.document:
            self.redraw()
        self.keep()

    def begin_keeping(self) -> None:
        """Watch the files, and read what stands around the map once it is drawn."""
        self.keeper = Keeper(self.post_message)
        self.keeper.start(self.open_map)
        self.set_timer(_SOON, self.read_around)
        self.set_timer(_SOON, self._look_behind)

    def _look_behind(self) -> None:
        self.run_worker(partial(self.keeper.look_behind, self.open_map), thread=True, group="behind")

    def on_left_behind(self, message: LeftBehind) -> None:
        """Take up what could not be saved the last time."""
        from cjm_tui.services.editing.unsaved import taken_up

        before = self.open_map
        self.keeper.has_put_aside = True
        self.open_map = taken_up(before, message.unsaved)
        if self.open_map is before:
            self.keeper.is_saved(before)
        else:
            edits = "; ".join(self.open_map.past[-1].sentences)
            self.say(f"Could not be saved the last time, and is here again: {edits} · u takes it out", "accent")

    def read_around(self, *, with_names: bool = True) -> None:
        """Read names and what git has recorded, in a thread."""
        work = partial(self._read_around, self.open_map, with_names=with_names)
        self.run_worker(work, thread=True, group="around", exclusive=True)

    def _read_around(self, open_map: OpenMap, *, with_names: bool) -> None:
        from cjm_tui.services.past.recorded import recorded

        if with_names:
            self.post_message(Told(names_around(open_map.path), None))
        on_disk = {path: kept.reading for path, kept in open_map.saved.items()}
        self.post_message(Told(None, recorded(open_map.present, on_disk)))

    def keep(self) -> None:
        """Save what is not on the disk yet, unless that is under way."""
        self.keeper.show(self.open_map)
        if self.open_map.unsaved and not self._is_saving:
            self._is_saving = True
            self.keeper.keep(self.open_map)

    def flush_now(self) -> SaveError | None:
        """Save everything before returning; safe in a signal's handler. Returns what was in the way."""
        try:
            flush(self.open_map, revive=self.keeper.revive)
        except SaveError as error:
            self.keeper.put_aside(self.open_map)
            return error
        self.keeper.is_saved(self.open_map)
        return None

    def on_saved(self, message: Saved) -> None:
        """Take in what a save left on the disk."""
        self._is_saving = False
        self._take_in(landed(self.open_map, message.flushed))
        self.keep()

    def on_not_saved(self, message: NotSaved) -> None:
        """Say why, keep the edit, and try again."""
        self._is_saving = False
        error = message.error
        self.say(f"Not saved yet: {error.message}. The edit is kept and tried again. {error.hint}".rstrip(), "error")
        self.set_timer(_RETRY, self.keep)

    def on_noticed(self, message: Noticed) -> None:
        """Merge in what somebody else wrote."""
        for path, reading in message.seen.changed.items():
            if reading is None:
                self.open_map = gone_from_disk(self.open_map, path)
                self.say(f"{path.name} was deleted or emptied on the disk; :w makes it again", "error")
            elif reading.document is None:
                self.tell_unreadable(path, reading)
            elif path not in self.open_map.saved or self.open_map.saved[path].reading.text != reading.text:
                self._take_in(arrived(self.open_map, path, reading))
        self.keep()

    def tell_unreadable(self, path: Path, reading: Reading) -> None:
        """Say that a file cannot be read as it now is; what is on the screen stays."""
        self.say(f"{path.name} cannot be read at the moment: {reading.problems[0]}", "error")

    def on_told(self, message: Told) -> None:
        """Show names and what git has recorded."""
        if message.names is not None and message.names != self.names:
            self.names = message.names
            self.redraw()
        if message.recorded is not None:
            self.recorded = message.recorded
            self.tell_header()

    def trouble_of_flushing(self) -> None:
        """Save everything; raises `SaveError` when that cannot be."""
        error = self.flush_now()
        if error is not None:
            raise error

    def do_write(self) -> None:
        """Save now, and make a file again that was deleted."""
        self.keeper.revive = True
        error = self.flush_now()
        if error is not None:
            self.trouble(error)
            return
        self.keep()
        self.do_say_saved()

    def do_say_saved(self) -> None:
        """Say that every edit is saved already."""
        if self.open_map.unsaved:
            self.say("Saving; every edit goes to the file at once. c commits a revision")
        else:
            self.say("Saved already: every edit is in the file at once. c commits a revision")

    def tell_arrival(self, step: Step, before: Document, who: str = "") -> None:
        """Say what arrived on the map that was `before`; `who` names those who wrote it, where that is known."""
        del before
        if step.refused:
            whose = f"{who} and you" if who else "Both"
            self.say(f"{whose} changed the same: {_conflicts(step)} · u brings the other back", "accent")
        else:
            self.say(f"{who or 'Changed on the disk'}: {'; '.join(step.sentences)}", "accent")

    def _take_in(self, step: Step) -> None:
        before = self.document
        self.open_map = step.open_map
        if step.refused or step.sentences:
            self.tell_arrival(step, before)


def _conflicts(step: Step) -> str:
    return "; ".join(f"{conflict.key} {conflict.field}".rstrip() for conflict in step.refused)
