"""Lets git finish before a save: what git found clean a moment ago it writes anew, whatever was saved in between.

Git holds `index.lock` from before it looks which files are clean until it has written them: a save that waits for that
is not written over. A merge that git cannot make it takes back with several commands of its own (`stash create`,
`read-tree --reset`, `stash apply`) and no lock in between; a save after the first is lost, and after the second it has
the third refuse, and all that was not committed is gone from the file. So what git has just written is left alone for a
moment, where HEAD has just been noted down for a way back (`ORIG_HEAD`), as a merge does first.

Invariant: a save waits `PATIENCE` at most, and not for a lock that is older: it never depends on git.
"""

from __future__ import annotations

import time
from pathlib import Path

PATIENCE = 1.0
"""Seconds that a save waits for git at the most, and after which a lock of git is one that was left behind."""

_REST = 0.25
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
        return _is_younger(self._git_dir / "index.lock", PATIENCE) or (
            _is_younger(self._git_dir / "index", _REST) and _is_younger(self._git_dir / "ORIG_HEAD", PATIENCE)
        )

    def wait(self) -> None:
        """Wait until git has finished, or for as long as a save can."""
        while self.is_writing():
            time.sleep(_MOMENT)


def _is_younger(path: Path, seconds: float) -> bool:
    """Tell whether a file was written less than so many seconds ago; not where there is none."""
    try:
        return time.time() - path.stat().st_mtime < seconds
    except OSError:
        return False


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
