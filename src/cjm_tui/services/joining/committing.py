"""Committing a revision: exactly the files concerned, with the message already written from what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cjm_tui.errors import CjmError, NotFoundError, NothingToCommit
from cjm_tui.history.commits import Commit, commit_paths
from cjm_tui.history.message import Person
from cjm_tui.history.repository import require_repository
from cjm_tui.model.document import Document
from cjm_tui.model.references import references, targets
from cjm_tui.model.wording import headline
from cjm_tui.services.editing.open_map import OpenMap
from cjm_tui.services.past.recorded import Recorded, recorded
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.storage.files import load
from cjm_tui.storage.reading import Reading


def ready_message(title: str, sentences: Sequence[str]) -> str:
    """Return a commit message: what happened in one line, and a line for each change where one cannot hold it."""
    subject = headline(title, sentences)
    if subject == f"{title}: {'; '.join(sentences)}" or not sentences:
        return subject
    return "\n".join([subject, "", *(f"- {sentence}" for sentence in sentences)])


def message_for(known: Recorded, path: Path, present: Mapping[Path, Document]) -> str:
    """Return the ready-made message for the map at `path` and the other files in `present`.

    Raises `NothingToCommit` when the last commit has it all.
    """
    sentences = known.uncommitted(present)
    if not sentences:
        raise NothingToCommit("Nothing to commit", f"the last commit has “{present[path].title}” as it stands")
    return ready_message(present[path].title or path.stem, sentences)


def changed_files(known: Recorded, present: Mapping[Path, Document]) -> tuple[Path, ...]:
    """Return the files of which the last commit has other bytes, or none."""
    return tuple(
        path
        for path, document in present.items()
        if path in known.reordered
        or (known.committed.get(path) != document and (document.records or path in known.committed))
    )


def with_companions(open_map: OpenMap) -> tuple[Mapping[Path, Reading], Recorded]:
    """Return what a revision of a map takes along as it stands on the disk, and what git has recorded of everything.

    Taken along are the team's own file and the personas and evidence that the map names, those of them that the last
    commit has otherwise or not at all: a map whose personas are nowhere would be half a revision. Blocks on git.
    """
    beside = {path: reading for path, reading in _companions(open_map) if path not in open_map.present}
    known = recorded((*open_map.present, *beside), {path: on_disk.reading for path, on_disk in open_map.saved.items()})
    waiting = {
        path: reading
        for path, reading in beside.items()
        if reading.document is not None and known.uncommitted({path: reading.document})
    }
    return waiting, known


def _companions(open_map: OpenMap) -> Iterator[tuple[Path, Reading]]:
    try:
        workspace = workspace_of(open_map.path)
    except NotFoundError:
        return
    files = {"persona": workspace.personas, "evidence": workspace.evidence}
    document = open_map.document
    named = {
        files[kind][reference.target]
        for record in document
        for reference in references(document, record)
        for kind in targets(reference)
        if reference.target in files.get(kind, ())
    }
    for path in (*([workspace.settings] if workspace.settings else []), *sorted(named)):
        with suppress(CjmError):
            yield path, load(path).reading


def commit(paths: Sequence[Path], message: str, *, people: Sequence[Person] = (), in_terminal: bool = False) -> Commit:
    """Commit exactly these files as they are on the disk; `people` are named as co-authors.

    Raises `NothingToCommit`, or `CommitError` in words for everything that can be in the way; `in_terminal` lends git
    the person's terminal, as `git commit` has it.
    """
    repository = require_repository(paths[0].parent, "Not committed")
    return commit_paths(repository, list(paths), message, people=people, in_terminal=in_terminal)


__all__ = ["changed_files", "commit", "message_for", "ready_message", "recorded", "with_companions"]
