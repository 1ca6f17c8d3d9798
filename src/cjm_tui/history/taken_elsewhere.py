"""Commits of a branch that came into the remote's by another way: squashed into one there, say, from another branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.history.command import act, look
from cjm_tui.history.patience import own_turn, patiently

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository


def is_taken_elsewhere(repository: Repository, branch: str, theirs: str) -> bool:
    """Tell whether a branch says just what the commit `theirs` does, and its own commits are kept by other branches.

    Merges count for nothing: what they say is in the two files alike.
    """
    trees = {
        look(repository.root, "rev-parse", f"{commit}^{{tree}}").text for commit in (f"refs/heads/{branch}", theirs)
    }
    kept = (theirs, f"--exclude={branch}", "--branches", "--remotes", "--tags")
    own = look(repository.root, "rev-list", "--count", "--no-merges", f"refs/heads/{branch}", "--not", *kept)
    return len(trees) == 1 and own.is_fine and own.text.strip() == "0"


def stand_at(repository: Repository, commit: str) -> bool:
    """Let the branch one is on stand at another commit that says the same; edits without a commit stay."""
    with own_turn(repository, "Not synced"):
        return patiently(repository, lambda: act(repository.root, "reset", "--quiet", "--keep", commit)).is_fine
