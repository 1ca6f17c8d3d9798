"""Edits of mine that were written over right after they were saved, by somebody who had read the file before.

Git finds that a file is clean, and then writes it; a merge that it cannot make it takes back to what the file held when
it began; an editor writes what it had read. A save that lands in between is gone, and looks as if somebody had set
every one of its fields back. That is how it is known: of all that I saved within the last seconds, or since a moment
in them, each field has the value again that it had before. Who sets just that back on purpose, all of it, and so soon
after it was saved, with `git checkout -- FILE`, `git stash`, `git reset --hard` or an editor, finds it there again,
once: that is told, and one undo takes it out.

Everything here is a value, with no clock and no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.model.diff import diff
from cjm_tui.model.merge import merge
from cjm_tui.services.editing.authorship import Place, mark_of, places_of

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.open_map import OpenMap
    from cjm_tui.services.editing.saving import Flushed

RECENT = 3.0
"""Seconds for which a save is remembered: two in which it may be written over, one until somebody looks."""


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


class Lost(NamedTuple):
    """Edits of mine that are gone: from what to what they were, and since when; `disk` is what stands there now."""

    path: Path
    before: Document
    after: Document
    since: float
    disk: Document
    places: frozenset[Place]


class Landings(NamedTuple):
    """What I saved of late, oldest first, and what was brought back: that is not brought back again."""

    recent: tuple[Landed, ...] = ()
    brought_back: tuple[Landed, ...] = ()

    def with_saved(self, before: OpenMap, flushed: Flushed, now: float) -> Landings:
        """Remember a flush; `before` is the open map that does not know of it yet, `now` is in seconds."""
        recent = [landed for landed in self.recent if now - landed.when <= RECENT]
        again = [landed for landed in self.brought_back if now - landed.when <= RECENT]
        for path, landing in flushed.landings.items():
            known = before.saved.get(path)
            if known is None:
                continue
            landed = Landed(path, known.document, landing.submitted, now)
            repeated = [one for one in again if _are_alike(one, landed)]
            again = [one for one in again if one not in repeated]
            if landed.places and not repeated:
                recent.append(landed)
        return Landings(tuple(recent), tuple(again))

    def lost(self, before: OpenMap, path: Path, disk: Document, now: float) -> Lost | None:
        """Return what of my edits is gone where `disk` is what the file holds now, None where nothing is.

        `before` is the open map that does not know of that yet. What I changed since, and is to be saved, is not lost.
        """
        known, shown = before.saved.get(path), before.present[path]
        pending = frozenset(places_of(diff(known.document, shown), shown)) if known else frozenset()
        mine = [landed for landed in self.recent if landed.path == path and now - landed.when <= RECENT]
        # Whoever wrote may have seen the first of my saves, and not the last ones.
        for start, first in enumerate(mine):
            after = first.before
            for landed in mine[start:]:
                after = merge(landed.before, landed.after, after).document  # of two the newer stands
            places = frozenset(place for landed in mine[start:] for place in landed.places) - pending
            if places and all(mark_of(disk, place) == mark_of(first.before, place) for place in places):
                return Lost(path, first.before, after, first.when, disk, places)
        return None

    def with_brought_back(self, lost: Lost, before: Document, after: Document, now: float) -> Landings:
        """Know that something lost was taken up, by an edit from `before` to `after`: it is about to be saved again."""
        recent = tuple(landed for landed in self.recent if landed.path != lost.path or landed.when < lost.since)
        return Landings(recent, (*self.brought_back, Landed(lost.path, before, after, now)))


def taken_up(lost: Lost, present: Document) -> Document:
    """Return a document with what was lost in it again; what was edited there meanwhile stands."""
    return merge(lost.before, present, lost.after).document


def _are_alike(one: Landed, other: Landed) -> bool:
    """Tell whether two saves of a file made the same of any place."""
    shared = one.places & other.places if one.path == other.path else ()
    return any(mark_of(one.after, place) == mark_of(other.after, place) for place in shared)
