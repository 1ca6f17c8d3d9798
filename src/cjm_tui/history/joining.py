"""Merging another commit into this branch, and ending a merge that had to stop for a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cjm_tui.errors import CommitError, GitError
from cjm_tui.history.command import Answer, act, look, pathspecs
from cjm_tui.history.commits import SETTINGS
from cjm_tui.history.in_the_way import put_back, set_aside
from cjm_tui.history.patience import own_turn, patiently, require_unlocked
from cjm_tui.history.refusals import refusal
from cjm_tui.history.shallow import shallow_commits
from cjm_tui.history.terminal import act_in_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.history.repository import Repository

_REFUSED_THERE = "git or one of its hooks refused, and said why in the terminal"
_EMPTY = re.compile(r"is now empty|nothing to commit|No changes - did you forget", re.IGNORECASE)

_WHOLE = ("--commit", "--no-squash", "--no-autostash")
"""Against what a person's configuration may say of their own merges: ours is made whole, over committed work only."""

_TO_DO_INSTEAD = (
    ("Commit again", "Try again"),
    ("commit again", "try again"),
    ("`cjm commit` in a terminal", "The same in a terminal"),
)


def join(
    repository: Repository,
    commit: str,
    message: str,
    *,
    options: Sequence[str] = (),
    is_forward_fine: bool = True,
    stops: bool = False,
    in_terminal: bool = False,
) -> tuple[str, ...]:
    """Merge a commit (full hash) into the branch, with `message`; forward where that is possible and fine.

    Return the files (from the root) that git cannot merge. They, and with `stops` the commit itself, are left to the
    caller, who ends the merge with `end_join` or `give_up`. `options` are git's own, as `merging_by_record` yields
    them; `in_terminal` lends git the person's terminal. Raise `GitError` where git refuses, with everything as it was.
    """
    forward = "--ff" if is_forward_fine else "--no-ff"
    manner = (*_WHOLE, forward, *(["--no-commit"] if stops else []))
    words = (*SETTINGS, *options, "merge", "--quiet", "--no-edit", *manner, "-m", message, commit)
    try:
        require_unlocked(repository)
    except CommitError as locked:
        raise retitled("Not merged", locked) from None
    with own_turn(repository, "Not merged"):
        answer = _merged(repository, words, in_terminal=in_terminal)
        if not answer.is_fine and not _is_merging(repository) and (aside := set_aside(repository, commit)):
            answer = _merged(repository, words, in_terminal=in_terminal)
            put_back(aside)
    if answer.is_fine:
        return ()
    unmerged = unmerged_files(repository)
    if unmerged and _is_merging(repository):
        return unmerged
    raise _refused(repository, answer, unmerged)


def _merged(repository: Repository, words: Sequence[str], *, in_terminal: bool) -> Answer:
    if in_terminal:
        return act_in_terminal(repository.root, *words)
    return patiently(repository, lambda: act(repository.root, *words))


def unmerged_files(repository: Repository) -> tuple[str, ...]:
    """Return the files (from the root) that a merge left to settle.

    Raise `GitError` where git cannot read its index.
    """
    answer = look(repository.root, "ls-files", "-u", "-z")
    if not answer.is_fine:
        what = f"git cannot say what is in conflict: {answer.complaint}"
        raise GitError("Conflicts unknown", what, "`git status` in a terminal says more.")
    names = (entry.partition("\t")[2] for entry in answer.text.split("\0"))
    return tuple(dict.fromkeys(name for name in names if name))


def mark_settled(repository: Repository, settled: Sequence[str]) -> None:
    """Tell git that these files (from the root) are settled as they stand on the disk."""
    if settled:
        added = patiently(repository, lambda: act(repository.root, "add", "--", *pathspecs(settled)))
        if not added.is_fine:
            raise retitled("Not settled", refusal(repository, added))


def let_go(repository: Repository, name: str) -> None:
    """Remove a file (from the root) that is in dispute, from the disk and from git's index."""
    answer = patiently(repository, lambda: act(repository.root, "rm", "--quiet", "--force", "--", *pathspecs([name])))
    if not answer.is_fine:
        raise retitled("Not settled", refusal(repository, answer))


def unstage(repository: Repository, names: Sequence[str]) -> None:
    """Take what was settled (names from the root) out of the index again, so that it is work like any other."""
    if names:
        act(repository.root, "reset", "--quiet", "--", *pathspecs(names))


