"""Finishing what git is in the middle of, once every map is settled.

A merge, a rebase, a cherry-pick, a revert; and a stash that came back with conflicts, of which git remembers only that
the files are unmerged.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cjm_tui.checking.nearest import sentence
from cjm_tui.errors import GitError
from cjm_tui.history.by_record import merging_by_record
from cjm_tui.history.joining import end_join, go_on, mark_settled, unmerged_files, unstage
from cjm_tui.history.repository import Repository, find_repository, require_repository
from cjm_tui.history.route import unsent_commits
from cjm_tui.history.state import state_of, unfinished
from cjm_tui.history.uncommitted import edits_in_danger
from cjm_tui.history.unmerged import has_stash
from cjm_tui.services.joining.conflicts import STASH_IS_KEPT, kept_besides, sides_of
from cjm_tui.services.joining.followers import with_followers
from cjm_tui.services.joining.git_setup import pattern_of
from cjm_tui.services.joining.giving_up import FINISHED_HERE
from cjm_tui.services.joining.kept_edits import kept
from cjm_tui.services.joining.twins import with_twins
from cjm_tui.services.joining.unsettled import settle_merge


class Finished(NamedTuple):
    """What came of finishing, in a sentence without its full stop, and whether git is at rest now."""

    sentence: str
    is_done: bool = True


def finish(path: Path, *, in_terminal: bool = False) -> Finished:
    """Finish the operation in the repository around a map or folder.

    A rebase may stop again at a later commit, with more to settle. Raises `GitError` in words where something is open
    still, or git refuses; `in_terminal` lends git the person's terminal where a merge is ended.
    """
    repository = require_repository(path, "Not finished")
    state = state_of(repository)
    operation = state.operation
    if operation and operation not in FINISHED_HERE:
        other = unfinished(operation)
        raise GitError("Not finished", other.message, other.hint)
    notes = [_require_settled(repository)]
    left = unmerged_files(repository)
    if not operation:
        return Finished(_end_of_a_stash(repository, left))
    along = with_twins(repository, with_followers(repository, left))
    if operation == "merge":
        end_join(repository, along, in_terminal=in_terminal)
    else:
        # Of these only a rebase minds what no commit has, in whatever file it is.
        edits = edits_in_danger(repository, operation) if operation == "rebase" else ()
        with kept(repository, edits, "Not finished"):
            notes += _go_on(repository, path, str(operation), tuple(along))
    if state_of(repository).operation:
        settles = "the next commit changed the same, too" if unmerged_files(repository) else "git stops at a commit"
        return Finished(f"The {operation} goes on: {settles}", is_done=False)
    unsent = unsent_commits(repository, state_of(repository).branch)
    to_send = f"; {unsent} commit{'s' * (unsent != 1)} to send yet: `cjm sync` does it" if unsent else ""
    odd = "".join(f". {note.removesuffix('.')}" for note in notes if note)
    return Finished(f"The {operation} is finished{to_send}{odd}")


def what_ends_it(path: Path) -> str:
    """Say what comes after the last conflict of a file: what git is in is finished, all else committed."""
    kept = kept_besides(sides_of(path))
    if kept:
        return f"`cjm sync --finish` makes that work like any other; {kept}"
    repository = find_repository(path.parent)
    operation = state_of(repository).operation if isinstance(repository, Repository) else None
    if operation in FINISHED_HERE:
        return f"`cjm sync --finish` ends the {operation}"
    return "`cjm commit` makes a revision of it"


def _go_on(repository: Repository, path: Path, operation: str, left: tuple[str, ...]) -> list[str]:
    """Go on until git is through, or stops with something that only a person can settle; return what is odd then."""
    notes = []
    with merging_by_record(repository, pattern_of(repository, path)) as options:
        go_on(repository, operation, left, options)
        while (left := unmerged_files(repository)) and (unsettled := settle_merge(repository)).is_nothing:
            notes.append(unsettled.note)
            go_on(repository, operation, left, options)
    return notes


def _require_settled(repository: Repository) -> str:
    """Return what is odd though all is settled; raise `GitError` where something is open."""
    unsettled = settle_merge(repository)
    if not unsettled.is_nothing:
        what, remedy = unsettled.what, unsettled.remedy
        raise GitError("Not finished", f"{what[0].lower()}{what[1:]}", sentence(f"{remedy}, then finish."))
    return unsettled.note


def _end_of_a_stash(repository: Repository, left: tuple[str, ...]) -> str:
    """Let files that a stash left in conflict be changed files like any other."""
    if not left:
        return "There is nothing to finish"
    mark_settled(repository, left)
    unstage(repository, left)
    settled = "Settled: what was in conflict is work like any other now"
    return f"{settled}; {STASH_IS_KEPT}" if has_stash(repository) else settled
