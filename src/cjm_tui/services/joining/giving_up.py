"""Giving up what git is in the middle of: everything is as it was before, and what was edited since is kept.

What was settled of conflicts goes with them. Every other edit is there afterwards, merged by record and field where
what was edited is something that goes.
"""

from __future__ import annotations

from pathlib import Path

from cjm_tui.errors import GitError
from cjm_tui.history.joining import give_up
from cjm_tui.history.repository import require_repository
from cjm_tui.history.state import operation_in, unfinished
from cjm_tui.history.uncommitted import edits_in_danger
from cjm_tui.services.joining.beside_conflicts import edits_beside_conflicts
from cjm_tui.services.joining.kept_edits import kept

FINISHED_HERE = ("merge", "rebase", "cherry-pick", "revert")
"""What can be finished and given up from here; the rest (`am`, `bisect`) is left to git."""


def forsake(path: Path) -> str:
    """Give up what git is in the middle of; return what came of it. Raises `GitError` in words."""
    repository = require_repository(path, "Not given up")
    operation = operation_in(repository.git_dir)
    if not operation:
        raise GitError("Not given up", "git is in the middle of nothing that could be given up here")
    if operation not in FINISHED_HERE:
        other = unfinished(operation)
        raise GitError("Not given up", other.message, other.hint)
    beside = edits_beside_conflicts(repository)
    with kept(repository, edits_in_danger(repository, operation), "Not given up", beside) as told:
        give_up(repository, operation)
    return f"The {operation} is given up; everything is as it was before{''.join(told)}"
