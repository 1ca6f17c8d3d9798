"""Git's own merge of three texts, for files that cannot be read as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import GitError
from cjm_tui.history.command import look

if TYPE_CHECKING:
    from pathlib import Path

_TROUBLE = 128
"""From this status on `git merge-file` did not merge; below it counts the conflicts."""


def merge_lines(base: Path, ours: Path, theirs: Path) -> int:
    """Merge three files line by line into `ours`, leaving markers, and return the number of conflicts.

    Raise `GitError` when git cannot do it (a binary file, a file that is gone).
    """
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    names = (str(path.absolute()) for path in (ours, base, theirs))
    answer = look(ours.absolute().parent, "merge-file", *labels, *names)
    if answer.stopped or not 0 <= answer.status < _TROUBLE:
        raise GitError("Not merged", answer.complaint, "Merge this file by hand.")
    return answer.status
