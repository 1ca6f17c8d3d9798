"""The code that cards watch: which files changed between two commits, and which commits changed them.

Patterns are git's own globs (`src/checkout/**`, `*` stays within a folder), seen from the top of the repository; see
`patterns`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.between import files_between
from cjm_tui.history.command import look, pathspecs
from cjm_tui.history.log import moment
from cjm_tui.history.own_changes import with_own_changes
from cjm_tui.history.patterns import pathspecs_for, wanted
from cjm_tui.history.shallow import shallow_commits
from cjm_tui.history.submodules import moved_by, specs_within, submodules_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from cjm_tui.history.repository import Repository

_UNKNOWN = re.compile(r"pathspec '(.*)' did not match any file")
"""What git says of a pattern that no file of its index is called like."""


class CodeCommit(NamedTuple):
    """A commit that changed watched code: its full hash, author, author's date and the first line of its message.

    `how` says in words how it did, where that is not plain: it moved a submodule, or it is a merge.
    """

    commit: str
    author: str
    when: datetime
    subject: str
    how: str = ""

    @property
    def short(self) -> str:
        """Return the first seven digits of the hash."""
        return self.commit[:7]

    @property
    def told(self) -> str:
        """Return its message, and how it changed the code where that is not plain."""
        return f"{self.subject} ({self.how})" if self.how else self.subject


def files_changed(repository: Repository, base: str, head: str, patterns: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the files matching any of `patterns` that differ between two commits (full hashes).

    A submodule that a pattern leads into is one of them.
    """
    specs = _specs(repository, tuple(patterns))
    return files_between(repository, base, head, specs) if specs else ()


def code_commits(
    repository: Repository,
    patterns: Iterable[str],
    *,
    head: str = "HEAD",
    seen: Collection[str] = (),
    limit: int | None = None,
) -> tuple[CodeCommit, ...]:
    """Return the commits up to `head` that changed files matching any of `patterns`, newest first, at most `limit`.

    What any of the commits `seen` (full hashes) has in it is left out, and so is where a shallow clone ends: what those
    commits changed nobody can tell. A merge is among them where it changed something itself, a commit that moves a
    submodule where a pattern leads into that. Empty where nothing was committed yet.
    """
    listed = tuple(patterns)
    specs = _specs(repository, listed)
    if not specs:
        return ()
    ends, range_ = shallow_commits(repository), [head, *(f"^{commit}" for commit in sorted(seen))]
    most = None if limit is None else limit + len(ends)
    while True:
        rows = _rows(repository, range_, specs, most)
        own = with_own_changes(repository, [row.commit for row, is_merge in rows if is_merge], specs)
        found = [
            row._replace(how="in the merge itself") if is_merge else row
            for row, is_merge in rows
            if row.commit not in ends and (not is_merge or row.commit in own)
        ][:limit]
        if limit is None or most is None or len(found) == limit or len(rows) < most:
            return _with_submodules(repository, found, submodules_within(repository, listed))
        most *= 2  # of so many, some were merges that only brought what others changed


def _specs(repository: Repository, patterns: tuple[str, ...]) -> list[str]:
    """Return what git is asked for; nothing where no pattern names code within the repository."""
    specs = pathspecs_for(patterns)
    return [*specs, *specs_within(repository, patterns)] if specs else []


def _rows(
    repository: Repository, range_: Iterable[str], specs: Iterable[str], most: int | None
) -> list[tuple[CodeCommit, bool]]:
    """Return the commits of a range that fit, newest first, and of each whether it is a merge."""
    form = "--format=%H%x00%aN%x00%aI%x00%s%x00%P"
    # With log.follow git would look for the past of a pattern, as if it were a file, and break.
    words = ("log", "--no-show-signature", "--no-follow", "--encoding=UTF-8", "-z", form)
    limited = [] if most is None else [f"--max-count={most}"]
    answer = look(repository.root, *words, *limited, *range_, "--", *specs)
    if not answer.is_fine:
        if not look(repository.root, "rev-parse", "--verify", "-q", "HEAD").is_fine:
            return []
        raise GitError("No history", answer.complaint, "")
    parts = zip(*(iter(answer.text.split("\0")),) * 5, strict=False)
    return [
        (CodeCommit(commit, author, moment(when), subject), " " in parents)
        for commit, author, when, subject, parents in parts
    ]


def _with_submodules(
    repository: Repository, found: Iterable[CodeCommit], submodules: tuple[str, ...]
) -> tuple[CodeCommit, ...]:
    commits = tuple(found)
    moved = moved_by(repository, (one.commit for one in commits), submodules)
    return tuple(
        one._replace(how=f"another commit of the submodule {' and '.join(moved[one.commit])}")
        if one.commit in moved
        else one
        for one in commits
    )


def without_files(repository: Repository, patterns: Iterable[str]) -> tuple[str, ...]:
    """Return those of some patterns that no file is called like which git tracks here."""
    asked = {pattern: _specs(repository, (pattern,)) for pattern in wanted(patterns)}
    specs = [spec for found in asked.values() for spec in found]
    answer = look(repository.root, "ls-files", "-z", "--error-unmatch", "--", *specs) if specs else None
    unknown = set(_UNKNOWN.findall(answer.err)) if answer is not None else set()
    return tuple(pattern for pattern, found in asked.items() if found and unknown.issuperset(found))


def file_like(repository: Repository, pattern: str) -> str:
    """Return a file that a pattern would match but for its case or its backslashes; empty where there is none."""
    specs = [spec.replace("(top,", "(top,icase,", 1) for spec in pathspecs_for((pattern.replace("\\", "/"),))]
    answer = look(repository.root, "ls-files", "-z", "--", *specs)
    return answer.text.split("\0")[0] if specs and answer.is_fine else ""


def is_near(repository: Repository, pattern: str) -> bool:
    """Tell whether git tracks files in the folder that a pattern begins with, or where it begins with none."""
    folder, slash, _ = pattern.removeprefix("./").partition("/")
    if not folder or not slash:
        return bool(look(repository.root, "ls-files", "-z").out)
    return bool(look(repository.root, "ls-files", "-z", "--", *pathspecs([folder])).out)
