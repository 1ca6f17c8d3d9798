"""What the board tells of where things come from: who touched a card last, the code behind it, what became suspect.

Read from git in a thread, after the map is drawn, after each commit and when a look is taken back; a key never waits
for it. In between a card that is touched is due no more: whoever touches it looks at it.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import CjmError, UsageError
from cjm_tui.model.record import RecordKey
from cjm_tui.tui.commands import keyed
from cjm_tui.tui.deeds import key_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_tui.history.watched import CodeCommit
    from cjm_tui.model.document import Document
    from cjm_tui.model.values import Value
    from cjm_tui.render.journey import Place
    from cjm_tui.services.editing.open_map import OpenMap
    from cjm_tui.services.past.origins import Origins
    from cjm_tui.services.watched.due import Due
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.widgets.side_panel import SidePanel
    from cjm_tui.tui.widgets.view_board import ViewBoard

Notes = tuple[tuple[str, str], ...]


class Traced(NamedTuple):
    """What git told of a map as it was then: who wrote what, which cards were due, and when they were looked at.

    `looks` holds `looked` of every card that watches code, by its id; `stale_after` are the days after which a card
    that nobody touched is stale.
    """

    document: Document
    origins: Origins
    due: Due
    looks: Mapping[str, Value | None]
    stale_after: int


class Tracing:
    """Knows who touched what, and which cards are due."""

    def __init__(self, desk: Desk, board: ViewBoard, panel: SidePanel) -> None:
        self._desk, self._board, self._panel = desk, board, panel
        self.origins: Origins | None = None
        self.due: Due = MappingProxyType({})
        self._traced: Traced | None = None
        self._looks: Mapping[str, Value | None] = MappingProxyType({})
        panel.notes_of = self.notes_at

    def begin(self) -> None:
        """Ask git who wrote what, once it is known that there is a history."""
        self._desk.aside(partial(_traced, self._desk.open_map), self._know, group="tracing")

    def follow(self) -> None:
        """Let go of the cards that were touched, and ask git anew where a look was taken back; before it is drawn."""
        traced, records = self._traced, self._desk.document.records
        if traced is None:
            return
        from cjm_tui.services.watched.looks import was_touched

        now = {id_: records.get(RecordKey("touchpoint", id_)) for id_ in traced.looks}
        looks = {id_: card.get("looked") if card else None for id_, card in now.items()}
        self.due = {
            id_: commits
            for id_, commits in traced.due.items()
            if (card := now.get(id_)) is not None and not was_touched(traced.document.records.get(card.key), card)
        }
        self._board.mark_due(frozenset(self.due))
        if looks != self._looks:
            self._looks = looks
            self.begin()

    def _know(self, traced: Traced | None) -> None:
        if traced is None:
            return
        self._traced, self.origins = traced, traced.origins
        self._looks = dict(traced.looks)
        self.follow()
        self._panel.tell(self._desk.journey, self._desk.place, self._desk.names)
        self._desk.aside(_ready_for_revisions, lambda _: None)

    def notes_at(self, place: Place) -> Notes:
        """Return who touched the record at a place last, and that its code changed since, each with its colour."""
        kind, id_ = ("touchpoint", place.touchpoint) if place.touchpoint else ("stage", place.stage)
        key = RecordKey(kind, id_)
        if self.origins is None or key not in self._desk.document.records:
            return ()
        # Loads what talks to git, and the first frame must not wait for that.
        from cjm_tui.services.past.origins import who_and_when

        touch = self.origins.records.get(key)
        now = datetime.now().astimezone()
        last = who_and_when(touch, now) if touch else ""
        committed = self._desk.recorded.committed.get(self._desk.open_map.path) if self._desk.recorded else None
        is_pending = committed is None or not _same(committed, self._desk.document, key)
        notes = [(f"changed, not committed · {last}" if last else "new, not committed", "accent")] if is_pending else []
        notes += [(last, "faint")] if last and not is_pending else []
        limit = self._stale_limit(key, now) if not is_pending else 0
        if limit:
            told = f"stale: nobody touched it for over {limit} days · {{confirm-links}} if it still holds"
            notes.append((keyed(told), "accent"))
        commits = self.due.get(place.touchpoint, ())
        if commits:
            many = f"{len(commits)} commit{'s' * (len(commits) != 1)}"
            keys = f"{{show-code}} shows {'it' if len(commits) == 1 else 'them'}, {{confirm-links}} if it still holds"
            notes.append((keyed(f"due: {many} of its code since · {keys}"), "accent"))
        return tuple(notes)

    def is_stale(self, touchpoint: str) -> bool:
        """Tell whether nobody touched a card for longer than the team wants, as far as that is known by now."""
        return bool(self._stale_limit(RecordKey("touchpoint", touchpoint), datetime.now().astimezone()))

    def _stale_limit(self, key: RecordKey, now: datetime) -> int:
        """Return the days after which a card is stale, where it is; 0 for one that is not."""
        if self._traced is None or self.origins is None:
            return 0
        from cjm_tui.services.past.staleness import stale_days
        from cjm_tui.services.watched.looks import was_touched

        card = self._desk.document.records.get(key)
        if card is None or was_touched(self._traced.document.records.get(key), card):
            return 0
        limit = self._traced.stale_after
        return limit if stale_days(self.origins, key, limit, now) is not None else 0

    def do_show_code(self) -> None:
        """Show the commits of the code that the card watches, those since it was touched first."""
        from cjm_tui.services.watched.blind import why_nothing
        from cjm_tui.services.watched.touched import commits_behind

        key = key_at(self._desk.place)
        card, path = self._desk.document.records[key], self._desk.open_map.path
        if not card.texts("watch"):
            raise UsageError(
                "No code behind it", f"{card.name} watches no files", "Name them in its form, under watch."
            )

        def look() -> tuple[tuple[CodeCommit, ...], str]:
            commits = commits_behind(path, card)
            return commits, "" if commits else why_nothing(path, card)

        self._desk.bring(look, lambda found: self._show_code(card.name, card.id, *found))

    def _show_code(self, name: str, id_: str, commits: tuple[CodeCommit, ...], why: str) -> None:
        from cjm_tui.tui.dialogs.pick_list import PickOne, Row

        if not commits:
            self._desk.say(why or "No commit changed the files this card watches")
            return
        new = {commit.commit for commit in self.due.get(id_, ())}
        rows = [
            Row(
                commit.commit,
                f"{'↻ ' if commit.commit in new else ''}{commit.told}",
                f"{commit.short} {commit.author}",
            )
            for commit in commits
        ]

        def tell(chosen: str | None) -> None:
            commit = next((one for one in commits if one.commit == chosen), None)
            if commit is not None:
                self._desk.say(f"{commit.short} {commit.when:%Y-%m-%d} {commit.author}: {commit.told}", "text")

        keys = keyed("type to filter   enter take   esc back, then {confirm-links} if it still holds") if new else ""
        self._desk.ask(PickOne(f"the code behind {name}", rows, keys=keys), tell)


def _same(committed: Document, present: Document, key: RecordKey) -> bool:
    return committed.records.get(key) == present.records.get(key)


def _traced(open_map: OpenMap) -> Traced | None:
    from cjm_tui.services.past.origins import origins_of
    from cjm_tui.services.past.staleness import stale_after
    from cjm_tui.services.watched.due import due_cards, watching_cards

    path, document = open_map.path, open_map.document
    try:
        on_disk = open_map.saved.get(path)
        origins = origins_of(path, document, on_disk.reading if on_disk else None)
        looks = {card.id: card.get("looked") for card in watching_cards(document)}
        return Traced(document, origins, due_cards(path, document, origins), looks, stale_after(path))
    except CjmError:
        return None


def _ready_for_revisions() -> None:
    import cjm_tui.tui.screens.revisions  # noqa: F401  # so that `r` need not load it
