"""A started git, listened to until it ends or is ended.

Invariant: nobody waits longer than the limit and two graces. SIGTERM goes to the whole process group first, since
SIGKILL leaves `index.lock` behind and a hook's child would go on holding the pipes.
"""

from __future__ import annotations

import os
import select
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import IO, Literal, NamedTuple

GRACE = 2.0
"""Seconds between SIGTERM and SIGKILL, and between SIGKILL and giving up."""

LINGER = 0.5
"""Seconds that a child of git may hold the pipes after git itself has ended."""

MOST = 256 * 1024 * 1024
"""Bytes of output after which a command is stopped."""

Stop = Literal["", "time", "size", "wish"]

_unwanted: ContextVar[Callable[[], bool] | None] = ContextVar("unwanted", default=None)


@contextmanager
def stoppable(is_unwanted: Callable[[], bool] | None) -> Iterator[None]:
    """End what is started in this block, in this thread, once `is_unwanted` says so; it is asked ten times a second."""
    token = _unwanted.set(is_unwanted)
    try:
        yield
    finally:
        _unwanted.reset(token)


class Ended(NamedTuple):
    """What a process said, its status, and why it was stopped, if it was."""

    status: int
    out: bytes
    err: bytes
    stopped: Stop


class Attendance:
    """One process, started in a session of its own with pipes, until its end."""

    def __init__(self, process: subprocess.Popen[bytes], given: bytes, seconds: float) -> None:
        self._process = process
        self._given = memoryview(given)
        self._deadline = time.monotonic() + seconds
        self._signals = [signal.SIGTERM, signal.SIGKILL]
        self._is_unwanted = _unwanted.get()
        self._stopped: Stop = ""
        self._out = bytearray()
        self._err = bytearray()

    def until_end(self) -> Ended:
        """Feed and read the pipes until the process has ended; end it when it takes too long or says too much."""
        try:
            with selectors.DefaultSelector() as pipes:
                self._register(pipes)
                while self._goes_on(pipes):
                    self._once(pipes)
        except BaseException:  # an interrupt must not leave git running behind our back
            self._signal_group(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
            raise
        status = self._process.poll()
        return Ended(-signal.SIGKILL if status is None else status, bytes(self._out), bytes(self._err), self._stopped)

    def _register(self, pipes: selectors.BaseSelector) -> None:
        for pipe, heard in ((self._process.stdout, self._out), (self._process.stderr, self._err)):
            if pipe is not None:
                pipes.register(pipe, selectors.EVENT_READ, heard)
        if self._process.stdin is not None:
            pipes.register(self._process.stdin, selectors.EVENT_WRITE)

    def _goes_on(self, pipes: selectors.BaseSelector) -> bool:
        now = time.monotonic()
        if self._process.poll() is not None:
            if not pipes.get_map():
                return False
            self._deadline = min(self._deadline, now + LINGER)
            if now >= self._deadline and not self._stopped:
                return False
        is_unwanted = not self._stopped and self._is_unwanted is not None and self._is_unwanted()
        if now < self._deadline and len(self._out) + len(self._err) <= MOST and not is_unwanted:
            return True
        if not self._signals:
            return False
        self._stopped = self._stopped or ("wish" if is_unwanted else "time" if now >= self._deadline else "size")
        self._signal_group(self._signals.pop(0))
        self._out.clear()
        if self._stopped == "size":
            self._err.clear()
        self._deadline = now + GRACE
        return True

    def _once(self, pipes: selectors.BaseSelector) -> None:
        patience = max(0.0, min(0.1, self._deadline - time.monotonic()))
        if not pipes.get_map():
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(patience)
            return
        for key, _ in pipes.select(patience):
            if not (self._read(key.fd, key.data) if key.events & selectors.EVENT_READ else self._write(key.fd)):
                pipes.unregister(key.fileobj)
                pipe: IO[bytes] = key.fileobj  # type: ignore[assignment]  # only pipes were registered
                with suppress(BrokenPipeError):
                    pipe.close()

    @staticmethod
    def _read(descriptor: int, heard: bytearray) -> bool:
        chunk = os.read(descriptor, 1 << 18)
        heard += chunk
        return bool(chunk)

    def _write(self, descriptor: int) -> bool:
        # Up to PIPE_BUF bytes never block once the pipe is said to be writable.
        try:
            written = os.write(descriptor, self._given[: select.PIPE_BUF])
        except BrokenPipeError:
            return False
        self._given = self._given[written:]
        return bool(self._given)

    def _signal_group(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)
