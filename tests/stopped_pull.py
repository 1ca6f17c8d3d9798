"""A `git pull` that stops where it has found every file clean and has not written the map yet.

Git writes files in the order of their names, and asks a filter for what it writes: one of a file before the map waits.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Self

from tests.patience import happens

if TYPE_CHECKING:
    from pathlib import Path

_FILTER = "touch {began}; while [ ! -e {goes_on} ]; do sleep 0.01; done; cat"


class StoppedPull:
    """Pull in a clone in which nothing is uncommitted, and which gets a new `maps/cjm.toml` by it, and a map.

    Use it as a context manager: leaving lets git finish.
    """

    def __init__(self, clone: Path) -> None:
        self._clone = clone
        self._began, self._goes_on = (clone.parent / name for name in ("began", "goes-on"))

    def __enter__(self) -> Self:
        (self._clone / ".git" / "info" / "attributes").write_text("maps/cjm.toml filter=slow\n")
        smudge = _FILTER.format(began=self._began, goes_on=self._goes_on)
        words = ["git", "-c", f"filter.slow.smudge={smudge}", "pull", "-q", "--no-rebase"]
        self._git = subprocess.Popen(words, cwd=self._clone)
        assert happens(self._began.exists)
        return self

    def go_on(self) -> None:
        """Let git write the rest."""
        self._goes_on.touch()

    def __exit__(self, *_: object) -> None:
        self.go_on()
        assert self._git.wait() == 0
