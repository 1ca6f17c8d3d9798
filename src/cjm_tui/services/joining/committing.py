"""Committing a revision: exactly the files concerned, with the message already written from what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cjm_tui.errors import NothingToCommit
from cjm_tui.history import commits
from cjm_tui.history.commits import Commit, commit_paths
from cjm_tui.history.message import Person
from cjm_tui.history.repository import require_repository
from cjm_tui.model.document import Document
from cjm_tui.model.wording import headline
from cjm_tui.services.past.recorded import Recorded, recorded


def ready_message(title: str, sentences: Sequence[str]) -> str:
    """Return a commit message: what happened in one line, and a line for each change where one cannot hold it."""
    told = [sentence.removeprefix(f"{title}: ") for sentence in sentences]
    subject = headline(title, told)
    if subject == f"{title}: {'; '.join(told)}" or not told:
        return subject
    return "\n".join([subject, "", *(f"- {sentence}" for sentence in told)])


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


def commit(paths: Sequence[Path], message: str, *, people: Sequence[Person] = (), in_terminal: bool = False) -> Commit:
    """Commit exactly these files as they are on the disk; `people` are named as co-authors.

    Raises `NothingToCommit`, or `CommitError` in words for everything that can be in the way; `in_terminal` lends git
    the person's terminal, as `git commit` has it.
    """
    repository = require_repository(paths[0].parent, "Not committed")
    return commit_paths(repository, list(paths), message, people=people, in_terminal=in_terminal)


def require_committable(paths: Sequence[Path]) -> None:
    """Raise what `commit` would, as far as that is known before git and its hooks are asked."""
    commits.require_committable(require_repository(paths[0].parent, "Not committed"), paths)


__all__ = ["changed_files", "commit", "message_for", "ready_message", "recorded", "require_committable"]
