"""Work in a thread: what it found is gone on with in time, or not at all."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, cast

from cjm_tui.errors import GitError
from cjm_tui.storage.lens import read
from cjm_tui.tui.dialogs.plain_text import OneLine
from cjm_tui.tui.dialogs.quick_text import QuickText
from cjm_tui.tui.screens.board import BoardScreen
from tests.patience import STUCK, happens_meanwhile
from tests.sample_maps import OUTFIT
from tests.tui.stories import Story, story, written

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.screen import Screen


def held_up(go: Event, ended: Event) -> Callable[[], str]:
    """Return work that waits for `go` and tells by `ended` that it is done."""

    def work() -> str:
        go.wait(STUCK)
        ended.set()
        return "late"

    return work


async def test_of_a_group_only_what_was_asked_for_last_goes_on(tmp_path: Path) -> None:
    go, ended = Event(), Event()
    found: list[str] = []
    async with story(written(tmp_path)) as person:
        person.board.aside(held_up(go, ended), found.append, group="one")
        await person.pilot.pause()
        person.board.aside(lambda: "in time", found.append, group="one")
        await person.pilot.pause()
        go.set()
        while not ended.is_set() or not found:
            await person.pilot.pause(0.01)
        await person.pilot.pause()
    assert found == ["in time"]


async def test_what_is_found_once_its_screen_is_gone_opens_nothing(tmp_path: Path) -> None:
    go, ended = Event(), Event()
    found: list[str] = []
    path = written(tmp_path)
    async with story(path) as person:
        person.app.open_board(path)
        await person.pilot.pause()
        over = person.app.screen
        assert over is not person.board
        over.aside(held_up(go, ended), found.append)  # type: ignore[attr-defined]
        await person.press("q")
        assert person.app.screen is person.board
        go.set()
        while not ended.is_set():
            await person.pilot.pause(0.01)
        await person.pilot.pause()
    assert found == []


async def test_what_is_typed_while_a_screen_is_on_its_way_is_typed_there(tmp_path: Path) -> None:
    async with brought(tmp_path) as (person, go):
        await person.type("abc")
        assert person.app.screen is person.board
        go.set()
        await person.until_room(Asked)
        await person.type("d")
        assert cast("Asked", person.app.screen).query_one(OneLine).text == "abcd"
        assert person.on_disk() == person.board.document == read(OUTFIT).document


async def test_what_was_typed_for_a_screen_that_does_not_come_edits_nothing(tmp_path: Path) -> None:
    async with brought(tmp_path, fails=True) as (person, go):
        await person.press("5", "d", "d", "enter")
        go.set()
        await person.until("Not now: git is away")
        await person.press("l")
        assert person.room is BoardScreen
        assert person.board.document == read(OUTFIT).document
        assert person.stage == "purchase"


async def test_esc_waits_no_longer_for_a_screen_and_nothing_comes_later(tmp_path: Path) -> None:
    async with brought(tmp_path) as (person, go):
        await person.until("One moment … · esc leaves it")
        await person.press("5", "escape")
        assert "Left; nothing was changed" in person.says
        await person.press("l", "4")
        go.set()
        while person.board.workers:
            await person.pilot.pause(0.01)
        await person.pilot.pause()
        assert person.room is BoardScreen
        assert (person.stage, person.says.split(" · ")[0]) == ("purchase", "Fill the basket: emotion 0 → +1")


async def test_a_screen_does_not_come_over_another_one_that_was_opened_meanwhile(tmp_path: Path) -> None:
    async with brought(tmp_path) as (person, go):
        person.board.run("open-card")
        await person.pilot.pause()
        go.set()
        while person.board.workers:
            await person.pilot.pause(0.01)
        await person.pilot.pause()
        assert person.room is not Asked


async def test_what_changes_this_very_screen_is_waited_for_and_the_keys_are_for_it(tmp_path: Path) -> None:
    go, ended = Event(), Event()
    found: list[str] = []
    async with story(written(tmp_path)) as person:
        person.board.bring(held_up(go, ended), lambda _: found.append(person.stage), stays=True)
        await person.press("l")
        assert person.stage == "awareness"
        go.set()
        while person.stage != "purchase":
            await person.pilot.pause(0.01)
    assert found == ["awareness"]


class Asked(QuickText):
    """A dialog that a thread brings."""


class Waits(Story):
    """A person who waits for a dialog."""

    @property
    def room(self) -> type[Screen[Any]]:
        return type(self.app.screen)

    async def until_room(self, room: type[Screen[Any]]) -> None:
        assert await happens_meanwhile(lambda: self.room is room, self.pilot.pause)


@asynccontextmanager
async def brought(folder: Path, *, fails: bool = False) -> AsyncIterator[tuple[Waits, Event]]:
    """Open a board that a dialog is on its way to; it comes, or fails, when the event is set."""
    go = Event()

    def work() -> str:
        go.wait(STUCK)
        if fails:
            raise GitError("Not now", "git is away")
        return "asked"

    path = written(folder)
    async with story(path) as person:
        person.board.bring(work, lambda title: person.board.ask(Asked(title)))
        yield Waits(person.app, person.pilot, path), go
