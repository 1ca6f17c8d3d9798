"""The message of a revision of several files: what it is about in one line, then file by file.

Invariant: every file of the revision is named in it, and a new one takes one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.history.message import Person
from cjm_tui.model.wording import SUBJECT, headline
from cjm_tui.services.joining.committing import ready_message

_KINDS = (
    ("map", "map", "maps"),
    ("persona", "persona", "personas"),
    ("evidence", "piece of research", "pieces of research"),
    ("workspace", "the team's own file", "the team's own file"),
)


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file that the last commit has otherwise: its kind and title, what changed in words, who else had a hand.

    `is_new` tells that the last commit does not have it at all, `former` is the file that it was until then.
    """

    path: Path
    kind: str
    title: str
    sentences: tuple[str, ...]
    people: tuple[Person, ...] = ()
    is_new: bool = False
    former: Path | None = None


def message_of(changes: Sequence[FileChange]) -> str:
    """Return the message for what changed in some files: those that changed under their titles, then the new ones."""
    if len(changes) == 1:
        return ready_message(changes[0].title, changes[0].sentences)
    lines = [_subject(changes)]
    for change in changes:
        if not change.is_new:
            lines += ["", change.title, *(f"- {sentence}" for sentence in change.sentences)]
    made = [f"- {_made(change)}" for change in changes if change.is_new]
    return "\n".join([*lines, *([""] if made else []), *made])


def _subject(changes: Sequence[FileChange]) -> str:
    """Return the titles, the maps' first, where they fit into one line; else how many files there are of each kind."""
    titles = [change.title for change in sorted(changes, key=lambda change: change.kind != "map")]
    whole = f"{len(changes)} files: {'; '.join(titles)}"
    if len(whole) <= SUBJECT:
        return whole
    counts = Counter(change.kind for change in changes)
    if not set(counts) <= {kind for kind, *_ in _KINDS}:
        return headline(f"{len(changes)} files", titles)
    news = "New" if all(change.is_new for change in changes) else "Changed"
    parts = [
        many if kind == "workspace" else f"{counts[kind]} {one if counts[kind] == 1 else many}"
        for kind, one, many in _KINDS
        if counts[kind]
    ]
    return f"{news}: {', '.join(parts)}"


def _made(change: FileChange) -> str:
    said = "; ".join(change.sentences).removesuffix(f": {change.title}")
    return said if change.kind == "workspace" else f"{change.title}: {said}"
