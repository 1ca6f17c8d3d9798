"""The board's bringing back: an edit that was written over right after it was saved is taken up again, and told.

So is, of anybody's edits, what a merge that git gave up has left out of the file.

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
    from cjm_tui.services.editing.authorship import Place
    from cjm_tui.services.editing.landings import Landings
    from cjm_tui.services.editing.open_map import OpenMap, Step
    from cjm_tui.services.editing.overwritten import Lost
    from cjm_tui.services.editing.saving import Flushed
    from cjm_tui.services.editing.together import Company
    from cjm_tui.tui.board.arriving import Arriving
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.board.sharing import Sharing

_MOMENT = 0.5
_MOMENTS = 20
"""Moments for which it is waited that git puts back what it put aside; a rebase that stops in between takes longer."""

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
        self._written: dict[Path, float] = {}
        self._back: tuple[str, ...] = ()

    def meant(self, place: Place) -> None:
        """Know that a place of the map is to be what it is already: nothing else is brought back there."""
        path, document = self._desk.open_map.path, self._desk.document
        self._sharing.meant(document, place)
        self._landings = self._remembered().with_wish(path, place, document, self._clock())

    def saved(self, before: OpenMap, flushed: Flushed) -> None:
        """Take note of a save which the open map does not know of yet, and of what it found gone on the disk."""
        for path, landing in flushed.landings.items():
            if landing.is_merged and landing.reading.document is not None:
                self.arrived(before, path, landing.reading.document)
        self._landings = self._remembered().with_saved(before, flushed, self._clock())

    def arrived(self, before: OpenMap, path: Path, disk: Document, written: float = 0.0) -> None:
        """Look whether what arrived has edits taken out of it, and take those up in a moment.

        `written` is when the file was written, in seconds since 1970; zero where that is not known.
        """
        known_since, self._written[path] = self._written.get(path, 0.0), written or self._written.get(path, 0.0)
        company = self._sharing.company
        if company is None or self._arriving.is_gathering:
            return
        lost = self._given_up(before, path, disk, known_since)
        if lost is None and self._landings is not None:
            lost = self._landings.lost(before, path, disk, self._clock())
        self._landings = self._remembered().with_arrival(path, before.present[path], self._clock())
        if lost is None:
            return
        for asked in [one for one in self._asked if one.path == path and one.places & lost.places]:
            lost = lost.with_earlier(asked.but_for(self._landings.meant_otherwise(asked)))
            self._asked.remove(asked)
        self._asked.append(lost)
        work, then = (self._still_lost, self._take_up) if lost.is_mine else (self._put_back, self._is_back)
        self._desk.aside(partial(work, company, lost), partial(then, lost))

    def _remembered(self) -> Landings:
        from cjm_tui.services.editing.landings import Landings

        return self._landings or Landings()

    def _given_up(self, before: OpenMap, path: Path, disk: Document, known_since: float) -> Lost | None:
        """Return what git took out with a merge that it gave up: mine and everybody's."""
        from cjm_tui.storage.git_at_work import given_up_merge

        committed = self._desk.recorded.committed.get(path) if self._desk.recorded else None
        merge = given_up_merge(path) if committed else None
        if committed is None or merge is None:
            return None
        from cjm_tui.services.editing.overwritten import given_up

        lost = given_up(path, before, committed, disk, merge.begun)
        return lost._replace(is_newest=known_since > merge.last_moved) if lost else None

    def _put_back(self, company: Company, lost: Lost) -> tuple[str, ...]:
        """Wait a moment, and put back what anybody had edited, as far as it is known here; in a thread."""
        from cjm_tui.services.editing.putting_back import put_back

        if not self._is_for_us(lost.path):
            return ()

        def still_lost() -> Lost:
            wished = company.wished(lost.disk, lost.places, lost.since - _EARLIER)
            return lost.but_for(wished).as_made_last(company.last_made(lost.places))

        return put_back(still_lost)

    def _is_back(self, asked: Lost, edits: tuple[str, ...]) -> None:
        """Say what was put back. It is no edit of mine: it arrives as everybody's do, and undo knows nothing of it."""
        self._asked = [one for one in self._asked if one is not asked]
        if edits:
            self._back = edits
            self._desk.say(_put_back(edits), "accent")

    def said_of(self, step: Step) -> str:
        """Return what is to be said of something that arrives, empty where that is for others to say."""
        asked = (one for one in self._asked if not one.is_mine)
        back, self._back = {*self._back, *(sentence for one in asked for sentence in one.sentences)}, ()
        edits = tuple(sentence for sentence in step.sentences if sentence in back)
        others = (sentence for sentence in step.sentences if sentence not in back)
        return " · ".join((_put_back(edits), *others)) if edits else ""

    def _still_lost(self, company: Company, lost: Lost) -> bool:
        """Wait a moment, and tell whether what is lost is nobody's wish; in a thread."""
        return self._is_for_us(lost.path) and not company.wished(lost.disk, lost.places, lost.since - _EARLIER)

    def _is_for_us(self, path: Path) -> bool:
        """Wait a moment, and for what git puts back itself; tell whether it has nothing more of that."""
        from cjm_tui.storage.git_at_work import is_put_aside

        for _ in range(_MOMENTS):
            self._rest(_MOMENT)
            if not is_put_aside(path):
                return True
        return False

    def _take_up(self, lost: Lost, is_lost: bool) -> None:
        from cjm_tui.services.editing.open_map import edited
        from cjm_tui.services.editing.overwritten import taken_up

        is_newest = any(one is lost for one in self._asked)
        self._asked = [one for one in self._asked if one is not lost]
        before = self._desk.open_map
        is_there = lost.path in before.saved and not self._arriving.is_gathering
        if self._landings is None or not (is_lost and is_newest and is_there):
            return
        lost = lost.but_for(self._landings.meant_otherwise(lost))
        present = before.present[lost.path]
        after = edited(before, {lost.path: taken_up(lost, present)})
        if after is not before:
            again = after.present[lost.path]
            self._landings = self._landings.with_brought_back(lost, present, again, self._clock())
            self._desk.put(after)
            edits, undo = "; ".join(after.past[-1].sentences), key_of("undo")
            said = "Written over by git or an editor a moment ago, and back"
            self._desk.say(f"{said}: {edits} · {undo} takes it out", "accent")


def _put_back(edits: tuple[str, ...]) -> str:
    return f"Taken out of the file by a merge that git gave up, and back: {'; '.join(edits)}"
