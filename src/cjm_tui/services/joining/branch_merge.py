"""Taking a whole branch in: an ordinary merge commit with two parents, its maps merged by record and field.

Invariant: nothing that no commit has is lost. Where the map on the disk says only what the merge will say, because
proposals of the branch were accepted before, it is the merge that says it from then on; any other edit that is not
committed is named, and nothing is merged. A proposal that was left stays out of the map, and the merge says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import CjmError, GitError
from cjm_tui.history.ancestry import commits_between, fork_point, is_ancestor
from cjm_tui.history.by_record import merging_by_record
from cjm_tui.history.changes import standing_of
from cjm_tui.history.joining import end_join, give_up, join, unmerged_files
from cjm_tui.history.names import resolve_revision
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.state import state_of
from cjm_tui.model.belonging import needing
from cjm_tui.model.diff import diff
from cjm_tui.model.merge import Merged, merge
from cjm_tui.model.proposals import Proposal, proposals, with_proposals
from cjm_tui.services.joining.fetching import tip_of
from cjm_tui.services.joining.git_setup import pattern_of
from cjm_tui.services.joining.unsettled import SETTLED, Unsettled, settle_merge
from cjm_tui.services.past.restoring import document_at, document_at_fork
from cjm_tui.storage.files import load
from cjm_tui.storage.lens import write
from cjm_tui.storage.rewriting import replace_text


@dataclass(frozen=True, slots=True)
class BranchMerge:
    """What taking a branch in came to: its name, how many commits came, and what is open still.

    `along` names what was left besides because it needs one of those that the person left.
    """

    branch: str
    commits: int
    left: int = 0
    unsettled: Unsettled = SETTLED
    along: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Tell whether the merge is made."""
        return self.unsettled.is_nothing

    @property
    def sentence(self) -> str:
        """Return what happened, in one or two sentences."""
        if not self.is_done:
            what, remedy = self.unsettled.what, self.unsettled.remedy
            return f"{what}: {remedy}; then `cjm sync --finish` ends the merge."
        how_much = f"without the {self.left} you left" if self.left else "all of it"
        if self.along:
            needs = "needs" if len(self.along) == 1 else "need"
            how_much += f", and without {', '.join(self.along)}, which {needs} what you left"
        commits = f"{self.commits} commit{'' if self.commits == 1 else 's'}"
        return f"Merged {self.branch}: {commits}, {how_much}. {self.unsettled.note}".rstrip()


def merge_branch(start: Path, branch: str, *, left: Sequence[Proposal] = (), in_terminal: bool = False) -> BranchMerge:
    """Merge a branch (or any commit by its name) into the one that is checked out, always with a merge commit.

    `start` is a map that was reviewed, or a folder; `left` are proposals for that map which stay out of it. Raises
    `GitError` in words with everything as it was; `in_terminal` lends git the person's terminal.
    """
    repository = require_repository(start, "Not merged")
    for obstacle in state_of(repository).obstacles:
        raise GitError("Not merged", obstacle.message, obstacle.hint)
    tip, ours = tip_of(repository, branch), resolve_revision(repository, "HEAD")
    if is_ancestor(repository, tip, ours):
        raise GitError("Nothing to merge", f"all of {branch} is here already")
    commits = commits_between(repository, ours, tip)
    wanted, along = _what_comes(repository, start, tip, left) if start.is_file() else (None, ())
    names = tuple(proposal.name for proposal in along)
    with (
        _set_back_if_accepted(repository, start, wanted),
        merging_by_record(repository, pattern_of(repository, start)) as options,
    ):
        message = _message(branch, (*left, *along))
        unmerged = join(
            repository, tip, message, options=options, is_forward_fine=False, stops=bool(left), in_terminal=in_terminal
        )
        if left and wanted is not None:
            _leave_out(repository, start, wanted)
    unsettled = SETTLED
    if unmerged or left:
        unsettled = settle_merge(repository)
        if not unsettled.is_nothing:
            return BranchMerge(branch, commits, len(left), unsettled, names)
        reviewed = [repository.name_of(start)] if left else []
        end_join(repository, [*reviewed, *unmerged_files(repository)], in_terminal=in_terminal)
    return BranchMerge(branch, commits, len(left), unsettled, names)


def _message(branch: str, left: Sequence[Proposal]) -> str:
    names = ", ".join(proposal.name for proposal in left)
    return f"Merge branch '{branch}'" + (f"\n\nLeft as it was: {names}" if left else "")


def _leave_out(repository: Repository, path: Path, wanted: Merged) -> None:
    """Let a map that git has merged, and nobody has committed yet, say what the merge is to say; else give it up."""
    document = wanted.unsettled
    try:
        text = load(path).text
        replace_text(path, text, write(text, document))
    except CjmError:
        give_up(repository)
        raise


def has_edits_in_the_way(path: Path, branch: str, left: Sequence[Proposal] = ()) -> bool:
    """Tell whether a map has edits that no commit has, and that a merge of a branch does not bring anyway."""
    repository = require_repository(path, "Not merged")
    standing = standing_of(repository, [path])[path]
    if not standing.is_changed or standing.committed is None:
        return False
    return not _is_brought(path, _what_comes(repository, path, tip_of(repository, branch), left)[0])


@contextmanager
def _set_back_if_accepted(repository: Repository, path: Path, wanted: Merged | None) -> Iterator[None]:
    """Let a map that says only what the merge will say stand as committed meanwhile, since git merges nothing else.

    What it said comes back when the merge is not made.
    """
    standing = standing_of(repository, [path])[path] if path.is_file() else None
    if standing is None or not standing.is_changed or standing.committed is None:
        yield
        return
    present = load(path)
    if not _is_brought(path, wanted):
        what = f"{path.name} has edits that no commit has yet"
        raise GitError("Not merged", what, "Commit them (`cjm commit`), then merge; or undo them.")
    committed = standing.committed.decode("utf-8", "surrogateescape")
    replace_text(path, present.text, committed)
    try:
        yield
    except BaseException:  # whatever it was, the accepted edits are the person's
        replace_text(path, committed, present.text)
        raise


def _is_brought(path: Path, wanted: Merged | None) -> bool:
    """Tell whether all that was edited since the last revision is what the merge brings.

    A merge that stops at a conflict may be given up, and would take it along then.
    """
    present = load(path).document
    if present is None or wanted is None or wanted.conflicts:
        return False
    together = merge(document_at(path, "HEAD"), present, wanted.document)
    return not together.conflicts and not diff(together.document, wanted.document)


def _what_comes(
    repository: Repository, path: Path, tip: str, left: Sequence[Proposal]
) -> tuple[Merged | None, tuple[Proposal, ...]]:
    """Return what the merge will make of a map, None where that cannot be known, and what else stays out of it.

    Some proposals stay out, and those that cannot stand without them.
    """
    try:
        ours, theirs = document_at(path, "HEAD"), document_at(path, tip)
        fork = fork_point(repository, resolve_revision(repository, "HEAD"), tip)
        base = document_at_fork(path, fork, theirs.kind)
    except CjmError:
        return None, ()
    along: tuple[Proposal, ...] = ()
    if left:
        found = proposals(base, theirs)
        along = needing(base, left, found)
        keys = {proposal.key for proposal in (*left, *along)}
        theirs = with_proposals(base, (one for one in found if one.key not in keys), found)
    return merge(base, ours, theirs), along
