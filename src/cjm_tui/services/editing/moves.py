"""How git moves in a clone while a map is open: which of it was others' doing, and which my own.

A look costs some `stat` calls; git's log of HEAD is only read when it grew.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cjm_tui.history.message import Person
from cjm_tui.history.reflog import Move, length_of, log_of_head, moves_since
from cjm_tui.history.state import operation_in


class Moves:
    """What moves HEAD from now on; for one person, `me`. May be asked from any thread."""

    def __init__(self, git_dir: Path, me: Person) -> None:
        self._git_dir = git_dir
        self._log = log_of_head(git_dir)
        self._me = me
        self._lock = threading.Lock()
        self._read = length_of(self._log)
        self._standing = self._look()
        self._heard: list[Move] = []
        self._at_work = 0

    @contextmanager
    def mine(self) -> Iterator[None]:
        """Take what somebody of my identity does in this block for my own doing."""
        with self._lock:
            self._at_work += 1
        try:
            yield
        finally:
            with self._lock:
                self._hear(is_mine=True)
                self._at_work -= 1

    def since_last(self) -> tuple[Move, ...] | None:
        """Return what others did since the last time, perhaps nothing; None where git did not move at all.

        As long as I am at work myself, that is nothing yet.
        """
        standing = self._look()
        with self._lock:
            if self._at_work or (standing == self._standing and not self._heard):
                return None
            self._standing = standing
            self._hear(is_mine=False)
            heard, self._heard = tuple(self._heard), []
        return heard

    def _look(self) -> tuple[int, str]:
        return length_of(self._log), operation_in(self._git_dir)

    def _hear(self, *, is_mine: bool) -> None:
        moves, self._read = moves_since(self._log, self._read)
        self._heard += [move for move in moves if not (is_mine and move.person == self._me)]
