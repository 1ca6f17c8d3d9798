"""A thread that keeps company: shows that a map is open here, notices who else has it open, writes down my edits.

It sends nothing to the terminal by itself: it posts a message when somebody came or went, and only then.
"""

from __future__ import annotations

import queue
import threading
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.together import Company

_FIRST = 0.4
_LOOK_EVERY = 1.0
_SHOW_EVERY = 30.0

Edit = tuple["Document", "Document"]


class Met(Message):
    """The company a map is in is known, or somebody came or went; `others` are their names."""

    def __init__(self, company: Company, others: tuple[str, ...]) -> None:
        super().__init__()
        self.company = company
        self.others = others


class Moved(Message):
    """Git moved beside the app: the last commit is another, or it is in the middle of something, or no longer."""


class CompanyKeeper:
    """Keeps company with one map; `post` takes messages from any thread."""

    def __init__(self, path: Path, post: Callable[[Message], object]) -> None:
        self._path = path
        self._post = post
        self._edits: queue.SimpleQueue[Edit | None] = queue.SimpleQueue()
        self._over = threading.Event()
        self._company: Company | None = None
        self._mark = 0
        self._standing: tuple[int, str] | None = None
        self._shown = 0.0
        self._others: tuple[str, ...] | None = None

    def start(self) -> None:
        """Begin; where there is no repository nothing more happens."""
        threading.Thread(target=self._run, name="cjm-company", daemon=True).start()

    def wrote(self, before: Document, after: Document) -> None:
        """Have an edit written down as mine."""
        self._edits.put((before, after))

    def leave(self) -> None:
        """Take the sign away; safe in a signal's handler."""
        self._over.set()
        self._edits.put(None)
        if self._company is not None:
            self._company.leave()

    def _run(self) -> None:
        if self._over.wait(_FIRST):
            return
        from cjm_tui.services.editing.together import company_of

        self._company = company_of(self._path)
        if self._company is None:
            return
        while not self._over.is_set():
            self._look(self._company)
            with suppress(queue.Empty):
                edit = self._edits.get(timeout=_LOOK_EVERY)
                while edit is not None:
                    self._company.wrote(*edit)
                    edit = self._edits.get_nowait()
        if self._over.is_set():
            self._company.leave()

    def _look(self, company: Company) -> None:
        """Show that the map is open here, and post who else has it open when that changed, and that git moved."""
        from cjm_tui.history.state import operation_in

        git_dir = company.folder.parent
        standing = _mark(git_dir / "logs" / "HEAD"), operation_in(git_dir)
        if self._standing not in {None, standing}:
            self._post(Moved())
        self._standing = standing
        now = monotonic()
        is_due = not self._shown or now - self._shown > _SHOW_EVERY
        if is_due:
            company.enter()
            self._shown = now
        mark = _mark(company.presence_folder)
        if mark == self._mark and not is_due:
            return
        self._mark = mark
        others = company.others()
        if others != self._others:
            self._others = others
            self._post(Met(company, others))


def _mark(path: Path) -> int:
    """Return what changes when a sign is put into a folder or taken away, or a line written into a file."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
