"""Getting what others did, merging it by record and field, and giving them ours: fetch, merge, push, when asked.

Maps merge by record and field whether or not this clone was told about the merge driver. A true conflict ends up as a
record in the file, the merge stays open, and the next sync ends it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cjm_tui.errors import GitError, NotFoundError
from cjm_tui.history.ancestry import commits_between
from cjm_tui.history.by_record import merging_by_record
from cjm_tui.history.joining import end_join, join, unmerged_files
from cjm_tui.history.names import resolve_revision
from cjm_tui.history.process import stoppable
from cjm_tui.history.remote import fetch, push
from cjm_tui.history.remote_words import RemoteError
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.route import Upstream, route_of
from cjm_tui.history.state import state_of, unfinished
from cjm_tui.history.taken_elsewhere import is_taken_elsewhere, stand_at
from cjm_tui.services.joining.besides import besides, followed_tip
from cjm_tui.services.joining.fetching import fetch_what_was_before
from cjm_tui.services.joining.followers import with_followers
from cjm_tui.services.joining.git_setup import pattern_of
from cjm_tui.services.joining.markers import has_markers
from cjm_tui.services.joining.twins import with_twins
from cjm_tui.services.joining.unsettled import SETTLED, Unsettled, settle_merge
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.storage.files import load

_ROUNDS = 5
"""How often to merge again because somebody pushed in between."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync came to.

    `received` and `sent` count commits; with anything `unsettled` nothing was pushed, and the merge is still open.
    `fork` is the remote they were sent to where the branch follows another one, `note` says what is odd now.
    """

    branch: str
    received: int = 0
    sent: int = 0
    unsettled: Unsettled = SETTLED
    fork: str = ""
    note: str = ""

    @property
    def is_done(self) -> bool:
        """Tell whether both sides have the same now."""
        return self.unsettled.is_nothing

    @property
    def sentence(self) -> str:
        """Return what happened, in one sentence, and what is odd now."""
        return f"{self.happened} {self.note}".rstrip()

    @property
    def happened(self) -> str:
        """Return what happened, in one sentence."""
        if not self.is_done:
            return f"{self.unsettled.what}: {self.unsettled.remedy}, then `cjm sync` again."
        if not self.received and not self.sent:
            return f"Everything is in step on {self.branch}."
        parts = [f"{number} {_commits(number)} {verb}" for number, verb in self._counts() if number]
        return f"In step on {self.branch}: {', '.join(parts)}."

    def _counts(self) -> tuple[tuple[int, str], ...]:
        return (self.received, "received"), (self.sent, f"sent to {self.fork}" if self.fork else "sent")


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
    since = followed_tip(repository)
    synced = _in_step(repository, folder, progress, in_terminal=in_terminal, is_unwanted=is_unwanted)
    if not synced.is_done:
        return synced
    return replace(synced, note=f"{synced.note} {besides(repository, folder, since)}".strip())


def _in_step(
    repository: Repository,
    folder: Path,
    progress: Progress,
    *,
    in_terminal: bool,
    is_unwanted: Callable[[], bool] | None,
) -> Synced:
    branch, begun = _branch(repository), _end_what_is_begun(repository, in_terminal=in_terminal)
    if not begun.is_nothing:
        return Synced(branch, unsettled=begun)
    received, notes = 0, [begun.note]
    route = route_of(repository, branch)
    for _ in range(_ROUNDS):
        for upstream in route.sources:
            progress(f"Fetching {upstream.branch} from {upstream.remote} …")
            with stoppable(is_unwanted):
                theirs = fetch(repository, upstream, in_terminal=in_terminal)
                tips = (theirs,) if theirs else ()
                fetch_what_was_before(repository, upstream.remote, tips, progress, in_terminal=in_terminal)
            if new := _new_commits(repository, theirs):
                received += new
                progress("Merging …")
                unsettled = _take_in(repository, folder, upstream, theirs, in_terminal=in_terminal)
                if not unsettled.is_nothing:
                    return Synced(branch, received, unsettled=unsettled)
                notes.append(unsettled.note)
        sent = commits_between(repository, theirs, resolve_revision(repository, "HEAD"))
        done = Synced(branch, received, note=" ".join(notes).strip())
        if not sent and theirs:
            return done
        _require_no_markers(repository, folder)
        progress(f"Pushing {sent} {_commits(sent)} …")
        with stoppable(is_unwanted):
            given = _give(
                repository, route.target, replace(done, sent=sent, fork=route.fork), theirs, in_terminal=in_terminal
            )
        if given is not None:
            return given
    raise GitError("Not synced", f"others keep pushing to {branch}", "`cjm sync` tries again; all is saved here.")


def _give(repository: Repository, target: Upstream, done: Synced, theirs: str, *, in_terminal: bool) -> Synced | None:
    """Push, and return what it came to: `done`, or None where somebody pushed in between.

    Where the remote takes no pushes, and has by another way what was to be sent, the branch stands there then.
    """
    try:
        return done if push(repository, target, done.branch, in_terminal=in_terminal) else None
    except RemoteError:
        if not (theirs and is_taken_elsewhere(repository, done.branch, theirs) and stand_at(repository, theirs)):
            raise
        already = f"What you had committed on {done.branch} is in it already, by another way."
        return replace(done, sent=0, note=f"{done.note} {already}".strip())


def _new_commits(repository: Repository, theirs: str) -> int:
    """Return how many commits `theirs` (empty where there is none) has that are not here yet."""
    return commits_between(repository, "HEAD", theirs) if theirs else 0


def _take_in(repository: Repository, folder: Path, upstream: Upstream, theirs: str, *, in_terminal: bool) -> Unsettled:
    """Merge what the remote has; return what is still open where a person has to settle something first."""
    message = f"Merge {upstream.branch} of {upstream.remote}"
    with merging_by_record(repository, pattern_of(repository, folder)) as options:
        unmerged = join(repository, theirs, message, options=options, in_terminal=in_terminal)
    return _settle(repository, in_terminal=in_terminal) if unmerged else SETTLED


def _require_no_markers(repository: Repository, folder: Path) -> None:
    """Keep a file in which git's markers still stand from being sent: nobody could read it."""
    try:
        files = workspace_of(folder).files
    except NotFoundError:
        return
    for path in files:
        if has_markers(load(path).text):
            what = f"git left two versions in {repository.name_of(path)}"
            remedy = f"`cjm settle {path.stem}` merges them; then `cjm commit`, and `cjm sync` again."
            raise GitError("Not sent", what, remedy)


def _end_what_is_begun(repository: Repository, *, in_terminal: bool) -> Unsettled:
    """End the merge that git is in the middle of, if it is; return what is open still."""
    return _settle(repository, in_terminal=in_terminal) if state_of(repository).operation == "merge" else SETTLED


def _settle(repository: Repository, *, in_terminal: bool = False) -> Unsettled:
    """End a merge in progress, unless something is open still, which is returned."""
    unsettled = settle_merge(repository)
    if unsettled.is_nothing:
        along = with_twins(repository, with_followers(repository, unmerged_files(repository)))
        end_join(repository, along, in_terminal=in_terminal)
    return unsettled


def _branch(repository: Repository) -> str:
    state = state_of(repository)
    if state.operation not in {"", None, "merge"}:
        busy = unfinished(state.operation)
        raise GitError("Not synced", busy.message, busy.hint)
    if state.is_detached:
        hint = "`cjm branch NAME` makes one of it, `cjm branch --switch NAME` goes to another."
        raise GitError("Not synced", f"{state.label} is no branch", hint)
    if state.is_unborn:
        raise GitError("Not synced", "there is no commit yet", "`cjm commit` makes the first.")
    return state.branch


def _commits(number: int) -> str:
    return "commit" if number == 1 else "commits"
