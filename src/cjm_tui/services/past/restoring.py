"""Restoring from a revision on the command line: an edit of the file, or the file itself again, and no commit."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from cjm_tui.errors import NotFoundError, UnreadableError, UsageError
from cjm_tui.history.changes import standing_of
from cjm_tui.history.names import resolve_revision, text_at
from cjm_tui.history.repository import require_repository
from cjm_tui.model.document import Document
from cjm_tui.model.kinds import declared, declared_field
from cjm_tui.model.record import RecordKey
from cjm_tui.model.restoring import restored
from cjm_tui.model.wording import words
from cjm_tui.services.editing.addresses import declared_key, record_key
from cjm_tui.services.workspace.documents import change, file_named, glance_or_problem, named, readable
from cjm_tui.storage.gate import decoded
from cjm_tui.storage.making import create_text
from cjm_tui.storage.reading import read
from cjm_tui.storage.rewriting import replace_content


def document_at(path: Path, revision: str) -> Document:
    """Return a file's document as it was in a revision, comments and all.

    Raises `NotFoundError` for an unknown revision or a file that was not there, `UnreadableError` when it could not
    be read then.
    """
    repository = require_repository(path)
    commit = resolve_revision(repository, revision)
    reading = read(text_at(repository, commit, path).decode("utf-8", "replace"), f"{path.name}@{commit[:7]}")
    if reading.document is None:
        problem = reading.problems[0]
        raise UnreadableError("Cannot read that revision", str(problem), "`cjm log` lists the others.")
    return reading.document


def document_at_fork(path: Path, fork: str, kind: str) -> Document:
    """Return a file's document in the last commit (full hash, empty for none) that two branches have in common.

    An empty one of its kind where it was not there yet. Raises `UnreadableError` when it could not be read then.
    """
    try:
        return document_at(path, fork) if fork else Document(kind, {})
    except NotFoundError:
        return Document(kind, {})


def restore(name: str, record: str = "", field: str = "") -> tuple[str, ...]:
    """Bring back what `MAP@REV` says: all of it, one record, or one field; return in words what changed.

    Raises `UsageError` without a revision, `NotFoundError` with the nearest name for what does not exist.
    """
    map_, at, revision = name.partition("@")
    if not at or not revision:
        raise UsageError("Cannot restore", f"“{name}” names no revision", "Write MAP@REV; `cjm log` lists them.")
    path = file_named(map_, may_be_gone=True)
    if not os.path.lexists(path):
        return _made_again(path, revision, name, is_whole=not record)
    if not record and glance_or_problem(path).document is None:
        return _readable_again(path, revision)
    then = document_at(path, revision)
    key = _key(then, path, record) if record else None
    if key is not None and field:
        _known_field(then, key, field)
    before, after = change(path, lambda now: restored(now, then, key, field))
    return words(before, after)


def _made_again(path: Path, revision: str, name: str, *, is_whole: bool) -> tuple[str, ...]:
    """Bring back a file that is gone, byte for byte as the revision holds it."""
    text, problems = decoded(text_at(require_repository(path), revision, path), f"{path.name}@{revision}")
    if text is None:
        raise UnreadableError("Cannot restore", str(problems[0]), "`cjm log` lists the other revisions.")
    if not is_whole:
        raise NotFoundError(
            "Cannot restore", f"{named(path)} is gone", f"Bring all of it back first: cjm restore {name}"
        )
    create_text(path, text)
    return (f"{named(path)} is there again",)


def _readable_again(path: Path, revision: str) -> tuple[str, ...]:
    """Bring back a file that nobody can read as it stands, where what it says now is in the last commit."""
    repository = require_repository(path)
    stands = standing_of(repository, [path])[path]
    if stands.is_changed or stands.present is None:
        hint = "Put it right, or commit it with git as it is; then it can be restored."
        message = f"{named(path)} cannot be read, and what it says now is in no commit: it would be lost"
        raise UnreadableError("Cannot restore", message, hint)
    document_at(path, revision)
    replace_content(path, stands.present, text_at(repository, revision, path))
    return (f"{named(path)} is as it was",)


def _key(then: Document, path: Path, record: str) -> RecordKey:
    """Return the record a person means: one that was there then, or is there now and would go; else what they wrote."""
    for document in (then, readable(path) if path.is_file() else then):
        with suppress(NotFoundError):
            return record_key(document, record)
    return RecordKey(*record.partition(".")[::2])


def _known_field(document: Document, key: RecordKey, field: str) -> None:
    kind = declared(document.kind).kind(key.kind)
    if kind is not None and declared_field(document.kind, key.kind, field) is None:
        record = document.records.get(key)
        if record is None or field not in record.fields:
            declared_key(kind, document.kind, field)
