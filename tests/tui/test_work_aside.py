"""Work in a thread: what it found is gone on with in time, or not at all."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from tests.patience import STUCK
from tests.tui.stories import story, written

if TYPE_CHECKING:
    from collections.abc import Callable


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
