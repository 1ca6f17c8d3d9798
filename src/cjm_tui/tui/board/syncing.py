"""The board's command to sync: fetching what others did, merging it, and giving them ours; only when asked."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from cjm_tui.errors import CjmError
from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.services.joining.sync import Synced
    from cjm_tui.tui.board.arriving import Arriving
    from cjm_tui.tui.board.desk import Desk


class Syncing:
    """Syncs in a thread and tells each step; where git has to ask something, in the terminal."""

    def __init__(self, desk: Desk, arriving: Arriving) -> None:
        self._desk, self._arriving = desk, arriving
        self._is_unwanted = Event()
        self._is_at_work = False

    def do_sync(self) -> None:
        """Fetch, merge and push, in a thread; each step is told. A second time it stops what is under way."""
        if self._is_at_work:
            self._is_unwanted.set()
            self._desk.say("Stopping …")
            return
        self._is_unwanted.clear()
        work = partial(self._synced, self._desk.open_map.path.parent)
        self._arriving.joins(work, self._tell, self._not_synced, is_waited_for=False)
        self._is_at_work = self._arriving.is_gathering
        self._desk.say("Syncing …")

    def _synced(self, folder: Path) -> Synced:
        from cjm_tui.services.joining.sync import sync

        return sync(folder, self._tell_step, is_unwanted=self._is_unwanted.is_set)

    def _tell_step(self, words: str) -> None:
        self._desk.cjm.call_from_thread(self._desk.say, f"{words}  {key_of('sync')} stops it")

    def _tell(self, synced: Synced) -> None:
        self._is_at_work = False
        arrived_now = self._arriving.gathered()
        self._desk.read_around()
        told = f"{synced.sentence} {'; '.join(arrived_now)}".rstrip()
        self._desk.say(told, "text" if synced.is_done else "error")
        if synced.unsettled.conflicts:
            self._desk.run("settle-conflicts")

    def _not_synced(self, error: CjmError) -> None:
        from cjm_tui.tui.dialogs.confirm import Confirm

        self._is_at_work = False
        self._desk.trouble(error)
        if getattr(error, "needs_terminal", False):
            question = f"{error.message}. Run it in the terminal, where you can answer?"
            dialog = Confirm(error.title, question, "run it in the terminal", "leave it")
            self._desk.ask(dialog, self._sync_in_terminal)

    def _sync_in_terminal(self, agreed: bool | None) -> None:
        from textual.app import SuspendNotSupported

        if not agreed:
            return
        try:
            with self._desk.cjm.suspend():
                synced = self._with_terminal()
        except SuspendNotSupported:
            self._desk.say("This terminal cannot be handed over; type `cjm sync` in a shell", "error")
        except CjmError as error:
            self._desk.trouble(error)
        else:
            self._tell(synced)

    def _with_terminal(self) -> Synced:
        from cjm_tui.services.joining.sync import sync

        return sync(self._desk.open_map.path.parent, print, in_terminal=True)
