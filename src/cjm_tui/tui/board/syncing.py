"""The board's command to sync: fetching what others did, merging it, and giving them ours; only when asked."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.errors import CjmError
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
        # What is odd comes first: the line may be too short for all of it.
        told = " ".join(part for part in (synced.note, synced.happened, "; ".join(arrived_now)) if part)
        self._desk.say(told, "text" if synced.is_done else "error")
        if synced.unsettled.conflicts:
            self._desk.run("settle-conflicts")

    def _not_synced(self, error: CjmError) -> None:
        from cjm_tui.tui.board.lending import offer_terminal

        self._is_at_work = False
        offer_terminal(self._desk, error, self._with_terminal, self._tell, command="cjm sync")

    def _with_terminal(self) -> Synced:
        from cjm_tui.services.joining.sync import sync

        return sync(self._desk.open_map.path.parent, print, in_terminal=True)
