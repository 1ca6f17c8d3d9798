"""Getting what others did, merging it by record and field, and giving them ours: fetch, merge, push, when asked.

Maps merge by record and field whether or not this clone was told about the merge driver. A true conflict ends up as a
record in the file, the merge stays open, and the next sync ends it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import CjmError, GitError
from cjm_tui.history.by_record import merging_by_record
from cjm_tui.history.joining import commits_between, end_join, is_ancestor, join, unmerged_files
from cjm_tui.history.names import resolve_revision
from cjm_tui.history.process import stoppable
from cjm_tui.history.remote import Upstream, fetch, push, upstream_of
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.state import DOING, state_of
from cjm_tui.services.joining.conflicts import choices, has_markers, is_settled_by_hand, merged_from_git
from cjm_tui.services.joining.git_setup import pattern_of
from cjm_tui.storage.files import load

_ROUNDS = 5
"""How often to merge again because somebody pushed in between."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync came to.

    `received` and `sent` count commits; `open_conflicts` are the files somebody has to settle first, `others` files
    of no map that git could not merge either. With any of them nothing was pushed, and the merge is still open.
    """

    branch: str
    received: int = 0
    sent: int = 0
    open_conflicts: tuple[Path, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Tell whether both sides have the same now."""
        return not self.open_conflicts and not self.others

    @property
    def sentence(self) -> str:
        """Return what happened, in one sentence."""
        if self.others:
            return f"Not merged: {', '.join(self.others)}. Settle it in an editor, then sync again."
        if self.open_conflicts:
            names = ", ".join(path.name for path in self.open_conflicts)
            return f"Both sides changed the same in {names}: settle the conflicts, then sync again."
        if not self.received and not self.sent:
            return f"Everything is in step on {self.branch}."
        parts = [f"{number} {_commits(number)} {verb}" for number, verb in self._counts() if number]
        return f"In step on {self.branch}: {', '.join(parts)}."

    def _counts(self) -> tuple[tuple[int, str], ...]:
        return (self.received, "received"), (self.sent, "sent")


def sync(
    folder: Path,
    progress: Progress = lambda _words: None,
    *,
    in_terminal: bool = False,
    is_unwanted: Callable[[], bool] | None = None,
) -> Synced:
    """Fetch, merge and push the current branch of the repository around a folder; `progress` is told each step.

    `in_terminal` lends git the person's terminal, for a passphrase or a host to be trusted. Once `is_unwanted` says so,
    waiting for the remote ends. Raises `GitError` (a `RemoteError` tells whether a terminal would help); what was
    received by then stays.
    """
    repository = require_repository(folder, "Not synced")
    branch = _branch(repository)
    received = 0
    if state_of(repository).operation == "merge":
        still_open = _settle(repository, in_terminal=in_terminal)
        if still_open is not None:
            return still_open
    upstream = upstream_of(repository, branch)
    for _ in range(_ROUNDS):
        progress(f"Fetching {upstream.branch} from {upstream.remote} …")
        with stoppable(is_unwanted):
            theirs = fetch(repository, upstream, in_terminal=in_terminal)
        ours = resolve_revision(repository, "HEAD")
        if theirs and not is_ancestor(repository, theirs, ours):
            received += commits_between(repository, ours, theirs)
            progress("Merging …")
            still_open = _take_in(repository, folder, upstream, theirs, in_terminal=in_terminal)
            if still_open is not None:
                return Synced(branch, received, 0, still_open.open_conflicts, still_open.others)
        sent = commits_between(repository, theirs, resolve_revision(repository, "HEAD"))
        if not sent and theirs:
            return Synced(branch, received)
        progress(f"Pushing {sent} {_commits(sent)} …")
        with stoppable(is_unwanted):
            if push(repository, upstream, branch, in_terminal=in_terminal):
                return Synced(branch, received, sent)
    raise GitError("Not synced", f"others keep pushing to {upstream.branch}", "Sync again; everything is saved here.")


def _take_in(
    repository: Repository, folder: Path, upstream: Upstream, theirs: str, *, in_terminal: bool
) -> Synced | None:
    """Merge what the remote has; return what is still open where a person has to settle something first."""
    message = f"Merge {upstream.branch} of {upstream.remote}"
    with merging_by_record(repository, pattern_of(repository, folder)) as options:
        joined = join(repository, theirs, message, options=options, in_terminal=in_terminal)
    return _settle(repository, in_terminal=in_terminal) if joined.unmerged else None


def settle_merge(repository: Repository) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Merge every map that git left unmerged, by record and field.

    Return the maps with conflicts that only a person can settle, and the other files (from the root) git left unmerged.
    """
    open_conflicts, others = [], []
    for name in unmerged_files(repository):
        path = repository.root / name
        if path.suffix != ".toml" and is_settled_by_hand(repository, path):
            continue
        if not _is_merged(path):
            others.append(name)
        elif (document := load(path).document) is not None and choices(document):
            open_conflicts.append(path)
    return tuple(open_conflicts), tuple(others)


def _is_merged(path: Path) -> bool:
    """Tell whether an unmerged file could be merged by record and field, now or before."""
    if path.suffix != ".toml" or not path.exists():
        return False
    if not has_markers(load(path).text):
        return True
    try:
        return merged_from_git(path) is not None
    except CjmError:
        return False


def _settle(repository: Repository, *, in_terminal: bool = False) -> Synced | None:
    """End a merge in progress; return what is still open where that cannot be done yet."""
    open_conflicts, others = settle_merge(repository)
    if open_conflicts or others:
        return Synced(state_of(repository).branch, open_conflicts=open_conflicts, others=others)
    end_join(repository, unmerged_files(repository), in_terminal=in_terminal)
    return None


def _branch(repository: Repository) -> str:
    state = state_of(repository)
    if state.operation not in {"", None, "merge"}:
        busy = next((one for one in state.obstacles if one.kind == "operation"), None)
        if busy is None:
            raise GitError("Not synced", f"git is {DOING[state.operation]}", "End it first: git bisect reset")
        raise GitError("Not synced", busy.message, busy.hint)
    if state.is_detached:
        raise GitError("Not synced", f"{state.label} is no branch", "Go to one: cjm branch --switch NAME")
    if state.is_unborn:
        raise GitError("Not synced", "there is no commit yet", "`cjm commit` makes the first.")
    return state.branch


def _commits(number: int) -> str:
    return "commit" if number == 1 else "commits"
