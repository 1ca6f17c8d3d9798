"""The revisions of an open map, told as they are looked at: with the curve of each, its mean, and what it changed.

Listing takes one git process and telling a page of it one more, so that the first page of ten thousand commits is there
at once. What a commit changed is told against its own parent, whatever branches lie between the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.names import names_by_commit
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.revisions import Revision, revisions_of
from cjm_tui.model.diff import apply, diff
from cjm_tui.model.document import Document
from cjm_tui.model.measures import map_mean
from cjm_tui.model.proposals import proposals
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.references import with_ids
from cjm_tui.model.renames import renames, under_new_ids
from cjm_tui.model.silence import silent_words
from cjm_tui.model.suspect import unlooked
from cjm_tui.model.wording import words
from cjm_tui.services.past.recorded import READABLE_AGAIN, UNKNOWN_BEFORE, made_in_words
from cjm_tui.storage.versions import Versions

PAGE = 50
"""How many revisions are told at a time."""

_FIRST = 12
"""How many are listed and told first: what a small screen shows, so that it is there at once."""

UNREADABLE = "nobody can read this version"
NOT_HELD = "this clone does not hold this version: `git fetch --refetch --no-filter` brings it"
CUT = "where this clone ends: what was before it, `git fetch --unshallow` brings"


class Told(NamedTuple):
    """One revision as it is shown: the map as it was then (None where it is gone or unreadable) and what changed.

    `curve` holds the emotions of the journey, −2..+2 or None; `mean` is the mean of those known. `record` is the one
    that is looked back at, as it was then.
    """

    revision: Revision
    document: Document | None
    curve: tuple[int | None, ...]
    mean: float | None
    sentences: tuple[str, ...]
    record: Record | None = None


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
    asked for it. `names` are the keys that the one record which is looked back at has had so far.
    """

    listed: tuple[Revision, ...] = ()
    until: int = 0
    told: tuple[Told, ...] = ()
    is_listed: bool = False
    repository: Repository | None = None
    names: frozenset[RecordKey] = frozenset()

    @property
    def is_last(self) -> bool:
        """Tell whether nothing comes after it."""
        return self.is_listed and self.until >= len(self.listed)


def wanted_of(typed: str) -> Wanted:
    """Read a filter as a person types it: words, and `@name` for an author (`@nora price`)."""
    parts = typed.casefold().split()
    author = " ".join(part[1:] for part in parts if part.startswith("@") and len(part) > 1)
    return Wanted(author, tuple(part for part in parts if not part.startswith("@")))


def page_after(page: Page, path: Path, wanted: Wanted | None = None) -> Page:
    """Return the next page of a map's revisions, newest first and across renames.

    Begin with an empty `Page`, or with the names of one record. What is told on it may be nothing, where none of the
    next revisions is wanted. Raises `GitError` where there is no history.
    """
    repository = page.repository or require_repository(path, "No history here")
    listed, is_listed = page.listed, page.is_listed
    if not listed and not is_listed:
        listed = revisions_of(repository, path, limit=_FIRST)
        is_listed = not listed
    elif page.until >= len(listed) and not is_listed:
        listed, is_listed = (*listed, *revisions_of(repository, path, skip=len(listed))), True
    until = min(len(listed), page.until + (PAGE if page.until else _FIRST))
    told, names = _tell(repository, listed[page.until : until], page.names, wanted or Wanted())
    return Page(listed, until, told, is_listed, repository, names)


def names_of(record: RecordKey | None) -> frozenset[RecordKey]:
    """Return what a record is called to begin with: nothing where none is asked for."""
    return frozenset() if record is None else frozenset({record})


def _tell(
    repository: Repository, revisions: Sequence[Revision], names: frozenset[RecordKey], wanted: Wanted
) -> tuple[tuple[Told, ...], frozenset[RecordKey]]:
    """Tell some revisions: those that changed a record (with what hangs on it) where one is named, and are wanted.

    Returns beside them what the record was called in all of them.
    """
    by_author = revisions if names else [revision for revision in revisions if is_by(revision, wanted.author)]
    if not by_author:
        return (), names
    called = names_by_commit(repository) if wanted.words else {}
    texts = read_blobs(repository, {blob for one in by_author for blob in (one.blob, one.blob_before) if blob})
    versions = Versions()
    documents = {blob: versions.parse(text.decode("utf-8", "replace")).document for blob, text in texts.items()}
    found = []
    for revision in by_author:
        before, after = documents.get(revision.blob_before), documents.get(revision.blob)
        one = told(revision, before, after, names, texts)
        names = names_before(before, after, names)
        if one is not None and is_by(revision, wanted.author) and holds(one, wanted.words, called):
            found.append(one)
    return tuple(found), names


