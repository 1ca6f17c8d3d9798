"""Edits as a command says them: set fields of a record, add one, remove one.

Pure: a document and words in, a document out. Invariant: an edit made by a command never makes a file worse: a value
of the wrong type and a reference to nothing are refused with the nearest name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cjm_tui.checking.document import check_record, has_odd_baseline
from cjm_tui.checking.finding import Finding
from cjm_tui.checking.nearest import sentence
from cjm_tui.checking.surroundings import Surroundings
from cjm_tui.errors import UsageError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_record, add_stage, add_touchpoint, new_record, removal, remove_record, set_fields
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.suspect import framed
from cjm_tui.model.values import Value
from cjm_tui.services.editing.addresses import declared_kind, record_key
from cjm_tui.services.editing.assignments import assigned, assignment

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Added:
    """A document with a new record in it."""

    document: Document
    key: RecordKey


@dataclass(frozen=True, slots=True)
class Removed:
    """A document without a record, and what went: the record first, then what hung on it."""

    document: Document
    gone: tuple[Record, ...]


def with_values(document: Document, record: str, texts: Sequence[str], around: Surroundings) -> Document:
    """Return the document with `key=value` texts carried out on a record.

    Raises `NotFoundError` and `UsageError` with the nearest name, or with the type and range that is asked for.
    """
    key = record_key(document, record)
    present = document.records.get(key) or Record(key.kind, key.id)
    changes = assigned(document, present, map(assignment, texts))
    edited = framed(document, set_fields(document.with_records([present]), key, changes))
    _require_future(document, edited)
    return _sound(edited, key, changes, around)


def with_record(
    document: Document, kind_name: str, name: str, texts: Sequence[str], around: Surroundings, *, after: str = ""
) -> Added:
    """Return the document with a new record of a kind: `after` is the stage or touchpoint it stands behind.

    A touchpoint without a stage goes behind `after`, or into the only stage there is.
    """
    kind = declared_kind(document, kind_name)
    if not name.strip():
        raise UsageError("Cannot add", f"a {kind_name} needs a name", f'Write cjm add MAP {kind_name} "its name"')
    changes = assigned(document, Record(kind.name, "", {"name": name}), map(assignment, texts))
    values = {key: value for key, value in changes.items() if value is not None and key != "name"}
    neighbour = _neighbour(document, kind.name, after)
    if kind.name == "touchpoint":
        stage = values.pop("stage", None) or _stage_for(document, neighbour)
        document, key = add_touchpoint(document, name, str(stage), neighbour.id if neighbour else None, values)
    elif kind.name == "stage":
        document, key = add_stage(document, name, neighbour.id if neighbour else None)
        document = set_fields(document, key, values)
    else:
        record = new_record(document, kind.name, name, values)
        if kind.field("name") is None:
            record = Record(record.kind, record.id, values)
        document, key = framed(document, add_record(document, record)), record.key
    return Added(_sound(document, key, document.records[key].fields, around), key)


def without_record(document: Document, record: str) -> Removed:
    """Return the document without a record, and what went along; raise `NotFoundError` or `UsageError`."""
    key = record_key(document, record)
    if key == HEADER:
        raise UsageError("Cannot remove", "the header is the file itself", "Remove the file instead.")
    return Removed(framed(document, remove_record(document, key)), removal(document, key))


def _require_future(before: Document, after: Document) -> None:
    """Raise `UsageError` where a map of today would get a baseline, or one with a baseline become a map of today."""
    if has_odd_baseline(after) and not has_odd_baseline(before):
        baseline = after.header.text("baseline")
        hint = f"Write state=future baseline={baseline} together, or state=current baseline= to have none."
        raise UsageError("Not done", "only a future map has a baseline, the map of today it is measured against", hint)


def _sound(document: Document, key: RecordKey, changed: Iterable[str], around: Surroundings) -> Document:
    """Return the document if what was changed in a record is sound; raise `UsageError` with what is not."""
    concerned = set(changed)
    for finding in check_record(document, document.records[key], around):
        if finding.severity == "error" and finding.code in {"missing-field", "missing-place", "two-places"}:
            raise UsageError("Not done", f"{key} lacks {finding.field}: {finding.message}", sentence(finding.hint))
        if finding.field in concerned and finding.code in {"unknown-reference", "wrong-value"}:
            raise UsageError("Not done", f"{finding.field}: {finding.message}", _remedy(document, finding))
    return document


def _remedy(document: Document, finding: Finding) -> str:
    """Return what to do about a wrong value: for the id of a record that is not there, which there are."""
    kind = declared(document.kind).kind(finding.key.kind)
    field = kind.field(finding.field) if kind else None
    ids = [(record.kind, record.id) for to in (field.to if field else ()) for record in document.of_kind(to)]
    if finding.code != "unknown-reference" or finding.hint.startswith("did you mean") or not ids:
        return sentence(finding.hint)
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return f"There is {', '.join(id_ for _, id_ in ids[:_SHOWN])}{more}; `cjm add MAP {ids[0][0]} NAME` makes another."


def _neighbour(document: Document, kind: str, after: str) -> Record | None:
    if not after:
        return None
    if kind not in {"touchpoint", "stage"}:
        raise UsageError("Cannot place it", f"a {kind} has no place in the journey", "Leave --after out.")
    name = after if "." in after else f"{kind}.{after}"
    found = document.records[record_key(document, name)]
    if found.kind != kind:
        raise UsageError("Cannot place it", f"{name} is no {kind}", f"Name a {kind} after --after.")
    return found


def _stage_for(document: Document, neighbour: Record | None) -> Value:
    if neighbour is not None:
        return neighbour.text("stage")
    stages = document.stages()
    if len(stages) == 1:
        return stages[0].id
    known = ", ".join(stage.id for stage in stages)
    hint = f"Write stage=ID; there are {known}." if known else "Add a stage first: cjm add MAP stage NAME"
    raise UsageError("Cannot add", "a touchpoint belongs to a stage, and none was named", hint)
