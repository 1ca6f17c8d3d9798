"""A real terminal for tests: a program in a pty, its keys pressed and its bytes counted."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ASKED_FOR_SYNC = b"\x1b[?2026$p"
SYNC_IS_KNOWN = b"\x1b[?2026;2$y"
FRAME_END = b"\x1b[?2026l"


class Terminal:
    """A program on a terminal of its own. Use it as a context manager: leaving kills what is left of the program."""

    def __init__(self, words: Sequence[str], size: tuple[int, int], environment: Mapping[str, str]) -> None:
        self.seen = bytearray()
        self.started = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            # The parent may have been started by a test runner that ignores hang-ups.
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execve(words[0], list(words), dict(environment))  # noqa: S606  # a list of words, never a shell
        self._code: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.code() is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.file)

    def read(self, seconds: float) -> bytes:
        """Read what comes within some seconds, answering the question whether frames may be held together."""
        found = bytearray()
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if not select.select([self.file], [], [], left)[0]:
                break
            try:
                piece = os.read(self.file, 65536)
            except OSError:
                break
            if not piece:
                break
            if ASKED_FOR_SYNC in piece:
                os.write(self.file, SYNC_IS_KNOWN)
            found += piece
        self.seen += found
        return bytes(found)

    def until(self, words: bytes, seconds: float = 10) -> float:
        """Wait until something has been drawn and its frame has ended; return the seconds it took."""
        began, start = time.perf_counter(), len(self.seen)
        while time.perf_counter() - began < seconds:
            self.read(0.002)
            at = self.seen.find(words, max(0, start - len(words)))
            if at >= 0 and FRAME_END in self.seen[at:]:
                return time.perf_counter() - began
        raise AssertionError(f"{words!r} was not drawn in {seconds} s: {bytes(self.seen[-2000:])!r}")

    def press(self, keys: bytes) -> None:
        """Type keys, as the bytes a terminal sends."""
        os.write(self.file, keys)

    def after(self, keys: bytes, seconds: float = 0.4) -> bytes:
        """Type keys and return what the program sent within some seconds."""
        self.press(keys)
        return self.read(seconds)

    def code(self, seconds: float = 0) -> int | None:
        """Return the exit status (negative: the signal), None while the program runs after some seconds."""
        until = time.perf_counter() + seconds
        while self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
            elif time.perf_counter() >= until:
                return None
            else:
                self.read(0.01)
        return self._code


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a usual terminal with true colours, some variables added or changed."""
    usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": ""}
    return {**os.environ, **usual, **more}


def python(code: str) -> list[str]:
    """Return the words that run a piece of Python."""
    return [sys.executable, "-c", code]
