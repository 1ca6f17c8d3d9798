"""What is saved when the app has to go: hang-up, SIGTERM, SIGINT from outside, a dead terminal, a fault of ours.

A plain signal handler runs even while a stalled terminal holds the event loop, so it saves there and then, gives the
terminal back without waiting for it, and lets the signal take its course. Invariant: nothing here waits for the
terminal, and everything typed is on the disk before the process ends.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
from typing import Any

_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
_MODES = (1000, 1003, 1006, 1015, 1004, 2004, 2048, 2026, 1049)
_LEAVING = "\x1b[0m\x1b[<u" + "".join(f"\x1b[?{mode}l" for mode in _MODES) + "\x1b[?7h\x1b[?25h"
_PATIENCE = 1.5


class Lifeline:
    """Holds what must be done before the process ends: each of `save` is called once, in the order it was added.

    `is_cut` tells that a signal ends the process now: nothing waits for the terminal any more.
    """

    def __init__(self) -> None:
        self._saves: list[Callable[[], object]] = []
        self._before: list[Any] | None = None
        self.is_cut = False

    def add(self, save: Callable[[], object]) -> None:
        """Have something done before the process ends; it may run in a signal's handler."""
        self._saves.append(save)

    def discard(self, save: Callable[[], object]) -> None:
        """Have something not done any more."""
        with suppress(ValueError):
            self._saves.remove(save)

    def hold(self) -> None:
        """Take over the signals, and look out for a terminal that dies without one. Call it in the main thread."""
        if threading.current_thread() is not threading.main_thread():
            return
        with suppress(termios.error, OSError, ValueError):
            self._before = termios.tcgetattr(sys.__stdin__.fileno()) if sys.__stdin__ else None
        for number in _SIGNALS:
            signal.signal(number, self._cut)
        threading.Thread(target=_watch_terminal, name="cjm-lifeline", daemon=True).start()

    def save(self) -> None:
        """Do everything now; what fails does not keep the rest from being done."""
        for save in tuple(self._saves):
            with suppress(Exception):  # the last moment of the process: nobody is left to tell
                save()

    def _cut(self, number: int, _: FrameType | None) -> None:
        if self.is_cut:
            return
        self.is_cut = True
        for other in _SIGNALS:
            signal.signal(other, signal.SIG_IGN)
        # Should a disk hang as well, the process ends all the same.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
        self.save()
        self._give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _give_back(self) -> None:
        """Leave the terminal as it was found, as far as that goes without waiting for it."""
        with suppress(OSError, ValueError, termios.error):
            for stream in filter(None, (sys.__stderr__,)):
                os.set_blocking(stream.fileno(), False)
                os.write(stream.fileno(), _LEAVING.encode())
                os.set_blocking(stream.fileno(), True)
            if self._before is not None and sys.__stdin__ is not None:
                termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, self._before)


def _watch_terminal() -> None:
    """Wait until the terminal hangs up, then say so with the signal that should have come."""
    if sys.__stdin__ is None:
        return
    try:
        poll = select.poll()
        poll.register(sys.__stdin__.fileno(), 0)
        events = poll.poll()
    except (OSError, ValueError):
        return
    if any(event & (select.POLLHUP | select.POLLERR) and not event & select.POLLNVAL for _, event in events):
        os.kill(os.getpid(), signal.SIGHUP)
