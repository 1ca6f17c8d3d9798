"""A map as it is now or as it was: `MAP`, `MAP@HEAD~3`, `path.toml@v2`.

Invariant: a name without `@` never touches git.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import NotFoundError, UnreadableError
from cjm_tui.model.document import Document
from cjm_tui.services.past.gone import gone_from
from cjm_tui.services.workspace.documents import file_named, readable, workspace_here
from cjm_tui.storage.reading import parse


@dataclass(frozen=True, slots=True)
class Version:
    """A document of a file: as on disk (`revision` empty), or as it was in a commit (its full hash).

    Where there is no such file the document is empty, and `absent` says so in a word.
    """

    path: Path
    document: Document
    revision: str = ""
    absent: str = ""

    @property
    def label(self) -> str:
        """Return how a person tells versions apart: `now`, or the first digits of the hash."""
        return self.absent or self.revision[:7] or "now"


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

    A map that was never committed, or is gone by now, is compared with an empty one. Of every file those that cannot
    be read are told in their place; of what is named it is raised.
    """
    if second:
        yield version_named(first), version_named(second)
    elif "@" in first and not _is_there(first):
        before = version_named(first)
        yield before, Version(before.path, readable(before.path))
    elif first:
        yield _since_last(file_named(first))
    else:
        workspace = workspace_here()
        for path in workspace.files:
            yield _or_why_not(_since_last, path)
        for path in gone_from(workspace):
            yield _or_why_not(_gone_since, path)


def _or_why_not(
    pair_of: Callable[[Path], tuple[Version, Version]], path: Path
) -> tuple[Version, Version] | UnreadableError:
    try:
        return pair_of(path)
    except UnreadableError as failure:
        return failure


def _gone_since(path: Path) -> tuple[Version, Version]:
    before = version_at(path, "HEAD")
    return before, Version(path, Document(before.document.kind, {}), absent="gone")


def _is_there(name: str) -> bool:
    return os.path.exists(name)  # noqa: PTH110  # exists() raises where nobody lets us look


def _since_last(path: Path) -> tuple[Version, Version]:
    now = Version(path, readable(path))
    try:
        return version_at(path, "HEAD"), now
    except NotFoundError:
        return Version(path, Document(now.document.kind, {}), absent="never"), now
