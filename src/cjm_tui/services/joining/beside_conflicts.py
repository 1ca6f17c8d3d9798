"""Edits of a file that git could not merge: what somebody changed in it besides settling its conflicts.

Giving up a merge or a rebase git takes such a file back as a whole. What it left there can be worked out once more from
the three versions in its index, and what was chosen from what stands there now; the rest is edits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import CjmError
from cjm_tui.history.joining import unmerged_files
from cjm_tui.history.uncommitted import Edited
from cjm_tui.history.unmerged import Unmerged, unmerged
from cjm_tui.model.conflict import ID, WHOLE
from cjm_tui.model.kinds import DOCUMENT_KINDS, declared
from cjm_tui.model.merge import merge
from cjm_tui.model.merge_fields import PLACE, place_of, place_value
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.settling import settle, settle_with_both
from cjm_tui.model.values import Table, Value, same
from cjm_tui.services.joining.conflicts import Choice, choices
from cjm_tui.storage.files import load, reading_of
from cjm_tui.storage.lens import write

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.history.repository import Repository
    from cjm_tui.model.document import Document


class _Left(NamedTuple):
    """What a merge left in a file: its text as one side has it, and the document with what is open."""

    text: str
    document: Document


def edits_beside_conflicts(repository: Repository) -> tuple[Edited, ...]:
    """Return the files in conflict that were edited; `base` is each with its conflicts settled as they are by now.

    A file in which nothing else was edited is not among them, nor one that cannot be read. Raise `GitError` where git
    cannot say what is in conflict.
    """
    found = (_edited(repository, repository.root / name, name) for name in unmerged_files(repository))
    return tuple(one for one in found if one is not None)


def _edited(repository: Repository, path: Path, name: str) -> Edited | None:
    versions = unmerged(repository, path)
    if path.suffix != ".toml" or versions is None or not path.exists():
        return None
    present, left = load(path), _left(versions)
    if present.document is None or left is None or left.document.kind != present.document.kind:
        return None
    settled = _settled_alike(left.document, present.document)
    if settled == present.document:
        return None
    base = write(left.text, settled).encode("utf-8")
    return Edited(name, path, "", base, path.read_bytes(), is_untouched=False)


def _left(versions: Unmerged) -> _Left | None:
    """Return what merging the three versions by record and field leaves; None where that cannot be."""
    if versions.ours is None or versions.theirs is None:
        return None
    readings = [reading_of(raw or b"", "") for raw in versions]
    documents = [reading.document for reading in readings]
    ours, theirs = documents[1:]
    if ours is None or theirs is None or ours.kind not in DOCUMENT_KINDS or ours.kind != theirs.kind:
        return None
    base = documents[0] if documents[0] is not None and readings[0].text.strip() else type(ours)(ours.kind, {})
    return _Left(readings[1].text, merge(base, ours, theirs).unsettled)


def _settled_alike(left: Document, present: Document) -> Document:
    """Return a document with those of its conflicts settled that another does not have any more, as they are there."""
    for choice in choices(left):
        if present.get("conflict", choice.dispute.id) is None:
            left = _settled(left, present, choice)
    return left


def _settled(left: Document, present: Document, choice: Choice) -> Document:
    dispute = choice.dispute
    try:
        if dispute.field == WHOLE and isinstance(choice.theirs, Table):
            both = settle_with_both(left, dispute.id, choice.theirs)
            if both.records.keys() - left.records.keys() <= present.records.keys():
                return both
    except CjmError:
        pass  # no two records of one name; then one side was taken, or something else written
    try:
        return settle(left, dispute.id, _chosen(left, present, choice))
    except CjmError:
        return left.with_records((), [RecordKey("conflict", dispute.id)])


def _chosen(left: Document, present: Document, choice: Choice) -> Value | None:
    """Return what a conflict was settled on, as it stands in another document."""
    key, field = choice.dispute.key, choice.dispute.field
    record = present.records.get(key)
    if field == ID:
        ids = [side for side in (choice.ours, choice.theirs, choice.base) if isinstance(side, str)]
        return next((id_ for id_ in ids if RecordKey(key.kind, id_) in present.records), None)
    if record is None:
        return None if field == WHOLE else choice.ours
    if field == WHOLE:
        sides = [side for side in (choice.ours, choice.theirs) if isinstance(side, Table)]
        return max(sides, key=lambda side: _in_common(side, record), default=None)
    if field == PLACE:
        return place_value(record.fields, place_of(declared(left.kind).kind(key.kind)))
    return record.fields.get(field)


def _in_common(side: Table, record: Record) -> int:
    """Return how much of a side a record has: what was edited of it since is no part of what was chosen."""
    return sum(same(record.fields.get(name), value) for name, value in side.items())
