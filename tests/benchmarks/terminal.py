"""A real pseudo-terminal with a program in it, read byte by byte with a clock."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.tui import terminal
from tests.tui.terminal import FRAME_END, is_at_work

PAUSE = 0.1
"""Seconds without a byte after which a frame is over that has no end of its own."""
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[A-Za-z~@]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78cDM])")


class Terminal(terminal.Terminal):
    """A program in a pseudo-terminal of a given size, with a clock and a count of bytes."""

    def __init__(
        self,
        words: Sequence[str],
        columns: int,
        rows: int,
        *,
        folder: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        super().__init__(words, (columns, rows), {**os.environ, **usual, **(environment or {})}, folder=folder)

    def piece(self, seconds: float) -> bytes:
        """Return what comes first within some seconds; a program that has ended is a failure."""
        piece = super().piece(seconds)
        assert piece or not self.has_ended(), f"the program ended:\n{words_in(self.seen)[-2000:]}"
        return piece

    def seconds_until(self, is_there: Callable[[bytes], bool], *, since: float, limit: float = 60.0) -> float:
        """Read until `is_there` says so of all bytes read in this call; return the seconds from `since` to the last.

        A pause is as good as the end of a frame: the first frame may be drawn before the program has read that the
        terminal knows of frames, and then nothing is sent at its end.
        """
        read, arrived = b"", time.perf_counter()
        while arrived - since < limit:
            piece = self.piece(PAUSE)
            if piece:
                read, arrived = read + piece, time.perf_counter()
            elif time.perf_counter() - since > limit:
                break
            if is_there(read if piece else read + FRAME_END):
                return arrived - since
        raise AssertionError(f"not seen within {limit} s:\n{words_in(self.seen)[-2000:]}")

    def bytes_until_quiet(self, quiet: float = 0.25) -> int:
        """Read until nothing comes for `quiet` seconds; return how many bytes came."""
        count = 0
        while piece := self.piece(quiet):
            count += len(piece)
        return count

    def bytes_until_idle(self, quiet: float = 0.12) -> int:
        """Read until nothing comes for `quiet` seconds in which the program has no work; return how many bytes came.

        So that the count is the same however busy the machine is.
        """
        count, since = 0, time.perf_counter()
        while time.perf_counter() - since < quiet:
            piece = self.piece(0.01)
            count += len(piece)
            if piece or is_at_work(self.pid):
                since = time.perf_counter()
        return count

    def bytes_within(self, seconds: float) -> int:
        """Return how many bytes come within `seconds`."""
        end = time.perf_counter() + seconds
        count = 0
        while (left := end - time.perf_counter()) > 0:
            count += len(self.piece(left))
        return count

    def peak_memory(self) -> int:
        """Return the most memory the program has held so far, in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) * 1024


def words_in(stream: bytes | bytearray) -> str:
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
