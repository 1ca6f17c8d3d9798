"""A small vocabulary of user words for stories about personas and evidence: what a person presses and then sees."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from cjm_tui.tui.launching import app_on
from tests.tui.resting import at_rest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from cjm_tui.tui.app import CjmApp
    from cjm_tui.tui.screens.filing import FilingScreen

SIZES = ((80, 24), (120, 36))


class Story:
    """What a person does and sees."""

    def __init__(self, app: CjmApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def presses(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.rests()

    async def types(self, text: str) -> None:
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))
        await self.rests()

    async def rests(self) -> None:
        await at_rest(self.pilot)

    async def waits(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.rests()

    async def reads(self, words: str) -> None:
        """Wait until something can be read on the screen."""
        for _ in range(100):
            if words in self.sees():
                return
            await self.waits(0.05)
        raise AssertionError(f"{words!r} is not on the screen:\n{self.sees()}")

    async def goes_to(self, id_: str) -> None:
        screen = cast("FilingScreen", self.app.screen)
        screen.rows.go([entry.id for entry in screen.shelf.entries].index(id_))
        await self.rests()

    def sees(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def room(self) -> str:
        return type(self.app.screen).__name__

    @property
    def status(self) -> str:
        return cast("FilingScreen", self.app.screen).footer.status

    def takes_a_picture(self, name: str) -> None:
        folder = os.environ.get("STORY_PICTURES")
        if folder:
            Path(folder, f"{name}.svg").write_text(self.app.export_screenshot())


@asynccontextmanager
async def begun(maps: Path, *keys: str, start: str = "", size: tuple[int, int] = SIZES[0]) -> AsyncIterator[Story]:
    app = app_on(maps, maps / f"{start}.toml" if start else None)
    async with app.run_test(size=size) as pilot:
        story = Story(app, pilot)
        await story.rests()
        await story.presses(*keys)
        yield story
