"""From wherever one is to the conflicts that are open around: in maps, and in what maps rest on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cjm_tui.services.joining.conflicts import merged_where_left
from cjm_tui.services.joining.disputed import Disputed, disputed_around
from cjm_tui.services.joining.one_sided import OneSided, Side, choose_side, one_sided_files
from cjm_tui.tui.board.file_desk import FileDesk
from cjm_tui.tui.dialogs.pick_list import PickOne, Row
from cjm_tui.tui.screens.settling import SettlingScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.screen import Screen

    from cjm_tui.tui.screens.commanded import Answer, Found


ON_A_BOARD = "{commit} on a board, or cjm commit, commits it"


class Room(Protocol):
    """What one comes from, and comes back to."""

    def bring(self, work: Callable[[], Found], then: Callable[[Found], None]) -> None:
        """Do some work in a thread that the person waits for."""

    def ask(self, screen: Screen[Answer], then: Callable[[Answer | None], None] | None = None) -> None:
        """Show a screen or a dialog, and go on with its answer."""

    def say(self, said: str, tone: str = "muted") -> None:
        """Say a sentence in the status line."""


class Ways(NamedTuple):
    """How to go on from a room.

    `open_map` opens a map on its board, `goes_on` says what comes once all of a file is settled, `come_back` is done on
    the way back.
    """

    open_map: Callable[[Path], None]
    goes_on: str
    come_back: Callable[[], None]


def settle_around(room: Room, start: Path, ways: Ways, none: str = "No conflict is open") -> None:
    """Settle what is open around a file or folder: the only file at once, of several the one that is picked.

    Files that one side removed come last. `none` is what is said where nothing is open; empty says nothing.
    """
    room.bring(lambda: (disputed_around(start), one_sided_files(start)), partial(_pick, room, ways, none))


def ask_side(room: Room, disputed: OneSided, choose: Callable[[Side], None]) -> None:
    """Ask whether a file that one side removed and the other changed is kept, or let go."""
    other: Side = "theirs" if disputed.kept_by == "ours" else "ours"
    rows = [Row(disputed.kept_by, "keep it, as one side changed it"), Row(other, "let it go, as the other did")]

    def chosen(side: str | None) -> None:
        if side is not None:
            choose("ours" if side == "ours" else "theirs")

    room.ask(PickOne(f"one side removed {disputed.name}, the other changed it", rows), chosen)


def _pick(room: Room, ways: Ways, none: str, open_here: tuple[tuple[Disputed, ...], tuple[OneSided, ...]]) -> None:
    found, one_sided = open_here
    if one_sided and not found:
        ask_side(room, one_sided[0], partial(_choose, room, ways, one_sided[0]))
    elif not found:
        if none:
            room.say(none)
    elif len(found) == 1 and not found[0].is_map:
        _open(room, ways, found[0])
    else:
        by_name = {one.name: one for one in found}
        rows = [Row(one.name, one.title, one.how_many) for one in found]

        def go(name: str | None) -> None:
            if name is not None:
                _open(room, ways, by_name[name])

        room.ask(PickOne("conflicts are open in", rows), go)


def _choose(room: Room, ways: Ways, one: OneSided, side: Side) -> None:
    def is_chosen(sentence: str) -> None:
        ways.come_back()
        room.say(sentence, "text")

    room.bring(partial(choose_side, one, side), is_chosen)


def _open(room: Room, ways: Ways, one: Disputed) -> None:
    if one.is_map:
        ways.open_map(one.path)
    else:
        room.bring(partial(_read, one.path, room, ways), partial(_settle, room, ways))


def _read(path: Path, room: Room, ways: Ways) -> FileDesk:
    merged_where_left(path)
    return FileDesk(path, room.say, ways.goes_on)


def _settle(room: Room, ways: Ways, desk: FileDesk) -> None:
    if desk.document.of_kind("conflict"):
        room.ask(SettlingScreen(desk), lambda _: ways.come_back())
    else:
        room.say("Merged field by field; nothing was left to choose", "text")
        ways.come_back()
