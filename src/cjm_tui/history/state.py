"""What a repository is in the middle of: its branch, and whatever would be in the way of a commit.

Invariant: nothing is repaired here. A lock left behind is reported with its age and never deleted.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Literal, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.command import look

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.history.repository import Repository

Operation = Literal["", "merge", "rebase", "cherry-pick", "revert", "am", "bisect"]

_SIGNS: tuple[tuple[str, Operation], ...] = (
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply/applying", "am"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("BISECT_LOG", "bisect"),
)

DOING: dict[Operation, str] = {
    "merge": "in the middle of a merge",
    "rebase": "in the middle of a rebase",
    "cherry-pick": "in the middle of a cherry-pick",
    "revert": "in the middle of a revert",
    "am": "in the middle of applying patches",
    "bisect": "in the middle of a bisection",
}


class Obstacle(NamedTuple):
    """Something that keeps a commit from being made: one plain sentence and what to do about it.

    A `lock` may go away by itself in a moment; an `operation` is somebody's unfinished work.
    """

    kind: Literal["operation", "lock"]
    message: str
    hint: str


class RepositoryState(NamedTuple):
    """A repository at one moment.

    `branch` is its name, empty when HEAD is detached; `head` the full hash of the last commit, empty before the first;
    `operation` what git is in the middle of; `lock` the path of `index.lock`, `lock_age` its age in seconds, None
    where there is none; `rebased` the branch that a rebase will come back to.
    """

    branch: str
    head: str
    operation: Operation
    lock: Path
    lock_age: float | None
    rebased: str = ""

    @property
    def is_unborn(self) -> bool:
        """Tell whether the branch has no commit yet."""
        return not self.head

    @property
    def is_detached(self) -> bool:
        """Tell whether HEAD points at a commit instead of a branch."""
        return not self.branch

    @property
    def label(self) -> str:
        """Return the branch for a header line, or `detached at 1a2b3c4`, with what git is in the middle of."""
        place = self.branch or self.rebased or f"detached at {self.head[:7]}"
        return f"{place}, {DOING[self.operation]}" if self.operation else place

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """Return what is in the way of a commit, most important first; empty when nothing is."""
        found = []
        if self.operation not in {"", "bisect"}:
            found.append(unfinished(self.operation))
        if self.lock_age is not None:
            found.append(lock_obstacle(self.lock, self.lock_age))
        return tuple(found)

    @property
    def notice(self) -> str:
        """Return one sentence worth saying before a commit that is possible all the same, or nothing."""
        if self.is_detached and self.operation in {"", "bisect"}:
            return "HEAD is detached: a revision made here belongs to no branch. `cjm branch NAME` gives it one."
        return f"This will be the first commit on {self.branch}." if self.is_unborn else ""


def state_of(repository: Repository) -> RepositoryState:
    """Read branch, last commit, unfinished operation and lock of `repository`.

    Raise `GitError` where there is a last commit that git cannot read.
    """
    answer = look(repository.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if not answer.is_fine and look(repository.root, "rev-parse", "--verify", "--quiet", "HEAD").is_fine:
        raise GitError("No history", "git cannot read the last commit", "`git fsck` says what is missing.")
    operation = operation_in(repository.git_dir)
    return RepositoryState(
        branch=_branch(repository),
        head=answer.text.strip() if answer.is_fine else "",
        operation=operation,
        lock=lock_of(repository),
        lock_age=age_of_lock(repository),
        rebased=_rebased(repository) if operation == "rebase" else "",
    )


def operation_in(git_dir: Path) -> Operation:
    """Return what git is in the middle of, by the signs it leaves in its folder."""
    return next((name for sign, name in _SIGNS if _exists(git_dir / sign)), "")


def lock_of(repository: Repository) -> Path:
    """Return the path of the lock that git puts on its index."""
    return repository.git_dir / "index.lock"


def lock_of_branch(repository: Repository) -> Path:
    """Return the path of the lock that git puts on the branch, or on HEAD where it is detached."""
    words = _words_of_head(repository) or ""
    named = words.removeprefix("ref: ")
    return repository.git_dir / "HEAD.lock" if named == words else repository.common_dir / f"{named}.lock"


def age_of_lock(repository: Repository) -> float | None:
    """Return how many seconds ago `index.lock` was made, or None where there is none."""
    return age_of(lock_of(repository))


def age_of(lock: Path) -> float | None:
    """Return how many seconds ago a lock was made, or None where there is none."""
    try:
        made = lock.stat().st_mtime
    except OSError:
        return None
    return max(0.0, time.time() - made)


def lock_obstacle(lock: Path, age: float) -> Obstacle:
    """Put a `lock` of `age` seconds into words."""
    what = "index" if lock.name == "index.lock" else lock.stem
    return Obstacle(
        "lock",
        f"git's {what} is locked, since {_duration(age)}: another git may be at work, or one was killed",
        f"Wait for it; if no git is running any more, remove {lock} yourself.",
    )


def unfinished(operation: Operation) -> Obstacle:
    """Put what git is in the middle of into words, and how it ends."""
    hint = "Settle what is open (`cjm settle`), then `cjm sync --finish`; `cjm sync --give-up` undoes it."
    if operation == "am":
        hint = "Finish it (`git am --continue`) or give it up (`git am --abort`)."
    elif operation == "bisect":
        hint = "`git bisect reset` ends it."
    return Obstacle("operation", f"git is {DOING[operation]}", hint)


def _branch(repository: Repository) -> str:
    named = _branch_in_file(repository)
    if named is not None:
        return named
    answer = look(repository.root, "symbolic-ref", "--quiet", "--short", "HEAD")
    return answer.text.strip() if answer.is_fine else ""


def _rebased(repository: Repository) -> str:
    for folder in ("rebase-merge", "rebase-apply"):
        try:
            named = (repository.git_dir / folder / "head-name").read_text("utf-8", "surrogateescape").strip()
        except OSError:
            continue
        return named.removeprefix("refs/heads/") if named.startswith("refs/heads/") else ""
    return ""


def _branch_in_file(repository: Repository) -> str | None:
    """Return the branch that the file HEAD names, empty for a commit, None where only git can tell (reftable)."""
    words = _words_of_head(repository)
    if words is None:
        return None
    if not words.startswith("ref: "):
        return ""
    name = words.removeprefix("ref: ").removeprefix("refs/heads/")
    return None if name == ".invalid" else name


def _words_of_head(repository: Repository) -> str | None:
    try:
        return (repository.git_dir / "HEAD").read_text("utf-8", "surrogateescape").strip()
    except OSError:
        return None


def _exists(path: Path) -> bool:
    return os.path.lexists(path)  # Path.exists raises where a folder may not be read


def _duration(seconds: float) -> str:
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    count = int(seconds)
    return f"{count} second{'' if count == 1 else 's'}"
