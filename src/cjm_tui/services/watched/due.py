"""Cards that are due: the code they watch changed after somebody last looked at them.

Every commit that wrote a line of the card has looked at it (`looked` is such a line), and what such a commit has in it
was seen then: descent decides, so that a branch merged later brings its commits unseen, however old their dates.

A look or an edit that no commit has yet counts as well, at once: what HEAD had when it was made was seen. What arrived
here after that makes the card due again. Once it is committed, its commit decides: committing a card says that it holds
for what is committed before it. Only a look says when it was: where a commit brought nothing of the card but that, the
code that was written after it was not seen, in any clone.

A look that lies in the future, or is no time at all, says nothing. In a shallow clone nobody knows what the commits
changed at which it ends, and they make nothing due.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from cjm_tui.checking.finding import Finding
from cjm_tui.errors import CjmError
from cjm_tui.history.arrivals import commit_then
from cjm_tui.history.repository import Repository, find_repository
from cjm_tui.history.watched import CodeCommit, code_commits
from cjm_tui.model.document import Document
from cjm_tui.model.problem import Problem
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.services.past.origins import Origins, origins_of
from cjm_tui.services.watched.blind import blind_findings
from cjm_tui.services.watched.looks import is_ahead, looked_when, waiting_looks
from cjm_tui.services.workspace.lines import line_finder
from cjm_tui.storage.reading import Reading

_MOST = 50

Due = Mapping[str, tuple[CodeCommit, ...]]
"""The commits behind each card that is due, newest first, by the card's id."""


def watching_cards(document: Document) -> tuple[Record, ...]:
    """Return the cards of a map that watch code, in the order of the journey."""
    return tuple(card for card in document.journey() if card.texts("watch"))


def due_cards(path: Path, document: Document, origins: Origins) -> Due:
    """Return the cards of a map that are due, each with at most 50 commits; none where there is no history."""
    watching = watching_cards(document)
    repository = find_repository(path.parent) if watching else None
    if not isinstance(repository, Repository):
        return {}
    looked_at, stood_at = waiting_looks(path, origins), cache(partial(commit_then, repository))
    touches, looks = _touches(document, origins)
    found: dict[str, tuple[CodeCommit, ...]] = {}
    for card in watching:
        seen, look, when = touches.get(card.key, set()), looks.get(card.key, set()), looked_at(card)
        if not seen and not look and when is None:
            continue
        later = _written_after(repository, card, look - seen, seen) if when is None else ()
        seen = seen | look | ({stood_at(int(when))} - {""} if when is not None else set())
        commits = (*code_commits(repository, card.texts("watch"), seen=seen, limit=_MOST), *later)[:_MOST]
        found |= {card.id: commits} if commits else {}
    return found


def _written_after(repository: Repository, card: Record, look: set[str], seen: set[str]) -> tuple[CodeCommit, ...]:
    """Return the code that the commit of a look has in it, and that was written after the look: nobody saw it then."""
    when = looked_when(card)
    if when is None or is_ahead(card, datetime.now(UTC)):
        return ()
    found = (one for tip in look for one in code_commits(repository, card.texts("watch"), head=tip, seen=seen))
    return tuple(one for one in found if one.commit not in look and one.when.timestamp() > when)


def due_now(path: Path, document: Document) -> Due:
    """Return the cards of a map on the disk that are due; none where git cannot tell."""
    if not watching_cards(document):
        return {}
    try:
        return due_cards(path, document, origins_of(path, document))
    except CjmError:
        return {}


def due_problems(path: Path, name: str, reading: Reading) -> Iterator[Problem]:
    """Yield a warning for each card of a file as read that is due, watches no file, or was looked at hereafter.

    Git is asked only where a card watches code.
    """
    document = reading.document
    if document is None or document.kind != "map":
        return
    now, line_of = datetime.now(UTC), line_finder(reading.text)
    found = [_due(RecordKey("touchpoint", id_), commits) for id_, commits in due_now(path, document).items()]
    found += [_ahead(card.key) for card in watching_cards(document) if is_ahead(card, now)]
    found += blind_findings(path, document)
    for one in found:
        yield one.as_problem(document.kind, name, line_of(one.key, one.field))


def many_commits(commits: tuple[CodeCommit, ...]) -> str:
    """Return how many commits there are: `a commit`, `3 commits`, `50+ commits`."""
    return f"{len(commits)}{'+' * (len(commits) == _MOST)} commits" if len(commits) != 1 else "a commit"


_Commits = dict[RecordKey, set[str]]


def _touches(document: Document, origins: Origins) -> tuple[_Commits, _Commits]:
    """Return the commits that wrote the lines of each card, and that of its look; one that was taken back is none."""
    touches: _Commits = {}
    looks: _Commits = {}
    for (key, name), touch in origins.fields.items():
        record = document.records.get(key) if key.kind == "touchpoint" else None
        if record is not None and (name != "looked" or name in record.fields):
            (looks if name == "looked" else touches).setdefault(key, set()).add(touch.commit)
    return touches, looks


def _due(key: RecordKey, commits: tuple[CodeCommit, ...]) -> Finding:
    last = commits[0]
    message = (
        f"{many_commits(commits)} changed the code it watches since the card was looked at, "
        f"last {last.short} “{last.told}”"
    )
    hint = "look whether the card still holds, then confirm it (`cjm confirm`)"
    return Finding(key, "watch", message, hint, "due", "warning")


def _ahead(key: RecordKey) -> Finding:
    hint = "write when it was looked at, or take the line out"
    return Finding(key, "looked", "nobody can have looked at it yet: that is in the future", hint, "ahead", "warning")
