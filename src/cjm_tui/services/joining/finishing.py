"""Finishing what git is in the middle of, once every map is settled: a merge, a rebase, a cherry-pick, a revert."""

from __future__ import annotations

from pathlib import Path

from cjm_tui.errors import GitError
from cjm_tui.history.joining import end_join, go_on, unmerged_files
from cjm_tui.history.repository import require_repository
from cjm_tui.history.state import state_of
from cjm_tui.services.joining.sync import settle_merge

FINISHED_HERE = ("merge", "rebase", "cherry-pick", "revert")
"""What can be finished from the app; the rest (`am`, `bisect`) is left to git."""


def finish(path: Path) -> str:
    """Finish the operation in the repository around a map; return a sentence about what came of it.

    A rebase may stop again at a later commit, with more to settle. Raises `GitError` in words where something is open
    still, or git refuses.
    """
    repository = require_repository(path, "Not finished")
    operation = state_of(repository).operation
    if operation not in FINISHED_HERE:
        return "There is nothing to finish"
    open_conflicts, others = settle_merge(repository)
    if others:
        hint = "Settle it in an editor and `git add` it, then finish."
        raise GitError("Not finished", f"git could not merge {', '.join(others)}", hint)
    if open_conflicts:
        names = ", ".join(file.name for file in open_conflicts)
        raise GitError("Not finished", f"both sides changed the same in {names}", "C on its board shows both.")
    if operation == "merge":
        end_join(repository, unmerged_files(repository))
    else:
        go_on(repository, str(operation), unmerged_files(repository))
    if not state_of(repository).operation:
        return f"The {operation} is finished"
    settle_merge(repository)
    return f"The {operation} goes on: the next commit changed the same, too"
