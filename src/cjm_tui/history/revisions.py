"""The revisions of a file: every commit that changed it, across renames, newest first.

A file that was made while another one like it stayed is new: what happened to the other one before is not its past.
Git follows such a copy as if it were a renaming, so that two maps begun from one template would share a past.

Invariant: listing and reading take two git processes however many revisions there are, one for each time the file was
made as a copy, and two for each time it was renamed.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.command import look
from cjm_tui.history.log import Entry, moment, read_log
from cjm_tui.history.renamed import renamed_between
from cjm_tui.history.shallow import shallow_commits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from cjm_tui.history.repository import Repository

Deed = Literal["added", "changed", "removed", "renamed", "merged"]

_FIELDS = ("%H", "%P", "%aN", "%aE", "%aI", "%s", "%b")
_DEEDS: dict[str, Deed] = {"A": "added", "D": "removed", "R": "renamed", "C": "added"}


class Revision(NamedTuple):
    """One commit that changed a file.

    `commit` is the full hash, `when` the author's date with its offset, `path` the file's name in that commit (from
    the root of the repository), `path_before` its name in the parent, `blob` the hash of its bytes, empty where the
    commit removed it, `blob_before` that of its bytes in the first parent, empty where the commit brought it. `model`
    is the name of the file that it was much like when it was made, empty for none; `is_cut` tells that a shallow clone
    ends at the commit, so that nobody can tell what it changed; `moved_to` is the name that a file which was removed
    goes by since, empty for none.
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
    model: str = ""
    is_cut: bool = False
    moved_to: str = ""

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

    `start` is a commit's hash (see `names.resolve_revision`). Empty where nothing was committed yet. With a `limit`
    there may be fewer though there are more: git counts merges that it does not show.
    """
    # --skip counts commits that --follow does not show, so the first ones are dropped here.
    end = None if limit is None else limit + skip
    return tuple(islice(_listed(repository, repository.name_of(path), start, end), skip, end))


def _listed(repository: Repository, name: str, start: str, most: int | None) -> Iterator[Revision]:
    """Yield the revisions of a file, those in their places that were made under its old name beside a renaming."""
    ends, tip, count = shallow_commits(repository), start, 0
    waiting: list[Revision] = []
    met: set[str] = set()
    while most is None or count < most:
        for entry in _entries(repository, name, start, None if most is None else most - count):
            revision = _moved(repository, _revision(entry, ends))
            if revision.deed == "renamed":
                beside = [_revision(other, ends) for other in _beside(repository, revision, tip)]
                met.update(one.commit for one in beside)
                waiting = sorted((*waiting, *beside), key=lambda one: one.when)
            while waiting and waiting[-1].when > revision.when:
                yield waiting.pop()
            if revision.commit not in met:  # of one moment git may come to the renaming first, and then to these
                yield revision
            count += 1
            if revision.model:
                # Git goes on with the other file; what this one was before it was removed stands before the commit.
                start = revision.parents[0]
                break
        else:
            break
    if most is None:  # else git may have ended before the last one: it counts merges that --follow does not show
        yield from reversed(waiting)


def _beside(repository: Repository, renaming: Revision, tip: str) -> list[Entry]:
    """Return what changed a file under its old name, in commits that know nothing of its renaming yet.

    Git follows a file in one line, newest first: it goes by the new name until it comes to the renaming.
    """
    old, commit = renaming.path_before, renaming.commit
    entries = [
        entry for entry in read_log(repository, _FIELDS, ["--full-history", f"^{commit}"], tip, [old]) if entry.changes
    ]
    if not entries:
        return []
    # A file of the old name that was made since is another one.
    later = look(repository.root, "rev-list", "--ancestry-path", f"^{commit}", "--end-of-options", tip).text.split()
    since = frozenset(later)
    return [entry for entry in entries if entry.fields[0] not in since and entry.changes[0].path == old]


def _entries(repository: Repository, name: str, start: str, most: int | None) -> list[Entry]:
    options = ["--follow", *([] if most is None else [f"--max-count={most}"])]
    try:
        entries = list(read_log(repository, _FIELDS, [*options, "--find-renames"], start, [name]))
    except GitError:
        # A partial clone does not hold what similar files are told by; exact renames need no content.
        entries = list(read_log(repository, _FIELDS, [*options, "--find-renames=100%"], start, [name]))
    return [entry for entry in entries if entry.changes]


def texts_of(repository: Repository, revisions: Iterable[Revision]) -> dict[str, bytes]:
    """Read the file at each of `revisions`: commit hash to bytes, without those that removed it or are not held."""
    listed = list(revisions)
    blobs = read_blobs(repository, (revision.blob for revision in listed))
    return {revision.commit: blobs[revision.blob] for revision in listed if revision.blob in blobs}


def _moved(repository: Repository, revision: Revision) -> Revision:
    if revision.deed != "removed" or not revision.parents:
        return revision
    renamed = renamed_between(repository, revision.parents[0], revision.commit)
    return revision._replace(moved_to=renamed.get(revision.path, ""))


def _revision(entry: Entry, ends: Collection[str]) -> Revision:
    commit, parents, author, email, when, subject, body = entry.fields
    change = entry.changes[0]
    is_cut = commit in ends
    is_copy = change.letters[0] == "C" and not change.is_merge and not is_cut
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
        path_before=change.path if is_copy else change.before,
        blob=change.blob,
        blob_before="" if is_copy else change.blob_before,
        model=change.before if is_copy else "",
        is_cut=is_cut,
    )
