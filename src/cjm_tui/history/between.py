"""Which files differ between two commits, by their names from the top of the repository.

Invariant: looking runs nothing of the repository's; a file that was renamed is one gone and one come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import GitError
from cjm_tui.history.command import look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_tui.history.repository import Repository


def files_between(repository: Repository, base: str, head: str, pathspecs: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the files that differ between two commits (full hashes), all or those that any of `pathspecs` fits.

    Where `base` is empty, everything in `head` does. Raises `GitError` where git cannot tell.
    """
    before = base or look(repository.root, "hash-object", "-t", "tree", "--stdin", given=b"").text.strip()
    words = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--ignore-submodules=none")
    answer = look(repository.root, *words, before, head, "--", *pathspecs)
    if not answer.is_fine:
        raise GitError("Not compared", answer.complaint, "")
    return tuple(name for name in answer.text.split("\0") if name)
