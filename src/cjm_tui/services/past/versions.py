"""A map as it is now or as it was: `MAP`, `MAP@HEAD~3`, `path.toml@v2`; compared, as one persona feels it: `MAP:fiona`.

Invariant: a name without `@` never touches git.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cjm_tui.checking.nearest import did_you_mean, sentence
from cjm_tui.errors import NotFoundError, UnreadableError
from cjm_tui.model.document import Document
from cjm_tui.model.ids import ID
from cjm_tui.model.measures import who_feels
from cjm_tui.services.past.gone import gone_from
from cjm_tui.services.workspace.documents import file_named, named, readable, workspace_here
from cjm_tui.storage.reading import parse


@dataclass(frozen=True, slots=True)
class Version:
    """A document of a file: as on disk (`revision` empty), or as it was in a commit (its full hash).

    Where there is no such file the document is empty, and `absent` says so in a word. `persona` is the id of the one
    whose feelings stand in it, empty for everybody's.
    """

    path: Path
    document: Document
    revision: str = ""
    absent: str = ""
    persona: str = ""

    @property
    def label(self) -> str:
        """Return how a person tells versions apart: `now`, or the first digits of the hash; who feels so, if one."""
        when = self.absent or self.revision[:7] or "now"
        return f"{when} as {self.persona} feels it" if self.persona else when


def version_named(name: str) -> Version:
    """Return what a person means by a map's id or path, with `@REV` behind it for how it was then.

    Raises `NotFoundError` with the nearest map or revision, `UnreadableError` when there is no reading it.
    """
    if "@" not in name or _is_there(name):
        path = file_named(name)
        return Version(path, readable(path))
    file, _, revision = name.partition("@")
    path = file_named(file, may_be_gone=True)
    try:
        return version_at(path, revision or "HEAD")
    except NotFoundError as missing:
        if not missing.hint and not path.exists():
            file_named(file)  # git never heard of it either: says which map is meant
        raise


def version_at(path: Path, revision: str) -> Version:
    """Return a file's document as it was in a revision; raise `NotFoundError` or `UnreadableError`."""
    from cjm_tui.history.names import resolve_revision, text_at
    from cjm_tui.history.repository import require_repository

    repository = require_repository(path.parent)
    commit = resolve_revision(repository, revision)
    text = text_at(repository, commit, path).decode("utf-8", "replace")
    reading = parse(text, f"{path.name}@{commit[:7]}")
    if reading.document is None:
        problem = reading.problems[0]
        raise UnreadableError(
            "Cannot read that revision", str(problem), "Choose another revision; `cjm log` lists them."
        )
    return Version(path, reading.document, commit)


def pairs_named(first: str = "", second: str = "") -> Iterator[tuple[Version, Version] | UnreadableError]:
    """Yield what to compare: two versions named, one against now, or every file against its last revision.

    `MAP:PERSONA` is compared with what everybody feels. A map that goes by another name now is compared with that, one
    that was never committed, or is gone by now, with an empty one. Of every file those that cannot be read are told in
    their place; of what is named it is raised.
    """
    name, persona = _with_persona(first)
    if second:
        yield _felt(name, persona), _felt(*_with_persona(second))
    elif "@" in name and not _is_there(name):
        before = _felt(name, persona)
        yield before, _felt_now(before, persona)
    elif persona:
        yield version_named(name), _felt(name, persona)
    elif first:
        yield _since_last(file_named(first))
    else:
        workspace = workspace_here()
        for path in workspace.files:
            yield _or_why_not(_since_last, path)
        for path in gone_from(workspace):
            yield _or_why_not(_gone_since, path)


def _with_persona(name: str) -> tuple[str, str]:
    """Return a name without the persona behind it, and that persona's id, empty where there is none."""
    front, colon, persona = name.rpartition(":")
    is_one = bool(colon) and not _is_there(name) and ID.match(persona) is not None
    return (front, persona) if is_one else (name, "")


def _felt(name: str, persona: str) -> Version:
    """Return a version as a persona feels it (empty: as everybody does); raise `NotFoundError` for one nobody knows."""
    from cjm_tui.services.past.sides import felt_by

    version = version_named(name)
    if not persona:
        return version
    known = who_feels(version.document)
    if persona not in known:
        hint = sentence(did_you_mean(persona, known)) or f"It is walked by {', '.join(known) or 'nobody'}."
        raise NotFoundError("No such persona", f"no persona “{persona}” walks {named(version.path)}", hint)
    return replace(version, document=felt_by(version.document, persona), persona=persona)


def _felt_now(before: Version, persona: str) -> Version:
    """Return a map as it stands now, by whatever name, as a persona feels it."""
    from cjm_tui.history.renamed import renamed_between
    from cjm_tui.history.repository import require_repository

    if before.path.exists():
        return _felt(str(before.path), persona)
    repository = require_repository(before.path.parent)
    name = renamed_between(repository, before.revision, "HEAD").get(repository.name_of(before.path), "")
    path = repository.root / name
    return _felt(str(path), persona) if name and path.exists() else _gone(before)


def _gone(before: Version) -> Version:
    return Version(before.path, Document(before.document.kind, {}), absent="gone")


def _or_why_not(
    pair_of: Callable[[Path], tuple[Version, Version]], path: Path
) -> tuple[Version, Version] | UnreadableError:
    try:
        return pair_of(path)
    except UnreadableError as failure:
        return failure


def _gone_since(path: Path) -> tuple[Version, Version]:
    before = version_at(path, "HEAD")
    return before, _gone(before)


def _is_there(name: str) -> bool:
    return os.path.exists(name)  # noqa: PTH110  # exists() raises where nobody lets us look


def _since_last(path: Path) -> tuple[Version, Version]:
    now = Version(path, readable(path))
    try:
        return version_at(path, "HEAD"), now
    except NotFoundError:
        return Version(path, Document(now.document.kind, {}), absent="never"), now