def end_join(repository: Repository, settled: Sequence[str], *, in_terminal: bool = False) -> None:
    """End a merge in progress with these files (from the root) as they stand on the disk.

    Raise `GitError` where other files are unmerged still, or a hook refuses.
    """
    mark_settled(repository, settled)
    # Git notes the files that were in conflict as comments in the message, and leaves them in where nobody edits it.
    words = (*SETTINGS, "commit", "--quiet", "--no-edit", "--cleanup=strip")
    with own_turn(repository, "Not merged"):
        if in_terminal:
            answer = act_in_terminal(repository.root, *words)
        else:
            answer = patiently(repository, lambda: act(repository.root, *words))
    if not answer.is_fine and in_terminal:
        raise GitError("Not merged", _REFUSED_THERE, "Nothing is lost.")
    if not answer.is_fine:
        raise retitled("Not merged", refusal(repository, answer))


def go_on(repository: Repository, operation: str, settled: Sequence[str], options: Sequence[str] = ()) -> None:
    """Go on with what git is in the middle of (`rebase`, `cherry-pick`, `revert`), these files settled as they stand.

    `options` are git's own, as `merging_by_record` yields them: the next commits are merged as well. Messages stay as
    they are. Raise `GitError` where git stops for another reason; it may stop at the next commit with files to settle,
    which is none.
    """
    mark_settled(repository, settled)
    with own_turn(repository, "Not finished"):
        answer = act(repository.root, *options, operation, "--continue", extra={"GIT_EDITOR": "true"})
        if _EMPTY.search(answer.err + answer.text) and not answer.is_fine and not unmerged_files(repository):
            # What was chosen is what stands here already: there is nothing left of that commit.
            answer = act(repository.root, *options, operation, "--skip")
    if answer.is_fine or unmerged_files(repository):
        return
    raise retitled("Not finished", refusal(repository, answer))


def give_up(repository: Repository, operation: str = "merge") -> None:
    """Give up what git is in the middle of: everything is as it was before."""
    answer = act(repository.root, operation, "--abort")
    if not answer.is_fine:
        raise retitled("Not given up", refusal(repository, answer))


def retitled(title: str, error: CommitError) -> CommitError:
    """Return a refusal under another title than a commit's, its hint without talk of commits."""
    error.title = title
    for said, instead in _TO_DO_INSTEAD:
        error.hint = error.hint.replace(said, instead)
    return error


def _is_merging(repository: Repository) -> bool:
    return look(repository.root, "rev-parse", "-q", "--verify", "MERGE_HEAD").is_fine


def _refused(repository: Repository, answer: Answer, unmerged: Sequence[str]) -> GitError:
    """Put a merge that git did not make into words; one that it left half done is given up."""
    if unmerged:
        names = ", ".join(unmerged[:5])
        hint = "`cjm settle` shows both sides, `cjm sync --finish` takes what you chose; then `cjm sync` again."
        return GitError("Not merged", f"a conflict from before is open still in {names}", hint)
    said = answer.err
    if "would be overwritten by merge" in said or "Your local changes" in said:
        staged = look(repository.root, "diff-index", "--cached", "--name-only", "-z", "--no-ext-diff", "HEAD").text
        overwritten = [line.strip() for line in said.splitlines() if line.startswith(("\t", "  "))]
        listed = ", ".join((overwritten or staged.split("\0"))[:5]).strip(", ")
        what = (
            "in files the others changed too"
            if overwritten and not staged
            else "and git merges only over committed work"
        )
        hint = "Commit them (`cjm commit`, or git where it is no map), then try again."
        return GitError("Not merged", f"there are changes here that no commit has yet, {what}: {listed}", hint)
    if "unrelated histories" in said:
        if shallow_commits(repository):
            hint = "`cjm branch --fetch` brings what was before; then try again."
            return GitError("Not merged", "this clone ends before the commit that the two have in common", hint)
        return GitError("Not merged", "the two have no commit in common", "Check that the remote is the right one.")
    if _is_merging(repository):
        give_up(repository)
    if not said:
        return GitError("Not merged", _REFUSED_THERE, "Nothing is lost.")
    return retitled("Not merged", refusal(repository, answer))
