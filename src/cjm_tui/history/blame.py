"""Who last touched each line of a file, when, and in which commit.

Looking runs nothing of the repository's: no textconv, no filter of its own. Lines that only moved, or changed their
white space, keep who wrote them.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.command import look
from cjm_tui.history.names import PARTIAL
from cjm_tui.history.shallow import shallow_commits

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from cjm_tui.history.repository import Repository

_NO_LIST = "could not open object name list"
"""What git says where a branch has no file of commits to overlook, though `blame.ignoreRevsFile` names it."""


class Touch(NamedTuple):
    """The commit that last touched a line: its full hash, author, date and the first line of its message.

    Where a shallow clone ends nobody can tell who it was: `is_cut` is so, author and message are empty, and the line is
    as old as the commit or older.
    """

    commit: str
    author: str
    email: str
    when: datetime
    subject: str
    is_cut: bool = False

    @property
    def short(self) -> str:
        """Return the first seven digits of the hash."""
        return self.commit[:7]


def touches_of(repository: Repository, path: Path, revision: str = "HEAD") -> tuple[Touch, ...]:
    """Return the last touch of every line of a file as it stands in a commit, in order; empty where it is not in it.

    `revision` is `HEAD` or the hash of a commit. Raise `GitError` when git cannot tell.
    """
    name = repository.name_of(path)
    # Never the file on disk: to compare it git would run the clean filters that the repository names.
    words = ("blame", "--porcelain", "--no-textconv", "--encoding=UTF-8", "-w", "-M")
    answer = look(repository.root, *words, revision, "--", name)
    if _NO_LIST in answer.err:
        answer = look(repository.root, *words, "--no-ignore-revs-file", revision, "--", name)
    if answer.is_fine:
        return tuple(_touches(BytesIO(answer.out), shallow_commits(repository)))
    if "no such path" in answer.err or "no such ref" in answer.err or "bad revision" in answer.err:
        return ()
    raise GitError("No authors", f"git cannot tell who wrote {name}: {answer.complaint}", PARTIAL)


def _touches(porcelain: Iterable[bytes], ends: Container[str]) -> Iterator[Touch]:
    """Yield the touch of each line, one and the same for all lines of a commit; the clone is cut off at `ends`."""
    known: dict[str, Touch] = {}
    facts: dict[str, str] = {}
    commit = ""
    for line in porcelain:
        if line.startswith(b"\t"):
            if commit not in known:
                known[commit] = _touch(commit, facts, is_cut=commit in ends)
            yield known[commit]
            commit, facts = "", {}
        elif not commit:
            commit = line.split(b" ", 1)[0].decode("ascii")
        else:
            key, _, value = line.removesuffix(b"\n").decode("utf-8", "surrogateescape").partition(" ")
            facts[key] = value


def _touch(commit: str, facts: dict[str, str], *, is_cut: bool) -> Touch:
    when = _when(facts.get("author-time", "0"), facts.get("author-tz", "+0000"))
    if is_cut:
        return Touch(commit, "", "", when, "", is_cut=True)
    email = facts.get("author-mail", "").strip("<>")
    return Touch(commit, facts.get("author", ""), email, when, facts.get("summary", ""))


def _when(seconds: str, offset: str) -> datetime:
    """Return a moment with its offset; 1970 for one that no calendar has, UTC for an offset that no place has."""
    moment = datetime.fromtimestamp(0, UTC)
    # A commit need not have been made by git: its author may have any date, and no offset at all.
    with suppress(OverflowError, ValueError, OSError):
        moment = datetime.fromtimestamp(int(seconds), UTC)
    with suppress(OverflowError, ValueError):
        minutes = int(offset[1:3]) * 60 + int(offset[3:5])
        return moment.astimezone(timezone(timedelta(minutes=-minutes if offset.startswith("-") else minutes)))
    return moment
