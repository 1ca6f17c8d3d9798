"""A folder that is gone when we are, however we go.

Invariant: the folder outlives neither the block that made it nor the process, `kill -9` included: a small watcher
holds the other end of a pipe, which the system closes with the process. What even that leaves (a power cut) is swept
by the next start; a folder whose process still lives, or that belongs to somebody else, is never touched.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.storage.processes import is_alive

_NAME = re.compile(r"cjm-[a-z]+-(?P<process>[0-9]+)-[^-]+")
# A git that was under way may still be writing, so once may not be enough.
_WATCH = 'read _; for _ in 1 2 3 4 5; do rm -rf -- "$1" && exit; sleep 0.2; done'


@contextmanager
def throwaway_folder(purpose: str) -> Iterator[Path]:
    """Yield a new private folder in the system's place for temporary files; remove it and all in it afterwards.

    `purpose` is one lower-case word for its name. Raise `CjmError` where no folder can be made.
    """
    place = Path(tempfile.gettempdir())
    _sweep(place, purpose)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"cjm-{purpose}-{os.getpid()}-", dir=place)).resolve()
    except OSError as failure:
        reason = f"no folder can be made in {place}: {failure.strerror}"
        raise CjmError("Nowhere to work", reason, "Set TMPDIR to a folder that you may write to.") from failure
    lock = os.open(folder, os.O_RDONLY)
    watcher = _watch_over(folder)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)
        watcher.communicate()


def _watch_over(folder: Path) -> subprocess.Popen[bytes]:
    """Start what removes `folder` when the pipe to it closes; its own session keeps the terminal's signals away."""
    return subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, "sh", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/",
    )


def _sweep(place: Path, purpose: str) -> None:
    for folder in place.glob(f"cjm-{purpose}-*"):
        name = _NAME.fullmatch(folder.name)
        if name and not is_alive(int(name["process"])) and _is_abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    """Tell whether `folder` is ours and unlocked: in a container, a process may live that we cannot see."""
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return os.fstat(opened).st_uid == os.getuid()
    finally:
        os.close(opened)
