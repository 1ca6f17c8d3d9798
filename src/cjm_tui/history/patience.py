"""Waiting for other gits: several people may commit in one clone at the same moment.

Invariant: nobody's lock is ever removed. While others make progress they are waited for; once nothing moves any more,
what is in the way is reported.
"""

from __future__ import annotations

import math
import os
import random
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cjm_tui.errors import CommitError
from cjm_tui.history.refusals import is_contention
from cjm_tui.history.state import age_of, lock_obstacle, lock_of, lock_of_branch
from cjm_tui.turns import turn_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from cjm_tui.history.command import Answer
    from cjm_tui.history.repository import Repository
    from cjm_tui.turns import Turn

PATIENCE = 60.0
"""Seconds to go on trying while others keep committing, where there is no queue to stand in."""

STUCK = 3.0
"""Seconds without any movement after which what is in the way is reported."""

STALE = 60.0
"""Age in seconds at which a lock is not waited for at all."""


def patiently(repository: Repository, attempt: Callable[[], Answer]) -> Answer:
    """Run `attempt` again while another git is in the way; return its last answer."""
    for pause in _pauses(repository, lock_of(repository), PATIENCE):
        time.sleep(pause)
        if not is_contention(answer := attempt()):
            break
    return answer


def require_unlocked(repository: Repository) -> None:
    """Return once nobody holds index or branch, so that nothing is begun that cannot be ended.

    Raise `CommitError` when a lock stays.
    """
    for lock in (lock_of(repository), lock_of_branch(repository)):
        age = _age_at_last(repository, lock)
        if age is not None:
            obstacle = lock_obstacle(lock, age)
            raise CommitError(obstacle.message, obstacle.hint)


def _age_at_last(repository: Repository, lock: Path) -> float | None:
    for pause in _pauses(repository, lock, PATIENCE):
        time.sleep(pause)
        if (age := age_of(lock)) is None:
            break
    return age


@contextmanager
def own_turn(repository: Repository, title: str = "Not committed") -> Iterator[None]:
    """Let one process of ours commit at a time, in the order in which they come.

    `git commit --only` reads the index before it locks it, so of two at once one may put back what the other changed.
    The lock is an advisory one on git's folder itself: nothing is left behind, whatever happens to its holder. Raise
    `CommitError` under `title` when nothing moves any more: a hook hangs, or asks a person who is not there.
    """
    try:
        folder = os.open(repository.git_dir, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:  # not readable as a folder: git will say what is wrong
        yield
        return
    try:
        with turn_at(folder) as turn:
            if not _comes(turn, repository):
                stuck = "another commit is being made in this repository, and a hook or a person keeps it waiting"
                refused = CommitError(stuck, "Try again when it is done; the files are saved.")
                refused.title = title
                raise refused
            yield
    finally:
        os.close(folder)


def _comes(turn: Turn, repository: Repository) -> bool:
    try:
        return any(map(turn.comes_within, _pauses(repository, lock_of(repository), math.inf)))
    except OSError:  # a file system without such locks, as some network ones
        return True


def _pauses(repository: Repository, lock: Path, at_most: float) -> Iterator[float]:
    """Yield how many seconds to wait before each look, the first none, for as long as waiting makes sense.

    That is while `lock` or the index keeps changing, `at_most` so many seconds, and never for a lock that is stale.
    """
    yield 0.0
    signs = (repository.git_dir / "index", repository.git_dir / "index.lock", lock)
    start = since = time.monotonic()
    seen, longest = _movement(signs), 0.02
    while (now := time.monotonic()) - since < STUCK and now - start < at_most and (age_of(lock) or 0.0) <= STALE:
        yield random.uniform(0.005, longest)
        longest = min(0.2, longest * 1.5)
        if (moved := _movement(signs)) != seen:
            seen, since = moved, time.monotonic()


def _movement(signs: Iterable[Path]) -> tuple[object, ...]:
    return tuple(_sign_of(path) for path in signs)


def _sign_of(path: Path) -> tuple[int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns
