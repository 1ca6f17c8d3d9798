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
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ASKED_FOR_SYNC = b"\x1b[?2026$p"
SYNC_IS_KNOWN = b"\x1b[?2026;2$y"
FRAME_END = b"\x1b[?2026l"


class Terminal:
    """A program on a terminal of its own. Use it as a context manager: leaving kills what is left of the program."""

    def __init__(
        self, words: Sequence[str], size: tuple[int, int], environment: Mapping[str, str], *, folder: Path | None = None
    ) -> None:
        self.seen = bytearray()
        self.started = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.chdir(folder or ".")
            # Not os.execvp: readline sets LINES and COLUMNS behind Python's back, and they would overrule the size.
            os.execvpe(words[0], list(words), dict(environment))  # noqa: S606  # a list of words, never a shell
        self._code: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.file)

    def read(self, seconds: float) -> bytes:
        """Read what comes within some seconds, answering the question whether frames may be held together."""
        found = bytearray()
        until = time.perf_counter() + seconds
        while piece := self.piece(until - time.perf_counter()):
            found += piece
        return bytes(found)

    def piece(self, seconds: float) -> bytes:
        """Read what is there, or comes first within some seconds; empty when nothing comes, or the program ended."""
        if seconds < 0 or not select.select([self.file], [], [], seconds)[0]:
            return b""
        try:
            piece = os.read(self.file, 65536)
        except OSError:
            return b""
        self.seen += piece
        if ASKED_FOR_SYNC in piece:
            os.write(self.file, SYNC_IS_KNOWN)
        return piece

    def settle(self, quiet: float = 0.3) -> bytes:
        """Read until the program has sent nothing and had nothing to do for `quiet` seconds; return what came.

        A program that waits for a free processor has something to do, however long it waits.
        """
        found, until = bytearray(), time.perf_counter() + PATIENCE
        calm_since = time.perf_counter()
        while (now := time.perf_counter()) < until:
            piece = self.read(0.02)
            found += piece
            if piece or is_at_work(self.pid):
                calm_since = time.perf_counter()
            elif now - calm_since >= quiet:
                return bytes(found)
        raise AssertionError(f"no rest within {PATIENCE} s: {bytes(found[-2000:])!r}")

    def until(self, words: bytes, seconds: float = PATIENCE) -> float:
        """Wait until something has been drawn and its frame has ended; return the seconds it took.

        A rest ends a frame as well: the first may be drawn before the program has read that the terminal knows of
        frames, and then nothing is sent at its end.
        """
        began, start = time.perf_counter(), len(self.seen)
        while time.perf_counter() - began < seconds:
            piece = self.read(0.002)
            at = self.seen.find(words, max(0, start - len(words)))
            if at >= 0 and (FRAME_END in self.seen[at:] or not (piece or is_at_work(self.pid))):
                return time.perf_counter() - began
        raise AssertionError(f"{words!r} was not drawn in {seconds} s: {bytes(self.seen[-2000:])!r}")

    def until_sent(self, words: bytes) -> None:
        """Wait until something was sent, by a program that draws no frames."""
        until = time.perf_counter() + PATIENCE
        while words not in self.seen:
            assert time.perf_counter() < until, f"{words!r} was not sent: {bytes(self.seen[-2000:])!r}"
            self.read(0.01)

    def press(self, keys: bytes) -> None:
        """Type keys, as the bytes a terminal sends."""
        os.write(self.file, keys)

    def after(self, keys: bytes, quiet: float = 0.3) -> bytes:
        """Type keys and return what the program sent until it was at rest."""
        self.press(keys)
        return self.settle(quiet)

    def rest(self, quiet: float = 0.3) -> None:
        """Wait until the program has had nothing to do for `quiet` seconds, or cannot go on as nobody reads."""
        calm_since = until = time.perf_counter()
        until += PATIENCE
        while (now := time.perf_counter()) - calm_since < quiet and now < until:
            time.sleep(0.01)
            calm_since = now if is_at_work(self.pid) else calm_since

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        os.close(self.file)
        self.file = os.open(os.devnull, os.O_RDONLY)

    def code(self, *, is_read: bool = True) -> int:
        """Wait for the program's end, and read meanwhile; return its exit status (negative: the signal)."""
        self.seconds_to_end(is_read=is_read)
        assert self._code is not None
        return self._code

    def seconds_to_end(self, *, is_read: bool = True) -> float:
        """Wait for the program's end; return the seconds it took, without those it waited for a free processor."""
        began, held_up_before = time.perf_counter(), seconds_held_up(self.pid)
        held_up = held_up_before
        while not self.has_ended():
            held_up = max(held_up, seconds_held_up(self.pid))
            assert time.perf_counter() - began < PATIENCE, f"did not end: {bytes(self.seen[-2000:])!r}"
            if is_read:
                self.read(0.01)
            else:
                time.sleep(0.01)
        return time.perf_counter() - began - (held_up - held_up_before)

    def has_ended(self) -> bool:
        """Tell whether the program has ended."""
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code is not None


def is_at_work(process: int) -> bool:
    """Tell whether a process, or one it started, runs or would run if a processor were free (proc(5), `state`)."""
    return any(_state(thread) in {"R", "D"} for thread in _threads(process))


def seconds_held_up(process: int) -> float:
    """Return how long a process has waited for a free processor, in seconds over all its threads; 0 if unknown.

    The kernel's Documentation/scheduler/sched-stats.rst: the second figure of `schedstat`, in nanoseconds.
    """
    held_up = 0
    for thread in _threads(process):
        with suppress(OSError):
            held_up += int((thread / "schedstat").read_text().split()[1])
    return held_up / 1e9


def _threads(process: int) -> Iterator[Path]:
    """Yield the folders of all threads of a process and of those it started; none where there is no /proc."""
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            yield thread
            for child in (thread / "children").read_text().split():
                yield from _threads(int(child))


def _state(thread: Path) -> str:
    try:
        return (thread / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a usual terminal with true colours, some variables added or changed."""
    usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": ""}
    return {**os.environ, **usual, **more}


def python(code: str) -> list[str]:
    """Return the words that run a piece of Python."""
    return [sys.executable, "-c", code]
