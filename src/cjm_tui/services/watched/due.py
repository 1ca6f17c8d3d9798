"""Cards that are due: the code they watch changed after somebody last touched them.

A card is held against the last commit that changed a line of it. Nothing is stored: touching the card is looking at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cjm_tui.checking.finding import Finding
from cjm_tui.errors import CjmError
from cjm_tui.history.repository import Repository, find_repository
from cjm_tui.history.watched import CodeCommit, code_commits
from cjm_tui.model.document import Document
from cjm_tui.model.problem import Problem
from cjm_tui.model.record import RecordKey
from cjm_tui.services.past.origins import Origins, origins_of
from cjm_tui.services.workspace.lines import line_finder
from cjm_tui.storage.reading import Reading

_MOST = 50

Due = Mapping[str, tuple[CodeCommit, ...]]
"""The commits behind each card that is due, newest first, by the card's id."""


def due_cards(path: Path, document: Document, origins: Origins) -> Due:
    """Return the cards of a map that are due, each with at most 50 commits; none where there is no history."""
    watching = [card for card in document.journey() if card.texts("watch")]
    repository = find_repository(path.parent) if watching else None
    if not isinstance(repository, Repository):
        return {}
    found: dict[str, tuple[CodeCommit, ...]] = {}
    for card in watching:
        touch = origins.records.get(card.key)
        if touch is not None:
            commits = code_commits(repository, card.texts("watch"), since=touch.commit, limit=_MOST)
            found |= {card.id: commits} if commits else {}
    return found


def due_problems(path: Path, name: str, reading: Reading) -> Iterator[Problem]:
    """Yield a warning for each card of a file as read that is due; git is asked only where a card watches code."""
    document = reading.document
    if document is None or document.kind != "map" or not any(card.texts("watch") for card in document.journey()):
        return
    try:
        due = due_cards(path, document, origins_of(path, document))
    except CjmError:
        return
    line_of = line_finder(reading.text)
    for id_, commits in due.items():
        key = RecordKey("touchpoint", id_)
        yield _finding(key, commits).as_problem(document.kind, name, line_of(key, "watch"))


def _finding(key: RecordKey, commits: tuple[CodeCommit, ...]) -> Finding:
    last, count = commits[0], f"{len(commits)}{'+' * (len(commits) == _MOST)}"
    many = f"{count} commits changed" if len(commits) != 1 else "a commit changed"
    message = f"{many} the code it watches since the card was touched, last {last.short} “{last.subject}”"
    return Finding(key, "watch", message, "look whether the card still holds, and say so in it", "due", "warning")
