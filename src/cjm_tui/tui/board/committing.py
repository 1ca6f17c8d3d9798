"""The board's commands about the next revision: committing it, and going back to the last one."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError, NothingToCommit
from cjm_tui.model.record import HEADER
from cjm_tui.tui import deeds
from cjm_tui.tui.board.asked import Asked
from cjm_tui.tui.commands import keyed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cjm_tui.model.document import Document
    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.storage.lens import Reading
    from cjm_tui.tui.board.arriving import Arriving
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.board.sharing import Sharing
    from cjm_tui.tui.board.uniting import Uniting
    from cjm_tui.tui.dialogs.kept_line import KeptLine


class _Odd(NamedTuple):
    """What `cjm check` finds in what is to be committed: a line for each file with errors, one about all warnings."""

    errors: tuple[str, ...]
    quietly: str = ""


class Committing:
    """Offers a commit with its message written; what git is in the middle of is finished first."""

    def __init__(self, desk: Desk, sharing: Sharing, uniting: Uniting, arriving: Arriving) -> None:
        self._desk, self._sharing, self._uniting, self._arriving = desk, sharing, uniting, arriving

    def do_commit(self) -> None:
        """Look at what git has, then offer a commit of the map and what it rests on, with its message written."""
        from cjm_tui.services.editing.open_map import with_file
        from cjm_tui.services.joining.conflicts import is_left_unmerged
        from cjm_tui.services.past.companions import with_companions

        def look() -> tuple[Mapping[Path, Reading], Recorded, bool, _Odd]:
            companions, known = with_companions(self._desk.open_map)
            odd = _unchecked(known, self._desk.open_map.present, companions)
            return companions, known, is_left_unmerged(self._desk.open_map.path), odd

        def offer(found: tuple[Mapping[Path, Reading], Recorded, bool, _Odd]) -> None:
            companions, known, is_unmerged, odd = found
            for path, reading in companions.items():
                self._desk.put(with_file(self._desk.open_map, path, reading))
            self._offer_commit(known, odd, is_unmerged=is_unmerged)

        self._desk.save_now()
        self._arriving.look_again()  # what another terminal has just written belongs to this revision
        self._desk.bring(look, offer)

    def do_revert(self) -> None:
        """Go back to the last revision, as one edit that `u` takes back."""
        from cjm_tui.model.diff import diff

        known = self._desk.recorded
        committed = known.committed.get(self._desk.open_map.path) if known else None
        if committed is None:
            self._desk.say("There is no revision to go back to yet")
            return
        if not diff(committed, self._desk.document):
            self._desk.say("The map stands as in the last revision")
            return
        self._desk.take(deeds.Deed(committed, self._desk.place), f"Back to the last revision of {committed.title}")

    def _offer_commit(self, known: Recorded, odd: _Odd, *, is_unmerged: bool) -> None:
        from cjm_tui.services.joining.committing import message_for
        from cjm_tui.tui.dialogs.commit import CommitDialog

        self._desk.know(known)
        if not known.has_history:
            self._desk.bring(partial(_room, self._desk.open_map.path), partial(self._offer_history, known))
            return
        if self._uniting.finishes(known, is_unmerged=is_unmerged):
            return
        present = self._desk.open_map.present
        try:
            message = message_for(known, self._desk.open_map.path, present)
        except NothingToCommit as nothing:
            self._desk.say(f"{nothing.title}: {nothing.message}")
            return
        kept = Asked(self._desk).kept("commit", HEADER)
        dialog = CommitDialog(
            message,
            known.uncommitted(present),
            "\n".join(part for part in (known.notice, *odd.errors) if part),
            quietly=odd.quietly,
            commit=self._committing(known),
            in_terminal=self._committing(known, in_terminal=True),
            kept=kept,
        )
        self._desk.ask(dialog, partial(self._tell_committed, kept))

    def _offer_history(self, known: Recorded, folder: Path | None) -> None:
        """Ask whether a repository shall be made where there is none, and go on with the first revision."""
        from cjm_tui.tui.dialogs.confirm import Confirm

        if folder is None:
            raise GitError("No revisions here", known.notice, known.hint)

        def begin(agreed: bool | None) -> None:
            if agreed:
                self._desk.bring(partial(_begin, folder), lambda _: self.do_commit())

        question = f"Revisions are commits, and {folder} is not in a git repository yet. Shall it be one? (`git init`)"
        self._desk.ask(Confirm("A history for this map", question, "make it one, and commit", "not now"), begin)

    def _committing(self, known: Recorded, *, in_terminal: bool = False) -> Callable[[str], str]:
        def committed(message: str) -> str:
            from cjm_tui.services.joining.committing import changed_files, commit

            began = time.time()
            paths = changed_files(known, self._desk.open_map.present)
            people = self._sharing.co_authors(known)
            with self._sharing.at_work():
                made = commit(paths, message, people=people, in_terminal=in_terminal)
            self._sharing.forget_hands(began)
            where = f" on {made.branch}" if made.branch else ""
            beside = f" with {', '.join(person.name for person in people)}" if people else ""
            return f"Committed {made.hash[:7]}{where}{beside}: {message.splitlines()[0]} {made.notice}".rstrip()

        return committed

    def _tell_committed(self, kept: KeptLine, words: str | None) -> None:
        if words:
            kept.give_up()
            self._desk.say(words, "text")
        elif kept.leave():
            self._desk.say(keyed("Not committed; {commit} offers your message again"))
        self._desk.read_around(with_names=False)


def _unchecked(known: Recorded, present: Mapping[Path, Document], companions: Mapping[Path, Reading]) -> _Odd:
    """Return a line for each file that would be committed and `cjm check` fails on, and one about all warnings."""
    from cjm_tui.services.joining.committing import changed_files
    from cjm_tui.services.joining.unchecked import odd_in

    beside = {path: reading.document for path, reading in companions.items() if reading.document is not None}
    remedies = {True: keyed("{settle-conflicts} shows both"), False: keyed("{show-problems} shows it")}
    odd = odd_in(changed_files(known, {**present, **beside}))
    is_here = [path for path, _ in odd.warned] == [next(iter(present))]
    quietly = odd.quietly(keyed("{show-problems} shows where") if is_here else "")
    return _Odd(tuple(one.sentence(remedies[one.is_conflict]) for one in odd.unchecked), quietly)


def _room(path: Path) -> Path | None:
    from cjm_tui.services.joining.beginning import room_for_history

    return room_for_history(path)


def _begin(folder: Path) -> None:
    from cjm_tui.services.joining.beginning import begin_history

    begin_history(folder)
