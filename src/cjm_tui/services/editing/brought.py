"""Who wrote what git has just brought into a map: the authors of the commits, and whoever had git bring them.

Invariant: only commits that came with it are looked at, and a name is said only for a value that its commit made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.message import Person
from cjm_tui.history.reflog import Move
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.revisions import revisions_of
from cjm_tui.model.diff import diff
from cjm_tui.model.document import Document
from cjm_tui.services.editing.authorship import mark_of, places_of
from cjm_tui.storage.hands import Hand
from cjm_tui.storage.versions import Versions

_MOST = 50
"""Revisions that are looked through: who pulls more of one file at once is told who pulled."""

_BRINGING = ("merge", "pull", "rebase")


def hands_brought(path: Path, name: str, moves: Sequence[Move], before: Document, after: Document) -> tuple[Hand, ...]:
    """Return whose hands made what lies between two states of a map, the last of `moves` having brought it.

    The name of each says who had git bring it as well, where that is somebody else. Nothing where the commits do not
    tell.
    """
    last = moves[-1]
    begun = _beginning(moves)
    if last.deed.split()[0] not in _BRINGING or not begun.strip("0"):
        return ()
    wanted = {place: mark_of(after, place) for place in places_of(diff(before, after), after)}
    found: list[Hand] = []
    try:
        for author, then, now in _steps(require_repository(path), path, f"{begun}..{last.after}"):
            for place in [
                place for place, mark in wanted.items() if mark_of(now, place) == mark != mark_of(then, place)
            ]:
                del wanted[place]
                found.append(Hand(_called(author, last), author.email, name, *place[0], place[1], last.when))
            if not wanted:
                break
    except CjmError:
        return ()
    return tuple(found)


def _called(author: Person, move: Move) -> str:
    deed = move.deed.split()[0]
    if author.is_same_as(move.person):
        return f"{author.name} (git {deed})"
    return f"{author.name} (git {deed} by {move.person.name})"


def _beginning(moves: Sequence[Move]) -> str:
    """Return where HEAD stood before what git did last, of a rebase before the first of its steps."""
    begun = moves[-1].before
    for move in reversed(moves):
        if "(" not in move.deed:
            break
        begun = move.before
        if "(start)" in move.deed:
            break
    return begun


def _steps(repository: Repository, path: Path, commits: str) -> Iterator[tuple[Person, Document, Document]]:
    """Yield who made each revision, and the file before and after it, newest first, but for merges."""
    revisions = [one for one in revisions_of(repository, path, start=commits, limit=_MOST) if len(one.parents) < 2]
    texts = read_blobs(repository, {blob for one in revisions for blob in (one.blob, one.blob_before) if blob})
    versions = Versions()
    for one in revisions:
        then, now = (
            versions.parse(texts.get(blob, b"").decode("utf-8", "replace")).document
            for blob in (one.blob_before, one.blob)
        )
        if now is not None:
            yield Person(one.author, one.email), then or Document(now.kind, {}), now
