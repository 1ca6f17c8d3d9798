"""Taking a whole branch in: an ordinary merge commit with two parents, its maps merged by record and field.

Invariant: nothing that no commit has is lost. Where the map on the disk says just what the merge will say, because
every proposal of the branch was accepted before, it is the merge that says it from then on; any other edit that is
not committed is named, and nothing is merged.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import CjmError, GitError, NotFoundError
from cjm_tui.history.by_record import merging_by_record
from cjm_tui.history.changes import standing_of
from cjm_tui.history.joining import commits_between, end_join, is_ancestor, join, unmerged_files
from cjm_tui.history.names import resolve_revision
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.state import state_of
from cjm_tui.history.watched import fork_point
from cjm_tui.model.diff import diff
from cjm_tui.model.document import Document
from cjm_tui.model.merge import merge
from cjm_tui.services.joining.git_setup import pattern_of
from cjm_tui.services.joining.unsettled import SETTLED, Unsettled, settle_merge
from cjm_tui.services.past.restoring import document_at
from cjm_tui.storage.files import load, replace_text


@dataclass(frozen=True, slots=True)
class BranchMerge:
    """What taking a branch in came to: its name, how many commits came, and what is open still."""

    branch: str
    commits: int
    unsettled: Unsettled = SETTLED

    @property
    def is_done(self) -> bool:
        """Tell whether the merge is made."""
        return self.unsettled.is_nothing

    @property
    def sentence(self) -> str:
        """Return what happened, in one or two sentences."""
        if not self.is_done:
            what, remedy = self.unsettled.what, self.unsettled.remedy
            return f"{what}: {remedy}; then c, or cjm sync --finish, ends the merge."
        return f"Merged {self.branch}: {self.commits} commit{'' if self.commits == 1 else 's'}, all of it."


def merge_branch(start: Path, branch: str, *, in_terminal: bool = False) -> BranchMerge:
    """Merge a branch (or any commit by its name) into the one that is checked out, always with a merge commit.

    `start` is a map that was reviewed, or a folder. Raises `GitError` in words with everything as it was;
    `in_terminal` lends git the person's terminal.
    """
    repository = require_repository(start, "Not merged")
    for obstacle in state_of(repository).obstacles:
        raise GitError("Not merged", obstacle.message, obstacle.hint)
    tip, ours = resolve_revision(repository, branch), resolve_revision(repository, "HEAD")
    if is_ancestor(repository, tip, ours):
        raise GitError("Nothing to merge", f"all of {branch} is here already")
    commits = commits_between(repository, ours, tip)
    with (
        _set_back_if_accepted(repository, start, tip),
        merging_by_record(repository, pattern_of(repository, start)) as options,
    ):
        message = f"Merge branch '{branch}'"
        joined = join(repository, tip, message, options=options, is_forward_fine=False, in_terminal=in_terminal)
    if joined.unmerged:
        unsettled = settle_merge(repository)
        if not unsettled.is_nothing:
            return BranchMerge(branch, commits, unsettled)
        end_join(repository, unmerged_files(repository), in_terminal=in_terminal)
    return BranchMerge(branch, commits)


@contextmanager
def _set_back_if_accepted(repository: Repository, path: Path, tip: str) -> Iterator[None]:
    """Let a map that says already what the merge will say stand as committed meanwhile, since git merges nothing else.

    What it said comes back when the merge is not made.
    """
    standing = standing_of(repository, [path])[path] if path.is_file() else None
    if standing is None or not standing.is_changed or standing.committed is None:
        yield
        return
    present = load(path)
    if present.document is None or not _is_what_comes(repository, path, present.document, tip):
        what = f"{path.name} has edits that no commit has yet"
        raise GitError("Not merged", what, "Commit them (c, or `cjm commit`), then merge; or undo them.")
    committed = standing.committed.decode("utf-8", "surrogateescape")
    replace_text(path, present.text, committed)
    try:
        yield
    except BaseException:  # whatever it was, the accepted edits are the person's
        replace_text(path, committed, present.text)
        raise


def _is_what_comes(repository: Repository, path: Path, present: Document, tip: str) -> bool:
    ours, theirs = document_at(path, "HEAD"), document_at(path, tip)
    fork = fork_point(repository, resolve_revision(repository, "HEAD"), tip)
    try:
        base = document_at(path, fork) if fork else Document(theirs.kind, {})
    except NotFoundError:
        base = Document(theirs.kind, {})
    except CjmError:
        return False
    merged = merge(base, ours, theirs)
    return not merged.conflicts and not diff(merged.document, present)