def told(
    revision: Revision,
    before: Document | None,
    after: Document | None,
    names: Collection[RecordKey],
    held: Container[str],
) -> Told | None:
    """Tell one revision by the documents around it, None where it did not change the record of these `names`.

    `held` are the blobs that this clone has. A merge is told to have confirmed nothing.
    """
    seen = unlooked(before, after) if len(revision.parents) > 1 else after
    if not (sentences := _step_in_words(revision, before, seen, names, held)) and names:
        return None
    curve = tuple(touchpoint.emotion for touchpoint in after.journey()) if after else ()
    record = next((after.records[key] for key in names if key in after.records), None) if after else None
    return Told(revision, after, curve, map_mean(after) if after else None, sentences, record)


def names_before(before: Document | None, after: Document | None, names: frozenset[RecordKey]) -> frozenset[RecordKey]:
    """Return what a record was called before a step as well, where it got another id there.

    It keeps the new name too: what a branch did under it may stand further down.
    """
    if not names or before is None or after is None:
        return names
    return names | {old for old, new in renames(before, after).items() if new in names}


def _step_in_words(
    revision: Revision,
    before: Document | None,
    after: Document | None,
    names: Collection[RecordKey],
    held: Container[str],
) -> tuple[str, ...]:
    """Say what a commit did; of a state that cannot be read, or that this clone has not, nothing is claimed."""
    has_it = after is not None and any(key in after.records for key in names)
    if after is None and revision.blob:
        return () if names else (UNREADABLE if revision.blob in held else NOT_HELD,)
    if after is None and not names:
        return (f"file {revision.path} → {revision.moved_to}" if revision.moved_to else "removed the file",)
    if revision.is_cut:
        return (CUT,) if has_it or not names else ()
    if before is None and revision.blob_before in held:
        return () if names else (READABLE_AGAIN,)
    if before is None and revision.blob_before:
        return (UNKNOWN_BEFORE,) if has_it or not names else ()
    sentences = sentences_between(before, after, names)
    return sentences if names else _told_of_file(revision, sentences)


def _told_of_file(revision: Revision, sentences: tuple[str, ...]) -> tuple[str, ...]:
    """Say beside what a commit changed in a file what it did to the file: where it was before, what it was made after.

    Comments and the like are silent; where there is nothing else, nothing is told.
    """
    if revision.deed == "renamed":
        return (f"file {revision.path_before} → {revision.path}", *sentences)
    if revision.model and sentences:
        return (f"{sentences[0]}, much like {revision.model} was", *sentences[1:])
    return sentences


def sentences_between(
    before: Document | None, after: Document | None, names: Collection[RecordKey] = ()
) -> tuple[str, ...]:
    """Say what changed from one state of a map (None: none) to another; of a record of one of `names`, it alone."""
    if names:
        kind = (after or before or Document("map", {})).kind
        return _of_record(before or Document(kind, {}), after or Document(kind, {}), names)
    if after is None:
        return ()
    if before is None:
        return (made_in_words(after),)
    quiet = silent_words(diff(before, after))
    return words(before, after) or ((quiet,) if quiet else ())


def _of_record(before: Document, after: Document, names: Collection[RecordKey]) -> tuple[str, ...]:
    """Say what changed of a card or stage with what hangs on it, or of another record alone."""
    if any(key.kind not in {"touchpoint", "stage"} for key in names):
        return _of_it_alone(before, after, names)
    found = (proposal for proposal in proposals(before, after) if not proposal.keys.isdisjoint(names))
    return tuple(sentence for proposal in found for sentence in proposal.sentences)


def _of_it_alone(before: Document, after: Document, names: Collection[RecordKey]) -> tuple[str, ...]:
    known, renamed = under_new_ids(before, after)
    back = {new: old.id for old, new in renamed.items() if old in names or new in names}
    own = tuple(change for change in diff(known, after) if change.key in names or change.key in back)
    return words(with_ids(known, back), apply(own, known)) if own or back else ()


def is_by(revision: Revision, author: str) -> bool:
    """Tell whether somebody whose name holds `author` had a hand in a revision."""
    return not author or any(author in person.casefold() for person in (*revision.people, revision.email))


def holds(one: Told, wanted: Iterable[str], called: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> bool:
    """Tell whether all of some words stand in a revision: in its message, its people, or in what it changed.

    They may be its hash, or the branches and tags that stand at it: `called` has those by commit.
    """
    revision = one.revision
    told = (revision.subject, revision.body, revision.commit, *revision.people, *one.sentences)
    said = "\n".join((*told, *called.get(revision.commit, ()))).casefold()
    return all(word in said for word in wanted)
