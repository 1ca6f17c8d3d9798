"""Proposing changes on a branch: listing, making and going to one."""

from __future__ import annotations

from pathlib import Path

from cjm_tui.checking.nearest import nearest
from cjm_tui.errors import GitError, NotFoundError, UsageError
from cjm_tui.history.ancestry import on_no_branch
from cjm_tui.history.branches import Branch, branches_of, create_branch, switch_branch
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.state import state_of


def branches(start: Path) -> tuple[Branch, ...]:
    """Return the branches of the repository around a folder or file, the youngest first."""
    return branches_of(require_repository(start, "No branches here"))


def off_branch(start: Path) -> str:
    """Say where HEAD stands when it is on no branch: `HEAD detached at 1a2b3c4`; empty where it is on one."""
    state = state_of(require_repository(start, "No branches here"))
    if not state.is_detached:
        return ""
    return f"no branch: {state.label}" if state.rebased else f"HEAD {state.label}"


def make_branch(start: Path, name: str) -> str:
    """Make a branch and go to it, taking uncommitted work along; return a sentence about it."""
    repository = _at_rest(start)
    create_branch(repository, name)
    return f"On the new branch {name}."


def go_to_branch(start: Path, name: str) -> str:
    """Go to a branch; raise where uncommitted work would be lost, or with the nearest name where there is none."""
    repository = _at_rest(start)
    listed = branches_of(repository)
    known = [branch.name for branch in listed]
    here = {branch.name for branch in listed if not branch.is_remote}
    # Of a remote's branch people say `idea` as well as `origin/idea`.
    of_remotes = {branch.name: branch.own_name for branch in listed if branch.is_remote}
    if of_remotes.get(name) in here:
        what = f"there is a branch {of_remotes[name]} here already, and it is another one than {name}"
        raise UsageError("Not switched", what, f"`cjm branch {name} --merge` takes in what it has.")
    meant = [name] if name in known else [full for full, short in of_remotes.items() if short == name]
    if not meant:
        alike = nearest(name, known)
        hint = f"Did you mean {alike}?" if alike else "`cjm branch` lists them, with --fetch those of the remotes too."
        raise NotFoundError("No such branch", f"there is no branch “{name}”", hint)
    if len(meant) > 1:
        hint = f"Which of them: {', '.join(sorted(meant))}?"
        raise NotFoundError("No such branch", f"several remotes have a branch “{name}”", hint)
    _require_kept(repository)
    target = of_remotes.get(meant[0], meant[0])
    switch_branch(repository, target, meant[0] if meant[0] in of_remotes else "")
    return f"On {target}."


def _require_kept(repository: Repository) -> None:
    """Raise `GitError` where revisions that were made on no branch would be left, and found by nobody."""
    left = on_no_branch(repository) if state_of(repository).is_detached else 0
    if left:
        what = f"{left} revision{'s' * (left != 1)} made here belong{'s' * (left == 1)} to no branch, and would be lost"
        raise GitError("Not switched", what, "`cjm branch NAME` keeps them on a new one; then go where you like.")


def _at_rest(start: Path) -> Repository:
    repository = require_repository(start, "No branches here")
    for obstacle in state_of(repository).obstacles:
        if obstacle.kind == "operation":
            raise GitError("Not switched", obstacle.message, obstacle.hint)
    return repository
