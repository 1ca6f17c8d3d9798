"""A thread beside a screen that lists files: it notices that somebody wrote one, made one or took one away.

Invariant: it reads nothing and touches no widget; it says that there is something to see, and the screen looks.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from textual.message import Message

from cjm_tui.services.workspace.marks import marks_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOOK_EVERY = 0.5
"""Seconds between two looks, at least."""

_REST = 400
"""So many times as long as a look took it rests: a thousand files may not cost an idle app more than a few."""


class Changed(Message):
    """Somebody wrote a file of the folder, made one, or took one away."""


class Lookout:
    """Looks at the workspace in `folder` and posts `Changed` (from its thread) when it is not as it was."""

    def __init__(self, folder: Path, post: Callable[[Message], object]) -> None:
        self._folder = folder
        self._post = post
        self._over = threading.Event()

    def start(self) -> None:
        """Begin to look."""
        threading.Thread(target=self._look, name="cjm-lookout", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def _look(self) -> None:
        before = marks_in(self._folder)
        rest = LOOK_EVERY
        while not self._over.wait(rest):
            start = time.thread_time()
            now = marks_in(self._folder)
            rest = max(LOOK_EVERY, _REST * (time.thread_time() - start))
            if now != before:
                before = now
                self._post(Changed())
