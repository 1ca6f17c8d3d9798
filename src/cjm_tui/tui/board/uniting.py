"""Settling conflicts: those of the map, those git left in the file, and the end of a merge that had some."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.errors import UsageError
from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from cjm_tui.services.joining.finishing import Finished
    from cjm_tui.services.joining.one_sided import OneSided, Side
    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.tui.board.arriving import Arriving
    from cjm_tui.tui.board.desk import Desk


class Uniting:
    """Has conflicts settled, and finishes what git was in the middle of."""

    def __init__(self, desk: Desk, arriving: Arriving) -> None:
        self._desk, self._arriving = desk, arriving

    def begin(self) -> None:
        """Say at once that something has to be settled."""
        count = len(self._desk.document.of_kind("conflict"))
        if count:
            self._desk.say(
                f"{count} conflict{'s' * (count != 1)} to settle: {key_of('settle-conflicts')} shows both sides",
                "error",
            )

    def do_settle_conflicts(self) -> None:
        """Show the conflicts of this map, one after the other."""
        if self._desk.document.of_kind("conflict"):
            self._settle()
            return
        from cjm_tui.services.joining.one_sided import one_sided

        self._desk.bring(partial(one_sided, self._desk.open_map.path), self._settle_file)

    def _settle_file(self, disputed: OneSided | None) -> None:
        """Ask whether a map that one side removed is kept; otherwise merge what git left in it."""
        from cjm_tui.services.joining.conflicts import merged_where_left

        if disputed is None:
            self._desk.bring(partial(merged_where_left, self._desk.open_map.path), self._settle_merged)
            return
        from cjm_tui.services.joining.one_sided import choose_side
        from cjm_tui.tui.screens.disputes import ask_side

        def choose(side: Side) -> None:
            work = partial(choose_side, disputed, side)
            self._desk.guarded(lambda: self._arriving.joins(work, self._finished))

        ask_side(self._desk, disputed, choose)

    def _settle(self) -> None:
        from cjm_tui.tui.screens.settling import SettlingScreen

        self._desk.ask(SettlingScreen(self._desk))

    def _settle_merged(self, is_merged: bool) -> None:
        if is_merged:
            self._arriving.look_again()
        if self._desk.document.of_kind("conflict"):
            self._settle()
        elif is_merged:
            self._desk.say("Merged by card and field; nothing was left to choose", "text")
        else:
            self._settle_elsewhere()

    def _elsewhere(self) -> str:
        """Say where something is open besides this map, nothing where nothing is."""
        from cjm_tui.services.joining.disputed import disputed_around, in_words
        from cjm_tui.services.joining.one_sided import one_sided_files

        path = self._desk.open_map.path
        return in_words(disputed_around(path, but=path)) or ", ".join(one.name for one in one_sided_files(path))

    def _settle_elsewhere(self, none: str = "No conflict is open") -> None:
        """Go to what is open in other files, what this map rests on and other maps; `none` says that nothing is."""
        from cjm_tui.tui.screens.disputes import Ways, settle_around

        ways = Ways(self._desk.cjm.open_board, f"{key_of('commit')} commits", self._desk.read_around)
        settle_around(self._desk, self._desk.open_map.path, ways, none)

    def finishes(self, known: Recorded, *, is_unmerged: bool) -> bool:
        """Offer to finish what git is in the middle of; tell whether there is something.

        `is_unmerged` tells that git has left the map's file in conflict.
        """
        from cjm_tui.services.joining.giving_up import FINISHED_HERE

        if known.operation not in FINISHED_HERE:
            return is_unmerged and self._finishes_stash()
        if self._desk.document.of_kind("conflict"):
            shown = f"{key_of('settle-conflicts')} shows them"
            self._desk.say(f"Git is in the middle of a {known.operation}: settle the conflicts first, {shown}", "error")
            return True

        self._desk.bring(self._elsewhere, partial(self._offer_to_finish, str(known.operation)))
        return True

    def _offer_to_finish(self, operation: str, elsewhere: str) -> None:
        from cjm_tui.services.joining.finishing import finish
        from cjm_tui.tui.dialogs.confirm import Confirm

        heading = f"Git is in the middle of a {operation}"
        if elsewhere:
            shown = f"{key_of('settle-conflicts')} leads there"
            self._desk.say(f"{heading}: settle {elsewhere} first, {shown}", "error")
            return

        def go_on(agreed: bool | None) -> None:
            if agreed:
                work = partial(finish, self._desk.open_map.path)
                self._desk.guarded(lambda: self._arriving.joins(work, self._went_on))

        question = "Nothing is left to settle. Finish it with the maps as they stand?"
        self._desk.ask(Confirm(heading, question, f"finish the {operation}", "not yet"), go_on)

    def do_give_up(self) -> None:
        """Give up what git is in the middle of, once the person agrees."""
        from cjm_tui.services.joining.giving_up import FINISHED_HERE, forsake
        from cjm_tui.tui.dialogs.confirm import Confirm

        operation = self._desk.recorded.operation if self._desk.recorded else ""
        if operation not in FINISHED_HERE:
            raise UsageError("Nothing to give up", "git is in the middle of nothing")
        work = partial(forsake, self._desk.open_map.path)

        def back(agreed: bool | None) -> None:
            if agreed:
                self._desk.guarded(lambda: self._arriving.joins(work, self._finished))

        question = "Everything is as it was before it began; what was settled since is gone, other edits stay."
        self._desk.ask(Confirm(f"Give up the {operation}", question, "give it up", "go on with it"), back)

    def _finishes_stash(self) -> bool:
        """Let a map that came back from a stash in conflict, settled now, be work like any other."""
        from cjm_tui.services.joining.finishing import finish

        path = self._desk.open_map.path
        if self._desk.document.of_kind("conflict"):
            shown = f"{key_of('settle-conflicts')} shows it"
            self._desk.say(f"What came back from the stash is in conflict: settle that first, {shown}", "error")
        else:
            self._desk.bring(partial(finish, path), self._commit_what_was_stashed)
        return True

    def _went_on(self, done: Finished) -> None:
        """Say how it went on, and settle what is open then, wherever it is."""
        self._finished(done.sentence)
        if not done.is_done and not self._desk.document.of_kind("conflict"):
            self._settle_elsewhere(none="")

    def _commit_what_was_stashed(self, done: Finished) -> None:
        """Go on with what the key was pressed for."""
        self._desk.say(done.sentence, "text")
        self._desk.run("commit")

    def _finished(self, sentence: str) -> None:
        arrived_now = self._arriving.gathered()
        self._desk.read_around(with_names=False)
        told = "; ".join([sentence, *arrived_now])
        self._desk.say(told, "text")
        if self._desk.document.of_kind("conflict"):
            self._settle()
