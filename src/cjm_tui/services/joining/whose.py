"""Whose the sides of a conflict are where git is in the middle of nothing: whoever made them, as far as that is known.

A conflict that was committed, or that two saved at the same moment, says "the others" to everybody, its makers too.
The journal of hands knows who wrote a value just now, and the commits who made it of what was before both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.contenders import Contenders
from cjm_tui.history.identity import identity_of
from cjm_tui.history.message import Person
from cjm_tui.history.repository import require_repository
from cjm_tui.history.revisions import revisions_of
from cjm_tui.model.document import Document
from cjm_tui.model.settling import settle
from cjm_tui.model.values import Value
from cjm_tui.services.editing.authorship import Place, mark_of
from cjm_tui.services.editing.together import company_of
from cjm_tui.services.joining.conflicts import Choice, choices, sides_of
from cjm_tui.storage.versions import Versions

_MOST = 200
"""Revisions that are looked through."""

Step = tuple[Person, Document | None, Document | None]
"""Who made a revision, and the file before and after it."""


def sides_by_conflict(path: Path, document: Document) -> tuple[Contenders, dict[str, Contenders]]:
    """Return whose the sides of a file's conflicts are, and by the id of a conflict where that is known of it alone."""
    sides = sides_of(path)
    return sides, whose(path, document, choices(document)) if sides == Contenders() else {}


def whose(path: Path, document: Document, found: Sequence[Choice]) -> dict[str, Contenders]:
    """Return by the id of a conflict whose its sides are; those of whom nothing is known are not in it."""
    try:
        repository = require_repository(path)
        me, steps = identity_of(repository), tuple(_steps(path))
    except CjmError:
        return {}
    named = {}
    for choice in found:
        place = (choice.dispute.key, choice.dispute.field)
        marks = [_mark(document, choice, value, place) for value in (choice.base, choice.ours, choice.theirs)]
        who = partial(_author, path, steps, place, marks[0])
        ours, theirs = who(marks[1]), who(marks[2])
        if ours or theirs:
            named[choice.dispute.id] = _contenders(me, ours, theirs)
    return named


def _mark(document: Document, choice: Choice, value: Value | None, place: Place) -> str:
    """Return what tells a side of a conflict from any other; empty where the record could not stand so any more."""
    try:
        return mark_of(settle(document, choice.dispute.id, value), place)
    except CjmError:
        return ""


def _contenders(me: Person | None, ours: Person | None, theirs: Person | None) -> Contenders:
    short = [_name(me, one) for one in (ours, theirs)]
    here = f"as it stands here, {short[0]}" if short[0] else "as it stands here"
    there = (
        "as you had it" if short[1] == "yours" else f"as {theirs.name} has it" if theirs else "as the others have it"
    )
    return Contenders(short[0] or "ours", short[1] or "theirs", here, there)


def _name(me: Person | None, one: Person | None) -> str:
    if one is None:
        return ""
    return "yours" if me is not None and me.is_same_as(one) else f"by {one.name}"


def _author(path: Path, steps: Sequence[Step], place: Place, base: str, wanted: str) -> Person | None:
    """Return who made a place what it is on one side, out of what it was before both; None where nobody is known."""
    company = company_of(path)
    hand = company.whose(place, wanted) if company else None
    if hand is not None or wanted == "there":
        return hand
    author: Person | None = None
    for person, before, after in steps:
        if before is None or after is None:
            continue
        was = mark_of(before, place)
        if author is None and mark_of(after, place) == wanted != was:
            author = person
        if author is not None and was == base:
            return author
    return None


def _steps(path: Path) -> Iterator[Step]:
    """Yield the last revisions of a file, newest first, but for merges, which only bring what others made."""
    repository = require_repository(path)
    revisions = [one for one in revisions_of(repository, path, limit=_MOST) if len(one.parents) < 2]
    texts = read_blobs(repository, {blob for one in revisions for blob in (one.blob, one.blob_before) if blob})
    versions = Versions()
    documents = {blob: versions.parse(text.decode("utf-8", "replace")).document for blob, text in texts.items()}
    for one in revisions:
        yield Person(one.author, one.email), documents.get(one.blob_before), documents.get(one.blob)
