"""The board's commands that bring several people's work together: settling conflicts and syncing."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

from cjm_tui.errors import CjmError, UsageError
from cjm_tui.services.editing.open_map import arrived
from cjm_tui.tui.screens.commanded import Found
from cjm_tui.tui.screens.sharing import Sharing, cards_between

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.open_map import Step
    from cjm_tui.services.joining.sync import Synced
    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.storage.lens import Reading


class Uniting(Sharing):
    """Settles conflicts, fetches what others did and gives them ours."""

    _gathered: list[str] | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        """Take up a map; nobody has asked to stop anything yet."""
        super().__init__(*given, **named)
        self._is_unwanted = Event()

    def on_mount(self) -> None:
        """Say at once that something has to be settled."""
        count = len(self.document.of_kind("conflict"))
        if count:
            self.say(f"{count} conflict{'s' * (count != 1)} to settle: C shows both sides", "error")

    def do_settle_conflicts(self) -> None:
        """Show the conflicts of this map, one after the other."""
        if self.document.of_kind("conflict"):
            self._settle()
            return
        from cjm_tui.services.joining.conflicts import merged_where_left

        self.aside(partial(merged_where_left, self.open_map.path), self._settle_merged)

    def tell_unreadable(self, path: Path, reading: Reading) -> None:
        """Say what to do where git merged beside the app and left both versions in the file."""
        from cjm_tui.services.joining.conflicts import has_markers

        if path == self.open_map.path and has_markers(reading.text):
            self.say(f"Git left two versions in {path.name}: C merges them by card and field", "error")
        else:
            super().tell_unreadable(path, reading)

    def _settle(self) -> None:
        from cjm_tui.tui.screens.settling import SettlingScreen

        self.app.push_screen(SettlingScreen(self))

    def _settle_merged(self, is_merged: bool) -> None:
        if is_merged:
            self.look_again()
        if self.document.of_kind("conflict"):
            self._settle()
        elif is_merged:
            self.say("Merged by card and field; nothing was left to choose", "text")
        else:
            self.say("No conflict is open in this map")

    def all_settled(self, words: str) -> None:
        """Say that nothing is open any more, and what comes next."""
        self.say(f"{words}. All is settled: c commits · u undoes", "text")

    def finishes(self, known: Recorded) -> bool:
        """Offer to finish what git is in the middle of; tell whether there is something."""
        from cjm_tui.services.joining.finishing import FINISHED_HERE, finish
        from cjm_tui.tui.dialogs.confirm import Confirm

        if known.operation not in FINISHED_HERE:
            return self._finishes_stash()
        if self.document.of_kind("conflict"):
            self.say(f"Git is in the middle of a {known.operation}: settle the conflicts first, C shows them", "error")
            return True

        def go_on(agreed: bool | None) -> None:
            if agreed:
                self.gather()
                self.aside(partial(finish, self.open_map.path), self._finished)

        question = "Nothing is left to settle in this map. Finish it with the maps as they stand?"
        heading = f"Git is in the middle of a {known.operation}"
        self.app.push_screen(Confirm(heading, question, f"finish the {known.operation}", "not yet"), go_on)
        return True

    def _finishes_stash(self) -> bool:
        """Let a map that came back from a stash in conflict, settled now, be work like any other."""
        from cjm_tui.services.joining.conflicts import is_left_unmerged
        from cjm_tui.services.joining.finishing import finish

        path = self.open_map.path
        if self.recorded is None or not self.recorded.has_history or not is_left_unmerged(path):
            return False
        if self.document.of_kind("conflict"):
            self.say("What came back from the stash is in conflict: settle that first, C shows it", "error")
        else:
            self.aside(partial(finish, path), lambda sentence: self.say(f"{sentence}. c commits", "text"))
        return True

    def do_give_up(self) -> None:
        """Give up what git is in the middle of, once the person agrees."""
        from cjm_tui.services.joining.finishing import FINISHED_HERE, forsake
        from cjm_tui.tui.dialogs.confirm import Confirm

        operation = self.recorded.operation if self.recorded else ""
        if operation not in FINISHED_HERE:
            raise UsageError("Nothing to give up", "git is in the middle of nothing")

        def back(agreed: bool | None) -> None:
            if agreed:
                self.guarded(partial(self.joins, partial(forsake, self.open_map.path), self._finished))

        question = "Everything is as it was before it began; what was settled since is gone."
        self.app.push_screen(Confirm(f"Give up the {operation}", question, "give it up", "go on with it"), back)

    def joins(self, work: Callable[[], Found], then: Callable[[Found], None]) -> None:
        """Let git change files in a thread, with everything saved before; what arrives is gathered."""
        self.trouble_of_flushing()
        self.gather()
        self.aside(work, then)

    def _finished(self, sentence: str) -> None:
        arrived_now = self.gathered()
        self.read_around(with_names=False)
        told = "; ".join([sentence, *arrived_now])
        self.say(told, "text")
        if self.document.of_kind("conflict"):
            self._settle()

    def do_sync(self) -> None:
        """Fetch, merge and push, in a thread; each step is told."""
        if self._gathered is not None:
            self._is_unwanted.set()
            self.say("Stopping …")
            return
        self.trouble_of_flushing()
        self.gather()
        self._is_unwanted.clear()
        self.say("Syncing …")
        self.run_worker(self._sync, thread=True)

    def _sync(self) -> None:
        from cjm_tui.services.joining.sync import sync

        try:
            synced = sync(self.open_map.path.parent, self._tell_step, is_unwanted=self._is_unwanted.is_set)
        except CjmError as error:
            self.app.call_from_thread(self._not_synced, error)
        else:
            self.app.call_from_thread(self._synced, synced)

    def _tell_step(self, words: str) -> None:
        self.app.call_from_thread(self.say, f"{words}  S stops it")

    def _synced(self, synced: Synced) -> None:
        arrived_now = self.gathered()
        self.read_around()
        told = f"{synced.sentence} {'; '.join(arrived_now)}".rstrip()
        self.say(told, "text" if synced.is_done else "error")
        if self.open_map.path.resolve() in {path.resolve() for path in synced.open_conflicts}:
            self.do_settle_conflicts()

    def tell_arrival(self, step: Step, before: Document, who: str = "") -> None:
        """Gather what a sync or another branch brings, to be told with it; tell all else at once."""
        if self._gathered is None or step.refused:
            super().tell_arrival(step, before, who)
            return
        self._gathered += step.sentences
        self.board.touch(cards_between(before, step.open_map.document))

    def trouble(self, error: CjmError) -> None:
        """Say what could not happen; nothing more is gathered."""
        self._gathered = None
        super().trouble(error)

    def gather(self) -> None:
        """Tell what arrives from now on when `gathered` is called."""
        self._gathered = []

    def gathered(self) -> list[str]:
        """Return in words what arrived since `gather`, the newest state of the disk included."""
        self.look_again()
        found, self._gathered = self._gathered or [], None
        return found

    def look_again(self) -> None:
        """Take in what the disk holds now, without waiting for the next look."""
        from cjm_tui.storage.files import load

        path = self.open_map.path
        if not path.exists():
            return
        reading = load(path).reading
        known = self.open_map.saved.get(path)
        if reading.document is not None and (known is None or known.reading.text != reading.text):
            self._take_in(arrived(self.open_map, path, reading))

    def _not_synced(self, error: CjmError) -> None:
        from cjm_tui.tui.dialogs.confirm import Confirm

        self.trouble(error)
        if getattr(error, "needs_terminal", False):
            question = f"{error.message}. Run it in the terminal, where you can answer?"
            dialog = Confirm(error.title, question, "run it in the terminal", "leave it")
            self.app.push_screen(dialog, self._sync_in_terminal)

    def _sync_in_terminal(self, agreed: bool | None) -> None:
        from textual.app import SuspendNotSupported

        if not agreed:
            return
        try:
            with self.app.suspend():
                synced = self._with_terminal()
        except SuspendNotSupported:
            self.say("This terminal cannot be handed over; type `cjm sync` in a shell", "error")
        except CjmError as error:
            self.trouble(error)
        else:
            self._synced(synced)

    def _with_terminal(self) -> Synced:
        from cjm_tui.services.joining.sync import sync

        return sync(self.open_map.path.parent, print, in_terminal=True)
