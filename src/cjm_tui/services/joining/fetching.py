"""Asking the remotes for their branches, so that what somebody proposes in a fork can be reviewed; only when asked.

Invariant: nothing here changes but what is known of the remotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cjm_tui.errors import GitError, NotFoundError
from cjm_tui.history.ancestry import fork_point
from cjm_tui.history.branches import branches_of
from cjm_tui.history.names import resolve_revision
from cjm_tui.history.remote import fetch_all_of, remotes_of
from cjm_tui.history.remote_words import FETCH, RemoteError
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.shallow import shallow_commits

_ADD = "Add it: git remote add NAME ADDRESS"


def has_remotes(start: Path) -> bool:
    """Tell whether there is anybody to fetch from."""
    return bool(remotes_of(require_repository(start, "No branches here")))


def is_remote(start: Path, name: str) -> bool:
    """Tell whether a name is that of a remote."""
    return name in remotes_of(require_repository(start, "No branches here"))


def fetch_branches(
    start: Path, name: str = "", progress: Callable[[str], None] = lambda _words: None, *, in_terminal: bool = False
) -> tuple[str, ...]:
    """Fetch from the remote that is called `name`, or has the branch `REMOTE/BRANCH`; else from all. Return which.

    Raises `RemoteError` for one that cannot be reached, once all the others were asked.
    """
    repository = require_repository(start, "Not fetched")
    remotes = remotes_of(repository)
    named = [one for one in remotes if name == one or name.startswith(f"{one}/")]
    meant = [max(named, key=len)] if named else []
    failed: list[GitError] = []
    for remote in meant or remotes:
        progress(f"Fetching from {remote} …")
        try:
            fetch_all_of(repository, remote, in_terminal=in_terminal)
            fetch_what_was_before(repository, remote, _tips(repository, remote), progress, in_terminal=in_terminal)
        except RemoteError as error:
            failed.append(error)
    if not remotes:
        raise RemoteError("this repository has no remote", _ADD, title=FETCH.title)
    if failed:
        raise failed[0]
    return tuple(meant or remotes)


def fetch_what_was_before(
    repository: Repository,
    remote: str,
    tips: Iterable[str],
    progress: Callable[[str], None] = lambda _words: None,
    *,
    in_terminal: bool = False,
) -> None:
    """Fetch all the past of a shallow clone that ends before what it has in common with one of `tips`.

    Without that nobody can tell what one of them changed, and git merges none. Raises `RemoteError`.
    """
    if shallow_commits(repository) and not all(fork_point(repository, "HEAD", tip) for tip in tips):
        progress(f"Fetching what was before from {remote} …")
        fetch_all_of(repository, remote, in_terminal=in_terminal, is_whole=True)


def _tips(repository: Repository, remote: str) -> tuple[str, ...]:
    return tuple(one.commit for one in branches_of(repository) if one.is_remote and one.name.startswith(f"{remote}/"))


def tip_of(repository: Repository, branch: str) -> str:
    """Return the last commit (full hash) of a branch, one of a remote by its short name as well, or of any revision.

    Raises `NotFoundError`, with what would ask the remotes for it.
    """
    try:
        return resolve_revision(repository, branch)
    except NotFoundError as error:
        remote = [one for one in branches_of(repository) if one.is_remote and one.own_name == branch]
        if len(remote) == 1:
            return remote[0].commit
        if remote:
            hint = f"Which of them: {', '.join(sorted(one.name for one in remote))}?"
            raise NotFoundError("No such branch", f"several remotes have a branch “{branch}”", hint) from error
        ask = "; `cjm branch --fetch` asks the remotes for theirs" if remotes_of(repository) else ""
        raise NotFoundError(
            error.title, error.message, f"{error.hint} `cjm branch` lists the branches{ask}."
        ) from error
