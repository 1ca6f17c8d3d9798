"""Committing from the command line: which files changed, and what the message says.

Invariant: exactly the files of the workspace that changed are committed, and nothing else in the repository.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import NothingToCommit, UnreadableError
from cjm_tui.history.repository import require_repository
from cjm_tui.model.document import Document
from cjm_tui.model.wording import headline
from cjm_tui.services.committing import changed_files, ready_message
from cjm_tui.services.recorded import Recorded, recorded
from cjm_tui.services.workspace_documents import named, workspace_here
from cjm_tui.storage.files import load


@dataclass(frozen=True, slots=True)
class Pending:
    """What would be committed: the files, what changed in words, and the message made of it."""

    paths: tuple[Path, ...]
    sentences: tuple[str, ...]
    message: str


def pending(path: Path | None = None) -> Pending:
    """Return what the last commit does not have yet, of one file or of the whole workspace here.

    Raises `NothingToCommit`, `UnreadableError` for a file nobody could read in a revision, `GitError`.
    """
    paths = (path,) if path else workspace_here().files
    if paths:
        require_repository(paths[0].parent, "Not committed")
    present = {path: _document(path) for path in paths}
    known = recorded(present)
    changed = changed_files(known, present)
    if not changed:
        what = named(path) if path else "the maps"
        raise NothingToCommit(
            "Nothing to commit",
            f"Nothing to commit: the last revision has {what} as they stand."
            if not path
            else f"Nothing to commit: the last revision has {what} as it stands.",
        )
    sentences = known.uncommitted({path: present[path] for path in changed})
    return Pending(changed, sentences, _message(known, {path: present[path] for path in changed}))


def _message(known: Recorded, changed: Mapping[Path, Document]) -> str:
    if len(changed) == 1:
        ((path, document),) = changed.items()
        return ready_message(document.title or path.stem, known.uncommitted(changed))
    told = {path: known.uncommitted({path: document}) for path, document in changed.items()}
    titles = [document.title or path.stem for path, document in changed.items()]
    subject = headline(f"{len(changed)} files", titles)
    return "\n".join([subject, *_paragraphs(changed, told)])


def _paragraphs(changed: Mapping[Path, Document], told: Mapping[Path, Sequence[str]]) -> list[str]:
    lines: list[str] = []
    for path, document in changed.items():
        lines += ["", document.title or path.stem, *(f"- {sentence}" for sentence in told[path])]
    return lines


def _document(path: Path) -> Document:
    loaded = load(path, named(path))
    if loaded.document is None:
        problem = loaded.problems[0]
        raise UnreadableError(
            "Not committed", str(problem), "A revision that nobody can read helps nobody; mend it first."
        )
    return loaded.document
