"""The past of a map in words: each revision with its curve and what it changed.

Invariant: one git process to list and one for each hundred revisions told, so that neither the first of them waits for
the last nor the memory grows with their number; each text is read once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cjm_tui.errors import NotFoundError
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.names import names_by_commit, resolve_revision
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.revisions import Revision, revisions_of
from cjm_tui.model.document import Document
from cjm_tui.model.record import RecordKey
from cjm_tui.services.editing.addresses import record_key
from cjm_tui.services.past.recorded import recorded
from cjm_tui.services.past.revisions import (
    Told,
    Wanted,
    holds,
    is_by,
    names_before,
    names_of,
    sentences_between,
    told,
)
from cjm_tui.storage.reading import parse, read
from cjm_tui.storage.versions import Versions

_BATCH = 100
"""How many revisions are read in one go."""


class Unrecorded(NamedTuple):
    """The work that no commit has yet: the map as it stands, and what changed since the last revision, in words."""

    document: Document
    sentences: tuple[str, ...]


def past_of(
    path: Path,
    record: RecordKey | None = None,
    *,
    wanted: Wanted | None = None,
    limit: int | None = None,
    start: str = "HEAD",
) -> Iterator[Told]:
    """Yield the revisions of a map, newest first: those that are wanted, and changed one record where one is named.

    Raises `GitError` where there is no history, `NotFoundError` where there is no revision called `start`.
    """
    repository, wanted = require_repository(path.parent), wanted or Wanted()
    if start != "HEAD":
        start = resolve_revision(repository, start)
    asked = limit if record is None and wanted.is_all else None
    author, names = wanted.author.casefold(), names_of(record)
    listed = revisions_of(repository, path, start=start, limit=asked)
    if asked is not None and len(listed) < asked:
        listed = revisions_of(repository, path, start=start)[:asked]
    revisions = listed if names else [one for one in listed if is_by(one, author)]
    past, shown = _Past(repository, revisions), 0
    called = names_by_commit(repository) if wanted.words else {}
    if names and revisions and start == "HEAD" and path.is_file():
        present = parse(path.read_text("utf-8", "replace")).document
        names = names_before(past.document(0, revisions[0].blob), present, names)
    for place, revision in enumerate(revisions):
        if limit is not None and shown >= limit:
            return
        after, before = (past.document(place, blob) for blob in (revision.blob, revision.blob_before))
        one = told(revision, before, after, names, past.held)
        names = names_before(before, after, names)
        if one is not None and is_by(revision, author) and holds(one, wanted.words, called):
            yield one
            shown += 1


def unrecorded(path: Path, record: RecordKey | None = None) -> Unrecorded | None:
    """Return the work that no commit has yet, on one record where one is named; None where there is none."""
    present = read(path.read_text("utf-8", "replace")).document if path.is_file() else None
    if present is None:
        return None
    known = recorded([path])
    if record is None:
        sentences = known.uncommitted({path: present})
    else:
        then = known.committed.get(path)
        sentences = sentences_between(then, present, names_of(record)) if known.has_history else ()
    return Unrecorded(present, sentences) if sentences else None


class _Past:
    """The documents around some revisions, read batch by batch; those of the batch before are let go.

    `held` are the blobs of the batch that this clone has.
    """

    def __init__(self, repository: Repository, revisions: Sequence[Revision]) -> None:
        self._repository, self._revisions = repository, revisions
        self._versions = Versions()
        self._until = 0
        self.held: AbstractSet[str] = frozenset()
        self._texts: Mapping[str, bytes] = {}
        self._documents: dict[str, Document | None] = {}

    def document(self, place: int, blob: str) -> Document | None:
        """Return what a blob of the revision at a place says; None where there is none, or nobody can read it."""
        if place >= self._until:
            self._read(self._revisions[place : place + _BATCH])
            self._until = place + _BATCH
        if blob not in self._documents:
            raw = self._texts.get(blob)
            self._documents[blob] = (
                self._versions.parse(raw.decode("utf-8", "replace")).document if raw is not None else None
            )
        return self._documents[blob]

    def _read(self, batch: Sequence[Revision]) -> None:
        blobs = {blob for one in batch for blob in (one.blob, one.blob_before) if blob}
        # Where a batch begins is where the last one ended: that text need not be read once more.
        self._documents = {blob: known for blob, known in self._documents.items() if blob in blobs and known}
        self._texts = read_blobs(self._repository, blobs - self._documents.keys())
        self.held = self._texts.keys() | self._documents.keys()


def past_record_key(path: Path, name: str) -> RecordKey:
    """Return the record a person means, which may be gone by now; raise `NotFoundError` with the nearest name.

    What the file holds today is looked at first, then every revision of it.
    """
    present = parse(path.read_text("utf-8", "replace")).document if path.is_file() else None
    try:
        return record_key(present or Document("map", {}), name)
    except NotFoundError:
        for past in past_of(path):
            with suppress(NotFoundError):
                return record_key(past.document or Document("map", {}), name)
        if present is None:
            return RecordKey(*name.partition(".")[::2])
        raise
