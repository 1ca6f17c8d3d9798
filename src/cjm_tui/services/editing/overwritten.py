"""Edits that were written over after they were saved, by somebody who had read the file before, or by git.

Git finds that a file is clean, and then writes it; a merge that it cannot make it takes back to what the file held when
it began; an editor writes what it had read. A save that lands in between is gone, and looks as if somebody had set
every one of its fields back. That is how it is known: of all that I saved within the last seconds, or since a moment
in them, each field has the value again that it had before. Who sets just that back on purpose, all of it, and so soon
after it was saved, with `git checkout -- FILE`, `git stash`, `git reset --hard` or an editor, finds it there again,
once: that is told, and one undo takes it out.

A merge that git began and gave up is to leave everything as it was. Where it has left in a file what is committed
instead, all that was not committed is lost, whoever edited it and however long ago.

Everything here is a value, with no clock and no file.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.model.diff import diff
from cjm_tui.model.kinds import declared
from cjm_tui.model.merge import merge
from cjm_tui.model.merge_fields import PLACE, place_of
from cjm_tui.model.wording import words
from cjm_tui.services.editing.authorship import Place, mark_of, places_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.open_map import OpenMap


class Landed(NamedTuple):
    """A save of mine: the file as it was edited, from what to what, and when that was on the disk."""

    path: Path
    before: Document
    after: Document
    when: float

    @property
    def places(self) -> frozenset[Place]:
        """Return what it changed."""
        return frozenset(places_of(diff(self.before, self.after), self.after))

    def but_for(self, place: Place) -> Landed:
        """Return what was saved without one place."""
        return self._replace(after=with_place(self.after, place, self.before))


class Lost(NamedTuple):
    """Edits that are gone: from what to what they were, and since when; `disk` is what stands there now.

    `is_mine` tells that all of them are mine, and not anybody's; `is_newest` that `after` is younger than what is
    committed, and so has the last edits of everybody in it.
    """

    path: Path
    before: Document
    after: Document
    since: float
    disk: Document
    places: frozenset[Place]
    is_mine: bool = True
    is_newest: bool = True

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what is lost, in words."""
        return words(self.before, self.after)

    def but_for(self, places: frozenset[Place]) -> Lost:
        """Return what is lost without some places, which are as somebody wished."""
        after = reduce(lambda document, place: with_place(document, place, self.before), places, self.after)
        return self._replace(after=after, places=self.places - places)

    def as_made_last(self, made: Mapping[Place, str]) -> Lost:
        """Return what is lost as far as `after` is the last that anybody made of it.

        `made` tells what some places became by the last hand that is known of (`mark_of`): who has not seen that cannot
        bring it back, and somebody else will.
        """
        known = (place for place in self.places if made.get(place) == mark_of(self.after, place))
        unknown = self.places.difference(made) if self.is_newest else frozenset()
        return self.but_for(self.places.difference(known, unknown))

    def with_earlier(self, lost: Lost) -> Lost:
        """Return what is lost with what had been lost before, of the same file, and is not back yet."""
        return self._replace(
            after=taken_up(lost, self.after),
            since=min(self.since, lost.since),
            places=self.places | lost.places,
            is_mine=self.is_mine and lost.is_mine,
            is_newest=self.is_newest and lost.is_newest,
        )


def given_up(path: Path, before: OpenMap, committed: Document, disk: Document, since: float) -> Lost | None:
    """Return what git took out of a file with a merge that it gave up, None where nothing.

    `before` is the open map that does not know of that yet, `disk` what the file holds now, `since` is when the merge
    began. What I changed since, and is to be saved, is not lost.
    """
    known = before.saved.get(path)
    if known is None:
        return None
    places = frozenset(
        place
        for place in places_of(diff(committed, known.document), known.document)
        if mark_of(disk, place) == mark_of(committed, place)
    )
    places -= pending_places(before, path)
    after = reduce(lambda document, place: with_place(document, place, known.document), places, committed)
    return Lost(path, committed, after, since, disk, places, is_mine=False) if places else None


def pending_places(open_map: OpenMap, path: Path) -> frozenset[Place]:
    """Return what is changed on the screen and not saved yet."""
    known, shown = open_map.saved.get(path), open_map.present[path]
    return frozenset(places_of(diff(known.document, shown), shown)) if known else frozenset()


def taken_up(lost: Lost, present: Document) -> Document:
    """Return a document with what was lost in it again; what was edited there meanwhile stands."""
    return merge(lost.before, present, lost.after).document


def with_place(document: Document, place: Place, source: Document) -> Document:
    """Return a document in which one place is as in another document."""
    key, field = place
    mine, theirs = document.records.get(key), source.records.get(key)
    if theirs is None:
        return document.with_records([], [key])
    if mine is None or not field:
        return document.with_records([theirs])
    fields = place_of(declared(document.kind).kind(key.kind)) if field == PLACE else (field,)
    return document.with_records([mine.with_fields({name: theirs.get(name) for name in fields})])
