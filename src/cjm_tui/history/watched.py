"""The code that cards watch: which files changed between two commits, and which commits changed them.

Patterns are git's own globs (`src/checkout/**`, `*` stays within a folder), seen from the top of the repository.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.between import files_between
from cjm_tui.history.command import look
from cjm_tui.history.log import moment
from cjm_tui.history.shallow import shallow_commits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from cjm_tui.history.repository import Repository


class CodeCommit(NamedTuple):
    """A commit that changed watched code: its full hash, author, author's date and the first line of its message."""

    commit: str
    author: str
    when: datetime
    subject: str

    @property
    def short(self) -> str:
        """Return the first seven digits of the hash."""
        return self.commit[:7]


def files_changed(repository: Repository, base: str, head: str, patterns: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the files matching any of `patterns` that differ between two commits (full hashes)."""
    wanted = _pathspecs(patterns)
    return files_between(repository, base, head, wanted) if wanted else ()


def code_commits(
    repository: Repository, patterns: Iterable[str], *, seen: Collection[str] = (), limit: int | None = None
) -> tuple[CodeCommit, ...]:
    """Return the commits before HEAD that changed files matching any of `patterns`, newest first, at most `limit`.

    What any of the commits `seen` (full hashes) has in it is left out, and so is where a shallow clone ends: what those
    commits changed nobody can tell. A merge only brings what others changed. Empty where nothing was committed yet.
    """
    wanted = _pathspecs(patterns)
    if not wanted:
        return ()
    ends = shallow_commits(repository)
    most = [] if limit is None else [f"--max-count={limit + len(ends)}"]
    range_ = ["HEAD", *(f"^{commit}" for commit in sorted(seen))]
    form = "--format=%H%x00%aN%x00%aI%x00%s"
    # With log.follow git would look for the past of a pattern, as if it were a file, and break.
    words = ("log", "--no-show-signature", "--no-follow", "--no-merges", "--encoding=UTF-8", "-z", form)
    answer = look(repository.root, *words, *most, *range_, "--", *wanted)
    if not answer.is_fine:
        if not look(repository.root, "rev-parse", "--verify", "-q", "HEAD").is_fine:
            return ()
        raise GitError("No history", answer.complaint, "")
    parts = answer.text.split("\0")
    rows = zip(*(iter(parts),) * 4, strict=False)
    found = [CodeCommit(commit, author, moment(when), subject) for commit, author, when, subject in rows]
    return tuple([one for one in found if one.commit not in ends][:limit])


def _pathspecs(patterns: Iterable[str]) -> list[str]:
    return [f":(top,glob){pattern}" for pattern in patterns if pattern and "\0" not in pattern]
