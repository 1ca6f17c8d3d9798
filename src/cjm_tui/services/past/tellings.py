"""The past of a map in words: each revision with its curve and what it changed.

Invariant: two git processes, however many revisions there are; each text is read once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cjm_tui.errors import NotFoundError
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.repository import require_repository
from cjm_tui.history.revisions import revisions_of
from cjm_tui.model.diff import apply, diff
from cjm_tui.model.document import Document
from cjm_tui.model.record import RecordKey
from cjm_tui.model.wording import words
from cjm_tui.services.editing.addresses import record_key
from cjm_tui.services.past.recorded import UNKNOWN_BEFORE, made_in_words
from cjm_tui.storage.reading import parse
from cjm_tui.storage.versions import Versions


@dataclass(frozen=True, slots=True)
class Past:
    """One revision of a map: which commit, when, by whom, the journey's emotions then, and what changed in words.

    `document` is the map as it was, None where it was removed or cannot be read.
    """

    commit: str
    when: datetime
    people: tuple[str, ...]
    curve: tuple[int | None, ...]
    sentences: tuple[str, ...]
    document: Document | None

    @property
    def short(self) -> str:
        """Return the first seven digits of the commit's hash."""
        return self.commit[:7]


def past_of(
    path: Path, record: RecordKey | None = None, *, limit: int | None = None, start: str = "HEAD"
) -> Iterator[Past]:
    """Yield the revisions of a map, newest first; those that changed one record where one is named.

    Raises `GitError` where there is no history.
    """
    repository = require_repository(path.parent)
    # One more than is shown: what the last one changed is told by the one before it.
    asked = None if record is not None else limit
    revisions = revisions_of(repository, path, start=start, limit=asked)
    texts = read_blobs(repository, {blob for one in revisions for blob in (one.blob, one.blob_before) if blob})
    documents: dict[str, Document | None] = {}
    versions = Versions()
    shown = 0
    for revision in revisions:
        if limit is not None and shown >= limit:
            return
        after = _document(revision.blob, texts, documents, versions)
        before = _document(revision.blob_before, texts, documents, versions)
        is_unknown = bool(revision.blob_before) and before is None and after is not None and record is None
        sentences = (UNKNOWN_BEFORE,) if is_unknown else _sentences(before, after, record)
        if record is not None and not sentences:
            continue
        curve = tuple(touchpoint.emotion for touchpoint in after.journey()) if after else ()
        yield Past(revision.commit, revision.when, revision.people, curve, sentences, after)
        shown += 1


def _document(
    blob: str, texts: Mapping[str, bytes], known: dict[str, Document | None], versions: Versions
) -> Document | None:
    if blob not in known:
        raw = texts.get(blob)
        known[blob] = versions.parse(raw.decode("utf-8", "replace")).document if raw is not None else None
    return known[blob]


def _sentences(before: Document | None, after: Document | None, record: RecordKey | None) -> tuple[str, ...]:
    if record is not None:
        return _of_record(before, after, record)
    if after is None:
        return ("removed the file",) if before else ("nobody can read this version",)
    return words(before, after) if before else (made_in_words(after),)


def _of_record(before: Document | None, after: Document | None, record: RecordKey) -> tuple[str, ...]:
    """Tell only what concerns one record, in the words of the whole map."""
    after = after or Document(before.kind if before else "", {})
    before = before or Document(after.kind, {})
    own = tuple(change for change in diff(before, after) if change.key == record)
    return words(before, apply(own, before)) if own else ()


def past_record_key(path: Path, name: str) -> RecordKey:
    """Return the record a person means, which may be gone by now; raise `NotFoundError` with the nearest name.

    What the file holds today is looked at first, then every revision of it.
    """
    present = parse(path.read_text("utf-8", "replace")).document if path.is_file() else None
    try:
        if present is not None:
            return record_key(present, name)
    except NotFoundError:
        kind, _, id_ = name.partition(".")
        for past in past_of(path):
            if past.document is not None and RecordKey(kind, id_) in past.document.records:
                return RecordKey(kind, id_)
        raise
    kind, _, id_ = name.partition(".")
    return RecordKey(kind, id_)
