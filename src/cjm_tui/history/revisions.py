"""The revisions of a file: every commit that changed it, across renames, newest first.

Invariant: listing and reading take two git processes however many revisions there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.log import Entry, moment, read_log

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from cjm_tui.history.repository import Repository

Deed = Literal["added", "changed", "removed", "renamed", "merged"]

_FIELDS = ("%H", "%P", "%aN", "%aE", "%aI", "%s", "%b")
_DEEDS: dict[str, Deed] = {"A": "added", "D": "removed", "R": "renamed", "C": "renamed"}


class Revision(NamedTuple):
    """One commit that changed a file.

    `commit` is the full hash, `when` the author's date with its offset, `path` the file's name in that commit (from
    the root of the repository), `path_before` its name in the parent, `blob` the hash of its bytes, empty where the
    commit removed it, `blob_before` that of its bytes in the first parent, empty where the commit brought it.
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
    blob_before: str = ""

    @property
    def short(self) -> str:
        """Return the first seven digits of the hash."""
        return self.commit[:7]

    @property
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

    `start` is a commit's hash (see `names.resolve_revision`). Empty where nothing was committed yet.
    """
    # --skip counts commits that --follow does not show, so the first ones are dropped here.
    options = ["--follow", *([] if limit is None else [f"--max-count={limit + skip}"])]
    names = [repository.name_of(path)]
    try:
        entries = list(read_log(repository, _FIELDS, [*options, "--find-renames"], start, names))
    except GitError:
        # A partial clone does not hold what similar files are told by; exact renames need no content.
        entries = list(read_log(repository, _FIELDS, [*options, "--find-renames=100%"], start, names))
    return tuple(_revision(entry) for entry in entries if entry.changes)[skip:]


def texts_of(repository: Repository, revisions: Iterable[Revision]) -> dict[str, bytes]:
    """Read the file at each of `revisions`: commit hash to bytes, without those that removed it or are not held."""
    listed = list(revisions)
    blobs = read_blobs(repository, (revision.blob for revision in listed))
    return {revision.commit: blobs[revision.blob] for revision in listed if revision.blob in blobs}


def _revision(entry: Entry) -> Revision:
    commit, parents, author, email, when, subject, body = entry.fields
    change = entry.changes[0]
    return Revision(
        commit=commit,
        parents=tuple(parents.split()),
        author=author,
        email=email,
        when=moment(when),
        subject=subject,
        body=body.strip("\n"),
        deed="merged" if change.is_merge else _DEEDS.get(change.letters[0], "changed"),
        path=change.path,
        path_before=change.before,
        blob=change.blob,
        blob_before=change.blob_before,
    )
