"""Those who want a folder to themselves have it one after the other, in the order in which they came."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING

import pytest

from cjm_tui.turns import turn_at
from tests.patience import PATIENCE, happens

if TYPE_CHECKING:
    from collections.abc import Iterator

FAST = """
import os, sys, time
from cjm_tui.turns import turn_at
log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND)
while True:
    folder = os.open(sys.argv[2], os.O_RDONLY)
    with turn_at(folder) as turn:
        assert turn.comes_within(60)
        os.write(log, sys.argv[3].encode())
        time.sleep(0.001)
    os.close(folder)
"""

FORKING = """
import os, sys, time
from cjm_tui.turns import turn_at
folder = os.open(sys.argv[1], os.O_RDONLY)
with turn_at(folder) as turn:
    assert turn.comes_within(0)
    if not os.fork():
        time.sleep(60)
        os._exit(0)
os.close(folder)
print("over", flush=True)
time.sleep(60)
"""

HOLDING = """
import fcntl, os, sys
folder = os.open(sys.argv[1], os.O_RDONLY)
fcntl.flock(folder, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def program(script: str, *words: object) -> Iterator[subprocess.Popen[str]]:
    """Run a Python script meanwhile, in a process group of its own."""
    command = [sys.executable, "-c", script, *map(str, words)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, start_new_session=True) as started:
        try:
            yield started
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)


def said(started: subprocess.Popen[str]) -> str:
    assert started.stdout is not None
    return started.stdout.readline().strip()


def has_turn_within(path: Path, seconds: float) -> bool:
    folder = os.open(path, os.O_RDONLY)
    try:
        with turn_at(folder) as turn:
            return turn.comes_within(seconds)
    finally:
        os.close(folder)


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def standing() -> int:
    return sum(thread.name == "cjm-turn" for thread in threading.enumerate())


def test_one_behind_twenty_fast_ones_is_overtaken_by_none_again_and_again(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.touch()
    with ExitStack() as fast:
        for letter in ascii_lowercase[:20]:
            fast.enter_context(program(FAST, log, tmp_path, letter))
        assert happens(lambda: len(set(log.read_text())) == 20)
        for _ in range(20):
            before = log.stat().st_size
            assert has_turn_within(tmp_path, PATIENCE)
            assert log.stat().st_size - before < 10 * 20


def test_a_turn_that_does_not_come_is_given_up_and_the_place_kept_for_the_next_time(tmp_path: Path) -> None:
    with program(HOLDING, tmp_path) as holder:
        assert said(holder) == "held"
        before = standing()
        assert [has_turn_within(tmp_path, 0.01) for _ in range(5)] == [False] * 5
        assert standing() == before + 1
        with ThreadPoolExecutor() as pool:
            both = [pool.submit(has_turn_within, tmp_path, PATIENCE) for _ in range(2)]
            assert happens(lambda: standing() == before + 2)
            holder.communicate()
            assert [one.result() for one in both] == [True, True]


def test_a_turn_that_comes_when_nobody_waits_any_more_is_passed_on(tmp_path: Path) -> None:
    with program(HOLDING, tmp_path) as holder:
        assert said(holder) == "held"
        assert not has_turn_within(tmp_path, 0.01)
        holder.communicate()
    with program(HOLDING, tmp_path) as another:
        assert said(another) == "held"


def test_a_turn_ends_also_where_a_forked_process_lives_on(tmp_path: Path) -> None:
    with program(FORKING, tmp_path) as forked:
        assert said(forked) == "over"
        assert has_turn_within(tmp_path, 0)


def test_a_folder_that_cannot_be_locked_is_an_error_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, "no")

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(OSError, match="no"):
        has_turn_within(tmp_path, PATIENCE)


@pytest.mark.parametrize("refused", ["the queue", "a thread"])
def test_where_nobody_can_stand_in_the_queue_that_is_an_error_and_no_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    flock = fcntl.flock

    def only_at_once(folder: int, operation: int) -> None:
        if not operation & (fcntl.LOCK_NB | fcntl.LOCK_UN):
            raise OSError(errno.ENOLCK, "no")
        flock(folder, operation)

    def none_left(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with program(HOLDING, tmp_path) as holder:
        assert said(holder) == "held"
        if refused == "the queue":
            monkeypatch.setattr("fcntl.flock", only_at_once)
        else:
            monkeypatch.setattr(threading.Thread, "start", none_left)
        before = open_files()
        with pytest.raises(OSError, match=r"no|unavailable"):
            has_turn_within(tmp_path, PATIENCE)
        assert open_files() == before
