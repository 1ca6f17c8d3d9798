"""A small vocabulary of user words for stories about the board: what a person presses, and what they then see."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

from textual.events import Paste

from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.storage.lens import read
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.screens.board import BoardScreen
from tests.patience import happens_meanwhile
from tests.sample_maps import OUTFIT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from cjm_tui.model.document import Document
    from cjm_tui.model.record import Record

MAP = OUTFIT


class Story:
    """What a person does on the board, and what there is to see."""

    def __init__(self, app: CjmApp, pilot: Pilot[None], path: Path) -> None:
        self.app, self.pilot, self.path = app, pilot, path

    @property
    def board(self) -> BoardScreen:
        return cast("BoardScreen", self.app.screen_stack[0])

    @property
    def card(self) -> str:
        """The name of the card under the cursor, empty on the head of a stage."""
        touchpoint = self.board.journey.touchpoint(self.board.place)
        return touchpoint.name if touchpoint else ""

    @property
    def stage(self) -> str:
        return self.board.place.stage

    @property
    def says(self) -> str:
        """What the status line says."""
        return self.board.footer.status

    @property
    def sees(self) -> str:
        """Everything on the screen."""
        screen = self.board
        return "\n".join(part.words for part in (screen.header, screen.board, screen.panel, screen.footer))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def paste(self, text: str) -> None:
        assert self.app.focused is not None
        self.app.focused.post_message(Paste(text))
        await self.pilot.pause()

    async def until_saved(self) -> Document:
        """Wait until every edit is on the disk, and return what stands there."""
        await self.pilot.pause()
        assert await happens_meanwhile(lambda: not self.board.open_map.unsaved, self.pilot.pause)
        return self.on_disk()

    async def until(self, words: str) -> None:
        """Wait until something can be read on the screen."""
        if not await happens_meanwhile(lambda: words in self.sees, self.pilot.pause):
            raise AssertionError(f"{words!r} is not on the screen:\n{self.sees}")

    def on_disk(self) -> Document:
        document = read(self.path.read_text()).document
        assert document is not None
        return document

    def in_the_file(self, touchpoint: str) -> Record:
        record = self.on_disk().get("touchpoint", touchpoint)
        assert record is not None
        return record


def written(folder: Path, text: str = MAP) -> Path:
    """Write a map into a workspace and return its path."""
    (folder / "maps").mkdir(parents=True, exist_ok=True)
    path = folder / "maps" / "outfit.toml"
    path.write_text(text)
    return path


@asynccontextmanager
async def story(path: Path, size: tuple[int, int] = (80, 24), **environment: str) -> AsyncIterator[Story]:
    """Open a map's board on a terminal of true colours."""
    usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    before = {name: os.environ.get(name) for name in (*usual, *environment)}
    os.environ.update(usual | environment)
    try:
        app = CjmApp(BoardScreen(open_map_at(path)))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Story(app, pilot, path)
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
