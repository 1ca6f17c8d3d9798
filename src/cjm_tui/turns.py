"""Turns at a folder: the operating system's own lock on it, waited for in the system's own queue.

Who only looks again and again whether a lock is free is overtaken by all others. Invariant: who waits comes before
who has just had a turn; nothing is left behind, neither on disk nor in a child process.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from contextlib import contextmanager, suppress
from threading import Event, RLock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASIDE = 1e-6
"""Seconds to step aside after a turn: on a busy machine who comes again at once is there before who was woken."""


@contextmanager
def turn_at(folder: int) -> Iterator[Turn]:
    """Ask for a turn at the folder that is open as `folder`; pass it on after the block, whether it had come or not."""
    turn = Turn(folder)
    try:
        yield turn
    finally:
        turn.end()


class Turn:
    """Somebody's turn at a folder, to be waited for."""

    def __init__(self, folder: int) -> None:
        self._folder = folder
        self._place: _Place | None = None

    def comes_within(self, seconds: float) -> bool:
        """Wait so many seconds at the most; tell whether the turn has come. Ask again to wait on in the same place.

        Raise `OSError` where the folder cannot be locked, as on some network file systems.
        """
        if self._place is None:
            self._place = _place_left_at(self._folder)
        if self._place is None:
            if _is_taken(self._folder):
                return True
            self._place = _Place(self._folder)
        return self._place.is_first_within(seconds)

    def end(self) -> None:
        """Pass the turn on."""
        if self._place is None:
            _release(self._folder)
        else:
            self._place.leave()
        time.sleep(_ASIDE)


class _Place:
    """A place in the system's queue for a folder, and a thread that stands there.

    Nothing can call such a thread back. Where its owner gives up it stands on, and who comes again takes up the place:
    there are never more threads than ever waited at once.
    """

    def __init__(self, folder: int) -> None:
        self.descriptor = os.dup(folder)
        self._is_first = Event()
        self._refusal: OSError | None = None
        try:
            Thread(target=self._stand, name="cjm-turn", daemon=True).start()
        except RuntimeError as failure:
            os.close(self.descriptor)
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from failure

    def is_first_within(self, seconds: float) -> bool:
        is_first = self._is_first.wait(seconds)
        if self._refusal is not None:
            raise self._refusal
        return is_first

    def leave(self) -> None:
        with _leaving:
            if self._is_first.is_set():
                self._close()
            else:
                _left.append(self)

    def _stand(self) -> None:
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX)
        except OSError as refusal:
            self._refusal = refusal
        with _leaving:
            self._is_first.set()
            if self in _left:
                _left.remove(self)
                self._close()

    def _close(self) -> None:
        _release(self.descriptor)
        os.close(self.descriptor)


_left: list[_Place] = []
_leaving = RLock()
"""May be taken again: a signal in the middle of leaving may save, and so take a turn, in the same thread."""


def _place_left_at(folder: int) -> _Place | None:
    with _leaving:
        place = next((place for place in _left if os.path.sameopenfile(place.descriptor, folder)), None)
        if place is not None:
            _left.remove(place)
        return place


def _is_taken(folder: int) -> bool:
    """Take the lock where nobody has it."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _release(folder: int) -> None:
    """Let go of the lock; closing alone would leave it to a process that was forked meanwhile."""
    with suppress(OSError):
        fcntl.flock(folder, fcntl.LOCK_UN)
