"""What I saved, saw and meant within the last seconds, and what of that is gone when something arrives.

Everything here is a value, with no clock and no file.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.model.merge import merge
from cjm_tui.services.editing.authorship import Place, mark_of
from cjm_tui.services.editing.overwritten import Landed, Lost, pending_places, with_place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.open_map import OpenMap
    from cjm_tui.services.editing.saving import Flushed

RECENT = 3.0
"""Seconds for which a save is remembered: two in which it may be written over, one until somebody looks."""


class Shown(NamedTuple):
    """What was shown of a file, and until when: then something else arrived from the disk."""

    path: Path
    document: Document
    until: float


class Landings(NamedTuple):
    """What I saved of late, oldest first, and what was brought back: that is not brought back again.

    `shown` is what stood on the screen before what arrived of late, oldest first. `meant` tells since when and as what
    (`mark_of`) a place that was so already was meant to be.
    """

    recent: tuple[Landed, ...] = ()
    brought_back: tuple[Landed, ...] = ()
    shown: tuple[Shown, ...] = ()
    meant: Mapping[tuple[Path, Place], tuple[float, str]] = MappingProxyType({})

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
        return self._replace(recent=tuple(recent), brought_back=tuple(again))

    def lost(self, before: OpenMap, path: Path, disk: Document, now: float) -> Lost | None:
        """Return what of my edits is gone where `disk` is what the file holds now, None where nothing is.

        `before` is the open map that does not know of that yet. What I changed since, and is to be saved, is not lost.
        """
        pending = pending_places(before, path)
        mine = [landed for landed in self.recent if landed.path == path and now - landed.when <= RECENT]
        # Whoever wrote may have seen the first of my saves, and not the last ones.
        for start, first in enumerate(mine):
            after = first.before
            for landed in mine[start:]:
                after = merge(landed.before, landed.after, after).document  # of two the newer stands
            places = frozenset(place for landed in mine[start:] for place in landed.places) - pending
            if places and all(mark_of(disk, place) == mark_of(first.before, place) for place in places):
                return Lost(path, first.before, after, first.when, disk, places | pending).but_for(pending)
        return None

    def with_brought_back(self, lost: Lost, before: Document, after: Document, now: float) -> Landings:
        """Know that something lost was taken up, by an edit from `before` to `after`: it is about to be saved again."""
        recent = tuple(landed for landed in self.recent if landed.path != lost.path or landed.when < lost.since)
        return self._replace(recent=recent, brought_back=(*self.brought_back, Landed(lost.path, before, after, now)))

    def with_arrival(self, path: Path, shown: Document, now: float) -> Landings:
        """Remember what was shown until something arrived."""
        recent = (one for one in self.shown if now - one.until <= RECENT)
        return self._replace(shown=(*recent, Shown(path, shown, now)))

    def with_wish(self, path: Path, place: Place, document: Document, now: float) -> Landings:
        """Know that I want a place to be what it is in a document, and that what I made of it earlier is past.

        Whatever else the place was on the screen until a moment ago it may become again, and that would be what writes
        over my wish.
        """
        mark = mark_of(document, place)
        recent = [
            landed.but_for(place) if landed.path == path and mark_of(landed.after, place) != mark else landed
            for landed in self.recent
        ]
        recent = [landed for landed in recent if landed.places]
        shown = [one.document for one in self.shown if one.path == path and now - one.until <= RECENT]
        earlier = {mark_of(one, place): one for one in shown if place[0] in one.records}
        recent += [
            Landed(path, with_place(document, place, one), document, now)
            for other, one in earlier.items()
            if other != mark
        ]
        return self._replace(recent=tuple(recent), meant={**self.meant, (path, place): (now, mark)})

    def meant_otherwise(self, lost: Lost) -> frozenset[Place]:
        """Return which places of what is lost were meant to be something else since."""
        meant = ((place, self.meant.get((lost.path, place), (-math.inf, ""))) for place in lost.places)
        return frozenset(
            place for place, (when, mark) in meant if when >= lost.since and mark != mark_of(lost.after, place)
        )


def _are_alike(one: Landed, other: Landed) -> bool:
    """Tell whether two saves of a file made the same of any place."""
    shared = one.places & other.places if one.path == other.path else ()
    return any(mark_of(one.after, place) == mark_of(other.after, place) for place in shared)
