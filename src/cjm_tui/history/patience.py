"""Waiting for other gits: several people may commit in one clone at the same moment.

Invariant: nobody's lock is ever removed. Locks that come and go are waited for, one that stays is reported.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from cjm_tui.errors import CommitError
from cjm_tui.history.refusals import is_contention
from cjm_tui.history.state import age_of_lock, lock_obstacle

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.history.command import Answer
    from cjm_tui.history.repository import Repository

PATIENCE = 60.0
"""Seconds to go on trying while others keep committing."""

STUCK = 3.0
"""Seconds after which one and the same lock is reported instead of waited for."""

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
            obstacle = lock_obstacle(age)
            raise CommitError(obstacle.message, obstacle.hint)
        waiting.pause()


class _Waiting:
    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._start = self._since = time.monotonic()
        self._lock: tuple[int, int] | None = None
        self._longest = 0.02

    def makes_sense(self) -> bool:
        now = time.monotonic()
        lock = self._identity()
        if lock is None or lock != self._lock:
            self._lock, self._since = lock, now
        is_stale = (age_of_lock(self._repository) or 0.0) > STALE
        return not is_stale and now - self._since < STUCK and now - self._start < PATIENCE

    def pause(self) -> None:
        time.sleep(random.uniform(0.005, self._longest))
        self._longest = min(0.25, self._longest * 1.5)

    def _identity(self) -> tuple[int, int] | None:
        try:
            seen = (self._repository.git_dir / "index.lock").stat()
        except OSError:
            return None
        return seen.st_ino, seen.st_mtime_ns
