"""A real pseudo-terminal with a program in it, read byte by byte with a clock.

It answers the one question modern terminals answer at once, whether they know synchronized updates, so that the end
of a frame can be seen in the stream.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

FRAME_END = b"\x1b[?2026l"
QUESTION = b"\x1b[?2026$p"
ANSWER = b"\x1b[?2026;2$y"
PAUSE = 0.1
"""Seconds without a byte after which a frame is over that has no end of its own."""
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[A-Za-z~@]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78cDM])")


class Terminal:
    """A program in a pseudo-terminal of a given size; a context manager that ends the program."""

    def __init__(
        self,
        words: Sequence[str],
        columns: int,
        rows: int,
        *,
        folder: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.started = time.perf_counter()
        self.seen = b""
        self._is_answered = False
        self.process, self._end = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(folder)
            terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            # Not os.execvp: readline sets LINES and COLUMNS behind Python's back, and they would overrule the size.
            os.execvpe(words[0], list(words), {**os.environ, **terminal, **(environment or {})})  # noqa: S606  # its path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._end)

    def press(self, keys: bytes) -> None:
        """Send keys as the terminal would."""
        os.write(self._end, keys)

    def read(self, seconds: float) -> bytes:
        """Return what comes within `seconds`, at once when something is there; empty when nothing comes."""
        if not select.select([self._end], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            chunk = os.read(self._end, 1 << 16)
        except OSError as failure:
            raise AssertionError(f"the program ended:\n{words_in(self.seen)[-2000:]}") from failure
        self.seen += chunk
        if not self._is_answered and QUESTION in self.seen:
            self._is_answered = True
            os.write(self._end, ANSWER)
        return chunk

    def seconds_until(self, is_there: Callable[[bytes], bool], *, since: float, limit: float = 60.0) -> float:
        """Read until `is_there` says so of all bytes read in this call; return the seconds from `since` to the last.

        A pause is as good as the end of a frame: the first frame may be drawn before the program has read that the
        terminal knows of frames, and then nothing is sent at its end.
        """
        read, arrived = b"", time.perf_counter()
        while arrived - since < limit:
            chunk = self.read(PAUSE)
            if chunk:
                read, arrived = read + chunk, time.perf_counter()
            elif time.perf_counter() - since > limit:
                break
            if is_there(read if chunk else read + FRAME_END):
                return arrived - since
        raise AssertionError(f"not seen within {limit} s:\n{words_in(self.seen)[-2000:]}")

    def bytes_until_quiet(self, quiet: float = 0.25) -> int:
        """Read until nothing comes for `quiet` seconds; return how many bytes came."""
        count = 0
        while chunk := self.read(quiet):
            count += len(chunk)
        return count

    def bytes_until_idle(self, quiet: float = 0.12) -> int:
        """Read until nothing comes for `quiet` seconds in which no thread has work; return how many bytes came.

        So that the count is the same however busy the machine is.
        """
        count, since = 0, time.perf_counter()
        while time.perf_counter() - since < quiet:
            chunk = self.read(0.01)
            count += len(chunk)
            if chunk or not self._sleeps():
                since = time.perf_counter()
        return count

    def _sleeps(self) -> bool:
        """Tell whether every thread of the program waits for something."""
        for thread in Path(f"/proc/{self.process}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):
                if thread.joinpath("stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "S":
                    return False
        return True

    def bytes_within(self, seconds: float) -> int:
        """Return how many bytes come within `seconds`."""
        end = time.perf_counter() + seconds
        count = 0
        while (left := end - time.perf_counter()) > 0:
            count += len(self.read(left))
        return count

    def peak_memory(self) -> int:
        """Return the most memory the program has held so far, in bytes."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) * 1024


def words_in(stream: bytes) -> str:
    """Return the text of a terminal stream without its escape sequences."""
    return _SEQUENCE.sub(b"", stream).decode(errors="replace")


def shows(marker: str) -> Callable[[bytes], bool]:
    """Tell of a stream whether it has shown `marker` and then the end of a frame."""

    def is_there(stream: bytes) -> bool:
        frames, end, _ = stream.rpartition(FRAME_END)
        return bool(end) and marker in words_in(frames)

    return is_there


def ends_a_frame(stream: bytes) -> bool:
    """Tell whether a frame has ended in a stream."""
    return FRAME_END in stream
