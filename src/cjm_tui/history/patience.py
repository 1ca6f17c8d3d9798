"""Waiting for other gits: several people may commit in one clone at the same moment.

Invariant: nobody's lock is ever removed. While others make progress they are waited for; once nothing moves any more,
what is in the way is reported.
"""

from __future__ import annotations

import fcntl
import os
import random
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cjm_tui.errors import CommitError
from cjm_tui.history.refusals import is_contention
from cjm_tui.history.state import age_of, age_of_lock, lock_obstacle, lock_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_tui.history.command import Answer
    from cjm_tui.history.repository import Repository

PATIENCE = 60.0
"""Seconds to go on trying while others keep committing."""

STUCK = 3.0
"""Seconds without any movement after which what is in the way is reported."""

STALE = 60.0
"""Age in seconds at which a lock is not waited for at all."""


def patiently(repository: Repository, attempt: Callable[[], Answer]) -> Answer:
    """Run `attempt` again while another git is in the way; return its last answer."""
    waiting = _Waiting(repository)
    while is_contention(answer := attempt()) and waiting.makes_sense():
        waiting.pause()
    return answer


def wait_for_lock(repository: Repository) -> None:
    """Return once the index is not locked; raise `CommitError` when the lock stays."""
    waiting = _Waiting(repository)
    while (age := age_of_lock(repository)) is not None:
        if not waiting.makes_sense():
            obstacle = lock_obstacle(lock_of(repository), age)
            raise CommitError(obstacle.message, obstacle.hint)
        waiting.pause()


def require_branch_unlocked(repository: Repository) -> None:
    """Raise `CommitError` when somebody holds the branch, so that nothing is begun that cannot be ended."""
    head = repository.git_dir / "HEAD"
    named = head.read_text("utf-8", "replace").strip().removeprefix("ref: ") if head.is_file() else ""
    lock = repository.common_dir / f"{named}.lock"
    waiting = _Waiting(repository)
    while named.startswith("refs/") and (age := age_of(lock)) is not None:
        if not waiting.makes_sense():
            obstacle = lock_obstacle(lock, age)
            raise CommitError(obstacle.message, obstacle.hint)
        waiting.pause()


@contextmanager
def own_turn(repository: Repository) -> Iterator[None]:
    """Let one process of ours commit at a time; raise `CommitError` when another one does not come to an end.

    `git commit --only` reads the index before it locks it, so of two at once one may put back what the other changed.
    The lock is an advisory one on git's folder itself: nothing is left behind, whatever happens to its holder.
    """
    try:
        folder = os.open(repository.git_dir, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:  # not readable as a folder: git will say what is wrong
        yield
        return
    try:
        waiting = _Waiting(repository)
        while _is_taken(folder):
            if not waiting.makes_sense():
                raise CommitError(
                    "another commit is being made in this repository, and a hook or a person keeps it waiting",
                    "Commit again when it is done; the files are saved.",
                )
            waiting.pause()
        yield
    finally:
        os.close(folder)


def _is_taken(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # a file system without such locks, as some network ones
        return False
    return False


class _Waiting:
    """How long it makes sense to wait: while the index or its lock keeps changing, within limits."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._start = self._since = time.monotonic()
        self._seen = self._movement()
        self._longest = 0.02

    def makes_sense(self) -> bool:
        now = time.monotonic()
        movement = self._movement()
        if movement != self._seen:
            self._seen, self._since = movement, now
        is_stale = (age_of_lock(self._repository) or 0.0) > STALE
        return not is_stale and now - self._since < STUCK and now - self._start < PATIENCE

    def pause(self) -> None:
        time.sleep(random.uniform(0.005, self._longest))
        self._longest = min(0.2, self._longest * 1.5)

    def _movement(self) -> tuple[object, ...]:
        return tuple(self._sign_of(name) for name in ("index", "index.lock"))

    def _sign_of(self, name: str) -> tuple[int, int] | None:
        try:
            seen = (self._repository.git_dir / name).stat()
        except OSError:
            return None
        return seen.st_ino, seen.st_mtime_ns
