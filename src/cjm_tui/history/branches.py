"""Branches: which there are, making one, and going to another without losing anything."""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError, UsageError
from cjm_tui.history.command import act, look
from cjm_tui.history.joining import retitled, unmerged_files
from cjm_tui.history.log import moment
from cjm_tui.history.patience import own_turn, patiently
from cjm_tui.history.refusals import refusal
from cjm_tui.history.remote import remotes_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cjm_tui.history.repository import Repository

_ELSEWHERE = re.compile(r"is already (?:checked out|used by worktree) at '(.+)'")


class Branch(NamedTuple):
    """A branch: its short name (`idea`, `origin/idea`) and its last commit (full hash, author, date, subject).

    `own_name` is its name without the remote's, which may have slashes as well: what it is, or would be, called here.
    """

    name: str
    commit: str
    author: str
    when: datetime
    subject: str
    is_current: bool
    is_remote: bool
    own_name: str


def branches_of(repository: Repository) -> tuple[Branch, ...]:
    """Return the branches of a clone and of its remotes, the youngest first.

    A remote's branch is left out where one here of the same name follows it, or has the same commit; a fork's of that
    name is another branch.
    """
    parts = ("%(refname)", "%(objectname)", "%(authorname)", "%(authordate:iso-strict)", "%(HEAD)", "%(upstream)")
    form = "--format=" + "%00".join((*parts, "%(subject)"))
    answer = look(repository.root, "for-each-ref", "--sort=-committerdate", form, "refs/heads", "refs/remotes")
    if not answer.is_fine:
        raise GitError("No branches", f"git cannot list them: {answer.complaint}", "`git fsck` says what is missing.")
    remotes = remotes_of(repository)
    read = [_branch(line, remotes) for line in answer.text.split("\n") if line]
    here = {branch.name: (branch.commit, followed) for branch, followed in read if not branch.is_remote}
    return tuple(branch for branch, _ in read if not branch.is_remote or not _is_known(branch, here))


def _is_known(branch: Branch, here: Mapping[str, tuple[str, str]]) -> bool:
    """Tell whether a remote's branch needs no line of its own; `here` is what the branches here have and follow."""
    commit, followed = here.get(branch.own_name, ("", ""))
    is_same = commit == branch.commit or followed == f"refs/remotes/{branch.name}"
    return is_same or branch.name.endswith("/HEAD")


def create_branch(repository: Repository, name: str) -> None:
    """Make a branch at the last commit and go to it, taking uncommitted work along.

    Raise `UsageError` for a name git does not take, or one that is there already.
    """
    valid = look(repository.root, "check-ref-format", "--branch", name)
    if not name or name.startswith("-") or not valid.is_fine:
        raise UsageError("No such branch", f"“{name}” cannot be the name of a branch", "Use letters, digits, - and /.")
    if look(repository.root, "rev-parse", "--verify", "-q", f"refs/heads/{name}").is_fine:
        raise UsageError("Not made", f"there is a branch {name} already", f"Go to it: cjm branch --switch {name}")
    _switch(repository, name, "--no-track", "--create", name)


def switch_branch(repository: Repository, name: str, remote: str = "") -> None:
    """Go to a branch; one of a remote (`remote`, as `origin/idea`) is made here under that name, and follows it.

    Raise `GitError` where uncommitted work would be lost, with everything as it was, or where there is no such branch.
    """
    if name.startswith("-") or not name:
        raise UsageError("No such branch", f"“{name}” cannot be the name of a branch", "")
    _switch(repository, name, *(("--create", name, "--track", f"refs/remotes/{remote}") if remote else (name,)))


def _switch(repository: Repository, name: str, *words: str) -> None:
    with own_turn(repository, "Not switched"):
        answer = patiently(repository, lambda: act(repository.root, "switch", "--quiet", *words))
    if answer.is_fine or _is_on(repository, name):  # a hook that runs afterwards may fail, and changes nothing
        return
    if "would be overwritten" in answer.err:
        names = ", ".join(line.strip() for line in answer.err.splitlines() if line.startswith("\t"))
        raise GitError(
            "Not switched",
            f"there is work here that no commit has yet, and the other branch has another version of it: {names}",
            "Commit it first (`cjm commit`), then switch.",
        )
    if "invalid reference" in answer.err:
        raise GitError("No such branch", f"there is no branch “{name}”", "`cjm branch` lists them.")
    if "resolve your current index" in answer.err:
        names = ", ".join(unmerged_files(repository))
        raise GitError(
            "Not switched",
            f"a conflict is open still in {names}",
            "Settle it (`cjm settle`), then `cjm sync --finish`; then switch.",
        )
    elsewhere = _ELSEWHERE.search(answer.err)
    if elsewhere is not None:
        what = f"“{words[-1]}” is checked out in another folder of this repository: {elsewhere[1]}"
        raise GitError("Not switched", what, f"`cjm -C {quote(elsewhere[1])}` works there.")
    raise retitled("Not switched", refusal(repository, answer))


def _is_on(repository: Repository, name: str) -> bool:
    return look(repository.root, "symbolic-ref", "--quiet", "HEAD").text.strip() == f"refs/heads/{name}"


def _branch(line: str, remotes: Sequence[str]) -> tuple[Branch, str]:
    """Return a branch, and the full name of the one that it follows."""
    ref, commit, author, when, head, followed, subject = (line.split("\0", 6) + [""] * 7)[:7]
    is_remote = ref.startswith("refs/remotes/")
    name = ref.removeprefix("refs/remotes/").removeprefix("refs/heads/")
    of = max((remote for remote in remotes if is_remote and name.startswith(f"{remote}/")), key=len, default="")
    # What a remote that was removed has left behind is told apart as git does by default.
    own_name = name.removeprefix(f"{of}/") if of or not is_remote else name.partition("/")[2]
    return Branch(name, commit, author, moment(when), subject, head == "*", is_remote, own_name), followed
