"""A past made in one go: many commits by several people, for a repository to look around in.

One `git fast-import` makes them all, so a dozen cost as much as one. Invariant: no hook runs, nothing is signed and
nobody's identity is asked for, since nobody made these commits; the repository has to be new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.command import act
from cjm_tui.history.message import Person
from cjm_tui.history.repository import Repository


class PastCommit(NamedTuple):
    """One commit of a past: who, when (with a time zone), the message, and the files it writes.

    `files` maps a path from the root, with slashes, to the whole new content, None to remove the file.
    """

    author: Person
    when: datetime
    message: str
    files: Mapping[str, bytes | None]


def make_past(repository: Repository, commits: Iterable[PastCommit], *, branch: str = "main") -> None:
    """Make `commits` on `branch`, oldest first, and bring files and index to the last one; raise GitError.

    The repository must have no commits yet; `branch` must be the one it is on.
    """
    for words, given in (
        (("fast-import", "--quiet", "--done"), b"".join(fast_import_stream(commits, branch=branch))),
        (("reset", "--quiet", "--hard"), None),
    ):
        answer = act(repository.root, *words, given=given)
        if not answer.is_fine:
            said = next((line for line in answer.err.splitlines() if line.strip()), "git gave no reason")
            raise GitError("No history made", said.removeprefix("fatal: "), "")


def fast_import_stream(commits: Iterable[PastCommit], *, branch: str = "main") -> Iterator[bytes]:
    """Yield what `git fast-import --done` reads: one block for each commit, every file inline (git-fast-import(1))."""
    for commit in commits:
        lines = [f"commit refs/heads/{branch}"]
        lines += [f"{role} {_signature(commit)}" for role in ("author", "committer")]
        yield "\n".join(lines).encode() + b"\n" + _counted(commit.message.strip().encode() + b"\n")
        for path, content in commit.files.items():
            if content is None:
                yield b"D " + _quoted(path) + b"\n"
            else:
                yield b"M 100644 inline " + _quoted(path) + b"\n" + _counted(content)
    yield b"done\n"


def _signature(commit: PastCommit) -> str:
    name, email = ("".join(c for c in text if c not in "<>\n\0") for text in (commit.author.name, commit.author.email))
    return f"{name} <{email}> {int(commit.when.timestamp())} {commit.when:%z}"


def _counted(content: bytes) -> bytes:
    return b"data %d\n" % len(content) + content + b"\n"


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return b'"' + escaped.encode("utf-8", "surrogateescape") + b'"'
