"""The past of a map for its page: the newest revisions that changed it, each with its curve and its changes in words.

Invariant: what a revision changed is told by what stood there before that very commit, so two branches that went on
side by side never undo each other on the page.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.repository import Repository
from cjm_tui.history.revisions import Revision, revisions_of
from cjm_tui.model.document import Document
from cjm_tui.model.wording import words
from cjm_tui.render.page.history import PageHistory, PastRevision
from cjm_tui.services.past.recorded import READABLE_AGAIN, made_in_words
from cjm_tui.storage.gate import decoded
from cjm_tui.storage.versions import Versions

DEFAULT_REVISIONS = 20
_BATCH = 100
"""How many revisions are read in one go."""


def history_of(repository: Repository, path: Path, most: int | None) -> PageHistory:
    """Return the last `most` revisions (None: all) in which something changed that words can tell."""
    revisions = revisions_of(repository, path)
    shown: list[PastRevision] = []
    documents = _Documents(repository)
    size = _BATCH if most is None else min(most, _BATCH)
    with _without_collections():
        for start in range(0, len(revisions), max(size, 1)):
            batch = revisions[start : start + size]
            documents.fetch(batch)
            shown += filter(None, map(documents.told, batch))
            if most is not None and len(shown) >= most:
                break
    is_shallow = (repository.common_dir / "shallow").exists()
    return PageHistory(tuple(shown[:most]), len(revisions), is_shallow)


class _Documents:
    """The documents behind blobs, each parsed once."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._texts: dict[str, bytes] = {}
        self._parsed: dict[str, Document | None] = {}
        self._versions = Versions()

    def fetch(self, revisions: tuple[Revision, ...]) -> None:
        """Read the blobs of some revisions in one go, those already there left out."""
        wanted = {blob: None for revision in revisions for blob in (revision.blob, revision.blob_before)}
        self._texts.update(read_blobs(self._repository, (blob for blob in wanted if blob not in self._texts)))

    def told(self, revision: Revision) -> PastRevision | None:
        """Return a revision as a page tells it, None when it changed nothing worth telling."""
        after = self._document(revision.blob)
        sentences = _sentences(revision, self._document(revision.blob_before), after)
        if not sentences:
            return None
        columns = after.touchpoints_by_stage().values() if after else ()
        return PastRevision(
            date=revision.when.date(),
            author=", ".join(revision.people),
            commit=revision.short,
            curve=tuple(tuple(touchpoint.emotion for touchpoint in column) for column in columns),
            words=sentences,
        )

    def _document(self, blob: str) -> Document | None:
        if blob not in self._parsed:
            raw = self._texts.get(blob)
            text = decoded(raw, "")[0] if raw is not None else None
            self._parsed[blob] = self._versions.parse(text).document if text is not None else None
        return self._parsed[blob]


def _sentences(revision: Revision, before: Document | None, after: Document | None) -> tuple[str, ...]:
    if after is None:
        return ("removed the map",) if not revision.blob else ("nobody can read this version",)
    if before is not None:
        return words(before, after)
    return (made_in_words(after),) if not revision.blob_before else (READABLE_AGAIN,)


@contextmanager
def _without_collections() -> Iterator[None]:
    """Stop the collector of cycles for a while: there are none in documents, and it would look at every value again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
