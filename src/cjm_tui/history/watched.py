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
from cjm_tui.history.patterns import pathspecs_for, wanted
from cjm_tui.history.shallow import shallow_commits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from cjm_tui.history.repository import Repository

_UNKNOWN = re.compile(r"pathspec '(.*)' did not match any file")
"""What git says of a pattern that no file of its index is called like."""


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
    specs = pathspecs_for(patterns)
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
    commits changed nobody can tell. A merge only brings what others changed. Empty where nothing was committed yet.
    """
    specs = pathspecs_for(patterns)
    if not specs:
        return ()
    ends = shallow_commits(repository)
    most = [] if limit is None else [f"--max-count={limit + len(ends)}"]
    range_ = [head, *(f"^{commit}" for commit in sorted(seen))]
    form = "--format=%H%x00%aN%x00%aI%x00%s"
    # With log.follow git would look for the past of a pattern, as if it were a file, and break.
    words = ("log", "--no-show-signature", "--no-follow", "--no-merges", "--encoding=UTF-8", "-z", form)
    answer = look(repository.root, *words, *most, *range_, "--", *specs)
    if not answer.is_fine:
        if not look(repository.root, "rev-parse", "--verify", "-q", "HEAD").is_fine:
            return ()
        raise GitError("No history", answer.complaint, "")
    parts = answer.text.split("\0")
    rows = zip(*(iter(parts),) * 4, strict=False)
    found = [CodeCommit(commit, author, moment(when), subject) for commit, author, when, subject in rows]
    return tuple([one for one in found if one.commit not in ends][:limit])


def without_files(repository: Repository, patterns: Iterable[str]) -> tuple[str, ...]:
    """Return those of some patterns that no file is called like which git tracks here."""
    asked = {pattern: pathspecs_for((pattern,)) for pattern in wanted(patterns)}
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
