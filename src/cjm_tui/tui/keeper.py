"""Two threads beside the screen: one saves every edit at once, one notices what others write.

They do the reading and writing and post what came of it; neither touches a widget. An open map is a value, so a thread
works on the one it was handed, however long the disk takes.
"""

from __future__ import annotations

import threading
from time import thread_time
from typing import TYPE_CHECKING

from textual.message import Message

from cjm_tui.errors import SaveError
from cjm_tui.services.editing.open_map import OpenMap
from cjm_tui.services.editing.saving import Flushed, flush
from cjm_tui.services.editing.watching import Mark, Seen, look
from cjm_tui.tui.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cjm_tui.services.editing.arrival import Arrival
    from cjm_tui.services.editing.together import Company
    from cjm_tui.storage.unsaved import Unsaved
    from cjm_tui.tui.dialogs.kept_line import Offered


class Saved(Message):
    """A flush reached the disk."""

    def __init__(self, flushed: Flushed) -> None:
        super().__init__()
        self.flushed = flushed


class NotSaved(Message):
    """A flush failed; the edit stands on the screen, and the file as it was."""

    def __init__(self, error: SaveError) -> None:
        super().__init__()
        self.error = error


class Noticed(Message):
    """The files on the disk say something else than they did; `beside` is the map that they were compared with.

    `arrival` is what taking them in comes to, as long as that map is the one shown.
    """

    def __init__(self, seen: Seen, beside: OpenMap, arrival: Arrival | None = None) -> None:
        super().__init__()
        self.seen = seen
        self.beside = beside
        self.arrival = arrival


class LeftBehind(Message):
    """Edits were found that could not be saved the last time."""

    def __init__(self, unsaved: Unsaved) -> None:
        super().__init__()
        self.unsaved = unsaved


class HalfTyped(Message):
    """Forms and lines were left the last time with something half typed in them."""

    def __init__(self, offered: tuple[Offered, ...]) -> None:
        super().__init__()
        self.offered = offered


class Keeper:
    """Saves and watches one open map; `post` takes messages from any thread, `company` tells who else is there.

    `has_put_aside` tells that edits of the map are kept outside of its file until they are in it.
    """

    def __init__(self, post: Callable[[Message], object], company: Callable[[], Company | None]) -> None:
        self._post, self._company = post, company
        self._wanted: OpenMap | None = None
        self._shown: OpenMap | None = None
        self._changed = threading.Condition()
        self._over = threading.Event()
        self._looks_again = False
        self._is_saving = self._is_noticed = False
        self._pace = Pace()
        self.has_put_aside = False

    def start(self, open_map: OpenMap) -> None:
        """Begin to watch, and to save what `keep` hands over."""
        self._shown = open_map
        for work in (self._save_all, self._watch):
            threading.Thread(target=work, name=f"cjm-{work.__name__}", daemon=True).start()

    def show(self, open_map: OpenMap) -> None:
        """Watch this state of the map from now on."""
        self._shown = open_map

    def look_again(self) -> None:
        """Look at the files once more, whether they changed since or not."""
        self._looks_again = True

    def noticed(self, seconds: float) -> None:
        """Watch on: what was noticed has been taken in, in so many seconds of work."""
        self._pace.took_in(seconds)
        self._is_noticed = False

    def saved(self) -> None:
        """Watch on: what came of a save has been taken in."""
        self._is_saving = False

    def keep(self, open_map: OpenMap) -> None:
        """Save this state of the map as soon as the disk is free."""
        with self._changed:
            self._wanted = open_map
            self._is_saving = True
            self._changed.notify()

    def stop(self) -> None:
        """Let both threads end; what was handed over is saved by `flush`, not here."""
        self._over.set()
        with self._changed:
            self._changed.notify()

    def put_aside(self, open_map: OpenMap) -> None:
        """Keep outside of its file what cannot be saved into it."""
        from cjm_tui.services.editing.unsaved import put_aside

        self.has_put_aside = True
        put_aside(open_map)

    def is_saved(self, open_map: OpenMap) -> None:
        """Drop what was put aside: it is in the file now."""
        if self.has_put_aside:
            from cjm_tui.services.editing.unsaved import forget

            self.has_put_aside = False
            forget(open_map.path)

    def look_behind(self, open_map: OpenMap) -> None:
        """Look, in a thread, for edits that could not be saved the last time, and for what was half typed then."""
        from cjm_tui.services.editing.unsaved import left_behind
        from cjm_tui.storage.drafts import drafted_records
        from cjm_tui.storage.lent_texts import take_up_lent
        from cjm_tui.storage.manuscripts import waiting_manuscript
        from cjm_tui.tui.dialogs.kept_line import Offered, offered_in

        # What this app has put aside itself by now is no news.
        unsaved = None if self.has_put_aside else left_behind(open_map.path)
        if unsaved is not None:
            self._post(LeftBehind(unsaved))
        take_up_lent(open_map.path)
        found = (offered_in(open_map.document, draft) for draft in drafted_records(open_map.path))
        offered = tuple(one for one in found if one is not None)
        if waiting_manuscript(open_map.path) is not None:
            offered = (*offered, Offered("the file in your editor", "edit-file"))
        if offered and unsaved is None:
            self._post(HalfTyped(offered))

    def _save_all(self) -> None:
        while not self._over.is_set():
            with self._changed:
                while self._wanted is None and not self._over.is_set():
                    self._changed.wait()
                wanted, self._wanted = self._wanted, None
            if wanted is not None:
                self._save(wanted)

    def _save(self, wanted: OpenMap) -> None:
        try:
            flushed = flush(wanted)
        except SaveError as error:
            self.put_aside(wanted)
            self._post(NotSaved(error))
        else:
            self.is_saved(wanted)
            self._post(Saved(flushed))

    def _watch(self) -> None:
        marks: Mapping[Path, Mark | None] = {}
        while not self._over.wait(self._pace.pause):
            shown = self._shown
            # What is seen beside a map that will be another in a moment would be seen for nothing.
            if shown is None or self._is_saving or self._is_noticed:
                continue
            if self._looks_again:
                self._looks_again, marks = False, {}
            begun = thread_time()
            seen = look(shown, marks)
            if seen.changed:
                self._notice(seen, shown, begun)
            marks = seen.marks

    def _notice(self, seen: Seen, shown: OpenMap, begun: float) -> None:
        """Post what was seen, with all that can be made ready of it here."""
        from cjm_tui.services.editing.arrival import arrival_in

        arrival = arrival_in(shown, seen, self._company())
        self._pace.saw(thread_time() - begun)
        self._is_noticed = True
        self._post(Noticed(seen, shown, arrival))
