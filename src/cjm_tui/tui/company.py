"""A thread that keeps company: shows that a map is open here, notices who else has it open, writes down my edits.

It sends nothing to the terminal by itself: it posts a message when somebody came or went, or git moved, and only then.
"""

from __future__ import annotations

import queue
import threading
from contextlib import contextmanager, nullcontext, suppress
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cjm_tui.history.reflog import Move
    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.authorship import Place
    from cjm_tui.services.editing.moves import Moves
    from cjm_tui.services.editing.together import Company
    from cjm_tui.storage.presence import Presence

_FIRST = 0.4
_LOOK_EVERY = 1.0
_SHOW_EVERY = 30.0
_ASK_EVERY = 10.0
"""Seconds between two looks for a repository where there was none, or git refused it."""


class Met(Message):
    """The company a map is in is known, or somebody came or went; `others` are their names."""

    def __init__(self, company: Company, others: tuple[str, ...]) -> None:
        super().__init__()
        self.company = company
        self.others = others


class Moved(Message):
    """Git moved beside the app: HEAD is another, by `moves` of others, or git is in the middle of something else."""

    def __init__(self, moves: tuple[Move, ...]) -> None:
        super().__init__()
        self.moves = moves


class CompanyKeeper:
    """Keeps company with one map; `post` takes messages from any thread."""

    def __init__(self, path: Path, post: Callable[[Message], object]) -> None:
        self._path = path
        self._post = post
        self._hands: queue.SimpleQueue[Callable[[Company], None] | None] = queue.SimpleQueue()
        self._over = threading.Event()
        self._is_to_ask = threading.Event()
        self._company: Company | None = None
        self._moves: Moves | None = None
        self._mark = 0
        self._shown = 0.0
        self._others: tuple[Presence, ...] | None = None

    def start(self) -> None:
        """Begin; where there is no repository nothing more happens until there is one."""
        threading.Thread(target=self._run, name="cjm-company", daemon=True).start()

    def ask_again(self) -> None:
        """Look at once whether there is a repository now."""
        self._is_to_ask.set()

    def wrote(self, before: Document, after: Document) -> None:
        """Have an edit written down as mine."""
        self._hands.put(lambda company: company.wrote(before, after))

    def meant(self, document: Document, place: Place) -> None:
        """Have written down that I want a place to be what it is already."""
        self._hands.put(lambda company: company.meant(document, place))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Know how git moves in this block as my own doing; from any thread."""
        with self._moves.mine() if self._moves else nullcontext():
            yield

    def leave(self) -> None:
        """Take the sign away; safe in a signal's handler."""
        self._over.set()
        self._is_to_ask.set()
        self._hands.put(None)
        if self._company is not None:
            self._company.leave()

    def _run(self) -> None:
        if self._over.wait(_FIRST):
            return
        company = self._company = self._found()
        if company is None:
            return
        from cjm_tui.services.editing.moves import Moves

        moves = self._moves = Moves(company.git_dir, company.me)
        while not self._over.is_set():
            self._look(company, moves)
            with suppress(queue.Empty):
                hand = self._hands.get(timeout=_LOOK_EVERY)
                while hand is not None:
                    hand(company)
                    hand = self._hands.get_nowait()
        company.leave()

    def _found(self) -> Company | None:
        """Wait for a repository; None when it is over before."""
        from cjm_tui.services.editing.together import company_of

        company = company_of(self._path)
        while company is None and not self._over.is_set():
            self._is_to_ask.wait(_ASK_EVERY)
            self._is_to_ask.clear()
            company = company_of(self._path)
        return company

    def _look(self, company: Company, moves: Moves) -> None:
        """Show that the map is open here, and post who else has it open when that changed, and that git moved."""
        moved = moves.since_last()
        if moved is not None:
            self._post(Moved(moved))
        now = monotonic()
        is_due = not self._shown or now - self._shown > _SHOW_EVERY
        if is_due:
            company.enter()
            self._shown = now
        mark = _mark(company.presence_folder)
        if mark == self._mark and not is_due and not company.has_lost(self._others or ()):
            return
        self._mark = mark
        others = company.others()
        if others != self._others:
            self._others = others
            self._post(Met(company, tuple(one.name for one in others)))


def _mark(path: Path) -> int:
    """Return what changes when a sign is put into a folder or taken away."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
