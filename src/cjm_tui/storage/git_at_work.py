"""Lets git finish before a save: what git found clean a moment ago it writes anew, whatever was saved in between.

Git holds `index.lock` from before it looks which files are clean until it has written them: a save that waits for that
is not written over. A merge that git cannot make it takes back with several commands of its own (`stash create`,
`read-tree --reset`, `stash apply`) and no lock in between; a save after the first is lost, and after the second it has
the third refuse, and all that was not committed is gone from the file. So a merge is let finish as well: from where it
notes down the way back (`ORIG_HEAD`) until HEAD has moved, or git's index has been left alone for a moment.

What was not committed git may also put aside itself and put back in the end (`--autostash`), which it cannot where
somebody saves meanwhile.

A save looks once more when it is done: a git that had begun by then may have found the file clean just before.

Invariant: a save waits `PATIENCE` at most, and half of that for one lock: it never depends on git.
What it waits for its turn counts as well, so that many who save in one folder do not wait one after the other.
"""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import NamedTuple

PATIENCE = 1.0
"""Seconds that a save waits for git at the most; a lock of half that age is one of slow hooks, or was left behind."""

_REST = 0.3
"""Seconds that lie between two commands with which git takes a merge back, at the most."""

_MERGES = 2.0
"""Seconds after which a merge whose HEAD has not moved has been given up."""

_GIVEN_UP = 4.0
"""Seconds after a merge began in which it may be given up; who reads what git said, and answers, takes longer."""

_PUT_ASIDE = ("MERGE_AUTOSTASH", "rebase-merge/autostash", "rebase-apply/autostash")
_MOMENT = 0.005
_LONGEST = 4096


class GitAtWork:
    """The git that may be writing in the clone around a folder, for one save; without a clone nothing is waited for."""

    def __init__(self, folder: Path) -> None:
        self._git_dir = _git_dir_above(folder)
        self._until = time.monotonic() + PATIENCE

    def is_writing(self) -> bool:
        """Tell whether git may be about to write over what is saved now."""
        if self._git_dir is None or time.monotonic() > self._until:
            return False
        is_locked = _age(self._git_dir / "index.lock") < PATIENCE / 2
        return is_locked or self._is_merging(self._git_dir) or _since_put_aside(self._git_dir) < _MERGES

    def _is_merging(self, git_dir: Path) -> bool:
        begun = _age(git_dir / "ORIG_HEAD")
        return begun < _MERGES and _age(git_dir / "index") < _REST and _age(git_dir / "logs" / "HEAD") > begun

    def wait(self) -> None:
        """Wait until git has finished, or for as long as a save can."""
        while self.is_writing():
            time.sleep(_MOMENT)


class GivenUp(NamedTuple):
    """A merge that git gave up: when it began, and when HEAD had moved the last time; in seconds since 1970."""

    begun: float
    last_moved: float


def given_up_merge(path: Path) -> GivenUp | None:
    """Return a merge that git gave up and that may have had it write the file at `path` as it now is, None without."""
    git_dir = _git_dir_above(path.parent)
    if git_dir is None:
        return None
    merge = GivenUp(_written(git_dir / "ORIG_HEAD"), _written(git_dir / "logs" / "HEAD"))
    is_of_now = merge.last_moved < merge.begun <= _written(path) < merge.begun + _GIVEN_UP
    return merge if is_of_now else None


def is_put_aside(path: Path) -> bool:
    """Tell whether git keeps aside what was not committed around a file, to put it back when it is done."""
    git_dir = _git_dir_above(path.parent)
    return git_dir is not None and _since_put_aside(git_dir) < math.inf


def _since_put_aside(git_dir: Path) -> float:
    """Return how many seconds ago git put aside what was not committed (`--autostash`), infinitely many without."""
    return min(_age(git_dir / name) for name in _PUT_ASIDE)


def _age(path: Path) -> float:
    """Return how many seconds ago a file was written, infinitely many where there is none."""
    return time.time() - _written(path)


def _written(path: Path) -> float:
    """Return when a file was written, in seconds since 1970; before all time where there is none."""
    try:
        return path.stat().st_mtime
    except OSError:
        return -math.inf


def _git_dir_above(folder: Path) -> Path | None:
    """Return the folder in which git keeps a clone's index: `.git`, or where a file of that name leads."""
    for parent in (folder, *folder.parents):
        git = parent / ".git"
        if git.is_dir():
            return git
        try:
            with git.open("rb") as opened:
                found = opened.read(_LONGEST)
        except OSError:
            continue
        return parent / found.removeprefix(b"gitdir:").strip().decode("utf-8", "surrogateescape")
    return None
