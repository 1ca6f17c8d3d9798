"""A `git pull` that stops in the middle of writing files.

Git writes files in the order of their names, and asks a filter for what it writes: that of one file waits.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Self

from tests.patience import happens

if TYPE_CHECKING:
    from pathlib import Path

_FILTER = "touch {began}; while [ ! -e {goes_on} ]; do sleep 0.01; done; cat"


class StoppedPull:
    """Pull in a clone, and stop before git writes the file `at`, for which there must be a reason.

    By default that is a new `maps/cjm.toml` of a pull that goes well: every file was found clean, and no map is written
    yet. `options` are more words of the pull. Use it as a context manager: leaving lets git finish, which it does with
    the exit status `ends`.
    """

    def __init__(self, clone: Path, at: str = "maps/cjm.toml", ends: int = 0, options: tuple[str, ...] = ()) -> None:
        self._clone, self._at, self._ends, self._options = clone, at, ends, options
        self._began, self._goes_on = (clone.parent / name for name in ("began", "goes-on"))

    def __enter__(self) -> Self:
        (self._clone / ".git" / "info" / "attributes").write_text(f"{self._at} filter=slow\n")
        smudge = _FILTER.format(began=self._began, goes_on=self._goes_on)
        words = ["git", "-c", f"filter.slow.smudge={smudge}", "pull", "-q", "--no-rebase", *self._options]
        self._git = subprocess.Popen(words, cwd=self._clone)
        assert happens(self._began.exists)
        return self

    def go_on(self) -> None:
        """Let git write the rest."""
        self._goes_on.touch()

    def __exit__(self, *_: object) -> None:
        self.go_on()
        assert self._git.wait() == self._ends
