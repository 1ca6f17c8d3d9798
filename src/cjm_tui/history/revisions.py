"""The revisions of a file: every commit that changed it, across renames, newest first.

Invariant: listing and reading run nothing that the repository's configuration names, and take two git processes however
many revisions there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from cjm_tui.errors import GitError
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.command import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cjm_tui.history.repository import Repository

Deed = Literal["added", "changed", "removed", "renamed", "merged"]

_FIELDS = ("%H", "%P", "%aN", "%aE", "%aI", "%s", "%b")
_DEEDS: dict[str, Deed] = {"A": "added", "D": "removed", "R": "renamed", "C": "renamed"}


@dataclass(frozen=True)
class Revision:
    """One commit that changed a file.

    `commit` is the full hash, `when` the author's date with its offset, `path` the file's name in that commit (from
    the root of the repository), `path_before` another name it had in the parent or the same, `blob` the hash of its
    bytes, empty where the commit removed it.
    """

    commit: str
    parents: tuple[str, ...]
    author: str
    email: str
    when: datetime
    subject: str
    body: str
    deed: Deed
    path: str
    path_before: str
    blob: str

    @property
    def short(self) -> str:
        """Return the first seven digits of the hash."""
        return self.commit[:7]

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Return the names of the author and of everyone named by `Co-authored-by` in the message, each once."""
        named = [self.author]
        for line in self.body.splitlines():
            key, _, person = line.partition(":")
            if key.strip().lower() == "co-authored-by":
                named.append(person.split("<")[0].strip())
        return tuple(dict.fromkeys(name for name in named if name))


def revisions_of(
    repository: Repository, path: Path, *, start: str = "HEAD", limit: int | None = None, skip: int = 0
) -> tuple[Revision, ...]:
    """List the revisions of `path` reachable from `start`, newest first, at most `limit` after the first `skip`.

    `start` is a commit's hash or a name that `resolve_revision` found. Empty where nothing was committed yet.
    """
    # --skip counts commits that --follow does not show, so the first ones are dropped here.
    count = [] if limit is None else [f"--max-count={limit + skip}"]
    answer = look(
        repository.root,
        "-c",
        "log.showRoot=true",
        "log",
        "--no-show-signature",
        "--encoding=UTF-8",
        "--follow",
        "--find-renames",
        "--diff-merges=combined",
        "--raw",
        "--no-abbrev",
        "--no-relative",
        "-O/dev/null",
        "-z",
        "--format=" + "%x00".join(_FIELDS),
        *count,
        "--end-of-options",
        start,
        "--",
        repository.name_of(path),
    )
    if not answer.is_fine:
        if "does not have any commits yet" in answer.err or _is_unborn(repository, start):
            return ()
        raise GitError("No history", _complaint(answer.err) or "git did not answer in time", "")
    return tuple(_parse(answer.out))[skip:]


def texts_of(repository: Repository, revisions: Iterable[Revision]) -> dict[str, bytes]:
    """Read the file at each of `revisions`: commit hash to bytes, without those where it was removed or is not held."""
    listed = list(revisions)
    blobs = read_blobs(repository, (revision.blob for revision in listed))
    return {revision.commit: blobs[revision.blob] for revision in listed if revision.blob in blobs}


def _is_unborn(repository: Repository, start: str) -> bool:
    return start == "HEAD" and not look(repository.root, "rev-parse", "--verify", "--quiet", "HEAD").is_fine


def _complaint(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    return lines[0].removeprefix("fatal: ") if lines else ""


def _parse(stream: bytes) -> Iterator[Revision]:
    """Cut `log --raw -z` into revisions: the fields, then `:modes hashes letter`, then one path, two after a rename."""
    parts = stream.decode("utf-8", "surrogateescape").split("\0")
    place = 0
    while place + len(_FIELDS) < len(parts):
        fields = parts[place : place + len(_FIELDS)]
        place += len(_FIELDS)
        while not parts[place].strip("\n"):
            place += 1
        change = parts[place].lstrip("\n").split(" ")
        letter = change[-1][0]
        names = 2 if letter in "RC" and not change[0].startswith("::") else 1
        paths = parts[place + 1 : place + 1 + names]
        place += 1 + names
        yield _revision(fields, change, paths)


def _revision(fields: list[str], change: list[str], paths: list[str]) -> Revision:
    commit, parents, author, email, when, subject, body = fields
    is_merge = change[0].startswith("::")
    blob = change[-2]
    return Revision(
        commit=commit,
        parents=tuple(parents.split()),
        author=author,
        email=email,
        when=_moment(when),
        subject=subject,
        body=body.strip("\n"),
        deed="merged" if is_merge else _DEEDS.get(change[-1][0], "changed"),
        path=paths[-1],
        path_before=paths[0],
        blob=blob if blob.strip("0") else "",
    )


def _moment(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError:  # git keeps dates no calendar has
        return datetime.fromtimestamp(0, UTC)
