"""The revisions of an open map, told as they are looked at: with the curve of each, its mean, and what it changed.

Listing takes one git process and telling a page of it one more, so that the first page of ten thousand commits is there
at once. What a commit changed is told against its own parent, whatever branches lie between the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.revisions import Revision, revisions_of
from cjm_tui.model.diff import apply, diff
from cjm_tui.model.document import Document
from cjm_tui.model.measures import map_mean
from cjm_tui.model.proposals import proposals
from cjm_tui.model.record import RecordKey
from cjm_tui.model.wording import words
from cjm_tui.services.past.recorded import UNKNOWN_BEFORE, made_in_words
from cjm_tui.storage.versions import Versions

PAGE = 50
"""How many revisions are told at a time."""

_FIRST = 12
"""How many are listed and told first: what a small screen shows, so that it is there at once."""


class Told(NamedTuple):
    """One revision as it is shown: the map as it was then (None where it is gone or unreadable) and what changed.

    `curve` holds the emotions of the journey, −2..+2 or None; `mean` is the mean of those known.
    """

    revision: Revision
    document: Document | None
    curve: tuple[int | None, ...]
    mean: float | None
    sentences: tuple[str, ...]


class Wanted(NamedTuple):
    """Which revisions to show: those with an author's name in `author`, and all of `words` somewhere in them."""

    author: str = ""
    words: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Tell whether nothing is left out."""
        return not self.author and not self.words


class Page(NamedTuple):
    """How far a look back has come: the revisions listed, up to which of them it told, and those it told last.

    `is_listed` tells that `listed` holds every revision there is. Where the `repository` is known, git need not be
    asked for it.
    """

    listed: tuple[Revision, ...] = ()
    until: int = 0
    told: tuple[Told, ...] = ()
    is_listed: bool = False
    repository: Repository | None = None

    @property
    def is_last(self) -> bool:
        """Tell whether nothing comes after it."""
        return self.is_listed and self.until >= len(self.listed)


def wanted_of(typed: str) -> Wanted:
    """Read a filter as a person types it: words, and `@name` for an author (`@nora price`)."""
    parts = typed.casefold().split()
    author = " ".join(part[1:] for part in parts if part.startswith("@") and len(part) > 1)
    return Wanted(author, tuple(part for part in parts if not part.startswith("@")))


def page_after(page: Page, path: Path, record: RecordKey | None = None, wanted: Wanted | None = None) -> Page:
    """Return the next page of a map's revisions, newest first and across renames; begin with an empty `Page`.

    What is told on it may be nothing, where none of the next revisions is wanted. Raises `GitError` where there is no
    history.
    """
    repository = page.repository or require_repository(path, "No history here")
    listed, is_listed = page.listed, page.is_listed
    if not listed and not is_listed:
        listed = revisions_of(repository, path, limit=_FIRST)
        is_listed = not listed
    elif page.until >= len(listed) and not is_listed:
        listed, is_listed = (*listed, *revisions_of(repository, path, skip=len(listed))), True
    until = min(len(listed), page.until + (PAGE if page.until else _FIRST))
    told = _tell(repository, listed[page.until : until], record, wanted or Wanted())
    return Page(listed, until, told, is_listed, repository)


def _tell(
    repository: Repository, revisions: Sequence[Revision], record: RecordKey | None, wanted: Wanted
) -> tuple[Told, ...]:
    """Tell some revisions: those that changed `record` (with what hangs on it) where one is named, and are wanted."""
    by_author = [revision for revision in revisions if is_by(revision, wanted.author)]
    if not by_author:
        return ()
    texts = read_blobs(repository, {blob for one in by_author for blob in (one.blob, one.blob_before) if blob})
    versions = Versions()
    documents = {blob: versions.parse(text.decode("utf-8", "replace")).document for blob, text in texts.items()}
    found = (told(one, documents.get(one.blob_before), documents.get(one.blob), record) for one in by_author)
    return tuple(one for one in found if one is not None and holds(one, wanted.words))


def told(revision: Revision, before: Document | None, after: Document | None, record: RecordKey | None) -> Told | None:
    """Tell one revision by the texts around it; None where it did not change the record that is asked for."""
    sentences = _step_in_words(revision, before, after, record)
    if record is not None and not sentences:
        return None
    curve = tuple(touchpoint.emotion for touchpoint in after.journey()) if after else ()
    return Told(revision, after, curve, map_mean(after) if after else None, sentences)


def _step_in_words(
    revision: Revision, before: Document | None, after: Document | None, record: RecordKey | None
) -> tuple[str, ...]:
    """Say what a commit did; of a state that cannot be read nothing is claimed."""
    is_unreadable, was_unreadable = after is None and revision.blob, before is None and revision.blob_before
    if record is not None and (is_unreadable or was_unreadable):
        return ()
    if is_unreadable:
        return ("nobody can read this version",)
    if after is None and record is None:
        return ("removed the file",)
    return (UNKNOWN_BEFORE,) if was_unreadable else sentences_between(before, after, record)


def sentences_between(
    before: Document | None, after: Document | None, record: RecordKey | None = None
) -> tuple[str, ...]:
    """Say what changed from one state of a map (None: none) to another; of one record, it or what hangs on it."""
    if record is not None:
        kind = (after or before or Document("map", {})).kind
        return _of_record(before or Document(kind, {}), after or Document(kind, {}), record)
    if after is None:
        return ()
    return words(before, after) if before else (made_in_words(after),)


def _of_record(before: Document, after: Document, record: RecordKey) -> tuple[str, ...]:
    if record.kind not in {"touchpoint", "stage"}:
        own = tuple(change for change in diff(before, after) if change.key == record)
        return words(before, apply(own, before)) if own else ()
    return tuple(
        sentence for proposal in proposals(before, after) if proposal.key == record for sentence in proposal.sentences
    )


def is_by(revision: Revision, author: str) -> bool:
    """Tell whether somebody whose name holds `author` had a hand in a revision."""
    return not author or any(author in person.casefold() for person in (*revision.people, revision.email))


def holds(one: Told, wanted: Iterable[str]) -> bool:
    """Tell whether all of some words stand in a revision: in its message, or in what it changed."""
    revision = one.revision
    said = "\n".join((revision.subject, revision.body, revision.commit, *revision.people, *one.sentences)).casefold()
    return all(word in said for word in wanted)
