"""Merging another commit into this branch, and ending a merge that had to stop for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.command import act, look, pathspecs
from cjm_tui.history.patience import patiently
from cjm_tui.history.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.history.repository import Repository


class Joined(NamedTuple):
    """What a merge came to: whether it moved the branch, and the files (from the root) git left unmerged."""

    has_moved: bool
    unmerged: tuple[str, ...] = ()


def is_ancestor(repository: Repository, older: str, newer: str) -> bool:
    """Tell whether one commit is contained in another."""
    return look(repository.root, "merge-base", "--is-ancestor", older, newer).is_fine


def commits_between(repository: Repository, older: str, newer: str) -> int:
    """Return how many commits `newer` has that `older` has not; where `older` is empty, that no remote has."""
    without = [f"^{older}"] if older else ["--not", "--remotes"]
    answer = look(repository.root, "rev-list", "--count", newer, *without)
    return int(answer.text or 0) if answer.is_fine else 0


def join(repository: Repository, commit: str, message: str) -> Joined:
    """Merge a commit (full hash) into the branch, forward where that is possible, with `message` where it is not.

    Files that git cannot merge are left to the caller, who ends the merge with `end_join` or `give_up`. Raise
    `GitError` where git refuses, with everything as it was.
    """
    answer = patiently(repository, lambda: act(repository.root, "merge", "--no-edit", "-m", message, commit))
    if answer.is_fine:
        return Joined(has_moved="Already up to date" not in answer.text)
    unmerged = unmerged_files(repository)
    if unmerged:
        return Joined(has_moved=False, unmerged=unmerged)
    raise _refused(repository, answer.err, answer.complaint)


def unmerged_files(repository: Repository) -> tuple[str, ...]:
    """Return the files (from the root) that a merge left to settle."""
    answer = look(repository.root, "ls-files", "-u", "-z")
    names = (entry.partition("\t")[2] for entry in answer.text.split("\0"))
    return tuple(dict.fromkeys(name for name in names if name))


def end_join(repository: Repository, settled: Sequence[str]) -> None:
    """End a merge in progress with these files (from the root) as they stand on the disk.

    Raise `GitError` where other files are unmerged still, or a hook refuses.
    """
    if settled:
        added = patiently(repository, lambda: act(repository.root, "add", "--", *pathspecs(settled)))
        if not added.is_fine:
            raise GitError("Not merged", added.complaint, "`git status` says how things stand.")
    answer = patiently(repository, lambda: act(repository.root, "commit", "--quiet", "--no-edit"))
    if not answer.is_fine:
        raise refusal(repository, answer)


def go_on(repository: Repository, operation: str, settled: Sequence[str]) -> None:
    """Go on with what git is in the middle of (`rebase`, `cherry-pick`, `revert`), these files settled as they stand.

    Messages stay as they are. Raise `GitError` where git stops for another reason; it may stop at the next commit with
    files to settle, which is none.
    """
    if settled:
        added = patiently(repository, lambda: act(repository.root, "add", "--", *pathspecs(settled)))
        if not added.is_fine:
            raise GitError("Not finished", added.complaint, "`git status` says how things stand.")
    answer = act(repository.root, operation, "--continue", extra={"GIT_EDITOR": "true"})
    if not answer.is_fine and not unmerged_files(repository):
        raise refusal(repository, answer)


def give_up(repository: Repository) -> None:
    """Give a merge in progress up: everything is as it was before."""
    answer = act(repository.root, "merge", "--abort")
    if not answer.is_fine:
        raise GitError("Not given up", answer.complaint, "`git merge --abort` in a terminal says more.")


def _refused(repository: Repository, said: str, complaint: str) -> GitError:
    if "would be overwritten by merge" in said or "Your local changes" in said:
        names = [line.strip() for line in said.splitlines() if line.startswith("\t")]
        return GitError(
            "Not merged",
            f"there are changes here that no commit has yet, in files the others changed too: {', '.join(names[:5])}",
            "Commit them (`cjm commit`), then sync again.",
        )
    if "unrelated histories" in said:
        return GitError("Not merged", "the two have no commit in common", "Check that the remote is the right one.")
    if look(repository.root, "rev-parse", "-q", "--verify", "MERGE_HEAD").is_fine:
        give_up(repository)
    return GitError("Not merged", complaint, "`git merge` in a terminal says more.")
