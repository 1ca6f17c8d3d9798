"""The board's bringing back: an edit that was written over right after it was saved is taken up again, and told.

A colleague's cjm that sets something back is no such case: the journal of hands knows of it, and is asked a moment
later, when they have had time to write it down. A merge that git gives up has put back by then what it took away.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.open_map import OpenMap
    from cjm_tui.services.editing.overwritten import Landings, Lost
    from cjm_tui.services.editing.saving import Flushed
    from cjm_tui.services.editing.together import Company
    from cjm_tui.tui.board.arriving import Arriving
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.board.sharing import Sharing

_MOMENT = 0.5
_EARLIER = 1.0
"""Seconds by which what a colleague wrote down may be older than a save was known here that they answered."""


class BringingBack:
    """Remembers what was saved of late, and takes it up where it is gone; `clock` tells seconds since 1970."""

    def __init__(
        self,
        desk: Desk,
        arriving: Arriving,
        sharing: Sharing,
        clock: Callable[[], float] = time.time,
        rest: Callable[[float], None] = time.sleep,
    ) -> None:
        self._desk, self._arriving, self._sharing = desk, arriving, sharing
        self._clock, self._rest = clock, rest
        self._landings: Landings | None = None
        self._asked: list[Lost] = []

    def saved(self, before: OpenMap, flushed: Flushed) -> None:
        """Take note of a save which the open map does not know of yet, and of what it found gone on the disk."""
        from cjm_tui.services.editing.overwritten import Landings

        for path, landing in flushed.landings.items():
            if landing.is_merged and landing.reading.document is not None:
                self.arrived(before, path, landing.reading.document)
        self._landings = (self._landings or Landings()).with_saved(before, flushed, self._clock())

    def arrived(self, before: OpenMap, path: Path, disk: Document) -> None:
        """Look whether what arrived has an edit of mine taken out of it, and take that up in a moment."""
        company = self._sharing.company
        if self._landings is None or company is None or self._arriving.is_gathering:
            return
        lost = self._landings.lost(before, path, disk, self._clock())
        if lost is not None:
            # What is found anew has the newer edits of the same in it.
            self._asked = [one for one in self._asked if one.path != path or not one.places & lost.places]
            self._asked.append(lost)
            self._desk.aside(partial(self._is_lost, company, lost), partial(self._take_up, lost))

    def _is_lost(self, company: Company, lost: Lost) -> bool:
        self._rest(_MOMENT)
        return not company.has_undone(lost.disk, lost.places, lost.since - _EARLIER)

    def _take_up(self, lost: Lost, is_lost: bool) -> None:
        from cjm_tui.services.editing.open_map import edited
        from cjm_tui.services.editing.overwritten import taken_up

        is_newest = any(one is lost for one in self._asked)
        self._asked = [one for one in self._asked if one is not lost]
        before = self._desk.open_map
        is_there = lost.path in before.saved and not self._arriving.is_gathering
        if self._landings is None or not (is_lost and is_newest and is_there):
            return
        present = before.present[lost.path]
        after = edited(before, {lost.path: taken_up(lost, present)})
        if after is not before:
            again = after.present[lost.path]
            self._landings = self._landings.with_brought_back(lost, present, again, self._clock())
            self._desk.put(after)
            edits, undo = "; ".join(after.past[-1].sentences), key_of("undo")
            said = "Written over by git or an editor a moment ago, and back"
            self._desk.say(f"{said}: {edits} · {undo} takes it out", "accent")
