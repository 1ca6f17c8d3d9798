"""The app made of a process that has loaded it already: a start takes a fraction, and everything else is as ever."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import sys
import termios
from typing import TYPE_CHECKING

from tests.tui.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


class Forked(Terminal):
    """The app on a terminal of its own, made of a process that has loaded it already."""

    def __init__(self, path: Path, size: tuple[int, int], *, is_its_own: bool) -> None:
        """Begin; unless it `is_its_own`, the terminal is not the process's controlling one: it never sends a signal."""
        self.seen = bytearray()
        self._code: int | None = None
        self.file, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.file)
            os.setsid()
            if is_its_own:
                fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(terminal, number)
            os.close(terminal)
            live(path)
        os.close(terminal)


def live(path: Path) -> None:
    """Be the app; never return."""
    from cjm_tui.cli.main import run

    code = 1
    try:
        code = run([str(path)])
        sys.stdout.flush()
    finally:
        os._exit(code)


def preload() -> None:
    """Load what the app loads when it draws a map and saves its first edit, without any of it happening."""
    import cjm_tui.cli.opening
    import cjm_tui.model.merge
    import cjm_tui.model.wording
    import cjm_tui.services.editing.live_merge
    import cjm_tui.tui.dialogs.card_form
    import cjm_tui.tui.launching
    import cjm_tui.tui.screens.board
    import cjm_tui.tui.terminal.thrift  # noqa: F401
