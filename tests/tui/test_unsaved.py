"""An edit that cannot be saved: said, kept, tried again, and there again the next time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import pytest

from tests.patience import happens_meanwhile
from tests.tui.stories import MAP, story, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_tui.tui.screens.board import BoardScreen


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """Let nobody write a file, nor another one in its place."""
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        yield
    finally:
        let_write(path)


def let_write(path: Path) -> None:
    path.parent.chmod(0o700)
    path.chmod(0o600)


@pytest.mark.usefixtures("bound")
async def test_a_read_only_map_is_told_and_the_edit_kept(tmp_path: Path) -> None:
    path = written(tmp_path)
    with read_only(path):
        async with story(path) as person:
            await person.press("5")
            await person.until("Not saved yet: outfit.toml could not be written: you may not write there.")
            assert "+2" in person.sees
            let_write(path)
            await person.until("Saved now: what could not be written is in the file")
            assert person.in_the_file("see-a-post").emotion == 2


@pytest.mark.usefixtures("bound")
async def test_an_edit_that_could_not_be_saved_and_was_undone_is_not_told_as_saved(tmp_path: Path) -> None:
    path = written(tmp_path)
    with read_only(path):
        async with story(path) as person:
            await person.press("5")
            await person.until("Not saved yet: ")
            await person.press("u")
            assert await happens_meanwhile(lambda: not person.board.open_map.unsaved, person.pilot.pause)
            assert not any(said.startswith("Saved now") for said in person.board.footer.said)
            assert await happens_meanwhile(lambda: not person.says.startswith("Not saved yet"), person.pilot.pause)
    assert path.read_text() == MAP


@pytest.mark.usefixtures("bound")
async def test_leaving_with_an_edit_that_cannot_be_saved_asks_once_and_goes_on_saying_so(tmp_path: Path) -> None:
    path = written(tmp_path)
    with read_only(path):
        async with story(path) as person:
            board = cast("BoardScreen", person.app.screen)
            warned = "q once more leaves; the edit is put aside for the next time."
            await person.press("5", "q")
            assert await happens_meanwhile(lambda: warned in board.footer.status, person.pilot.pause)
            assert person.app.is_running
            board.footer.say("", "muted")
            assert await happens_meanwhile(lambda: warned in board.footer.status, person.pilot.pause)
            await person.press("q")
            assert await happens_meanwhile(lambda: not person.app.is_running, person.pilot.pause)


@pytest.mark.usefixtures("bound")
async def test_an_edit_that_could_not_be_saved_is_there_again_the_next_time(tmp_path: Path) -> None:
    path = written(tmp_path)
    with read_only(path):
        async with story(path) as person:
            await person.press("5")
            await person.until("Not saved yet: ")
    assert path.read_text() == MAP
    async with story(path) as person:
        await person.until("Not saved the last time, here again: See a post: emotion +1")
        await person.until_saved()
        assert person.in_the_file("see-a-post").emotion == 2
        await person.press("u")
        await person.until_saved()
        assert path.read_text() == MAP
    async with story(path) as person:
        assert "+1" in person.sees
        assert "here again" not in person.sees
