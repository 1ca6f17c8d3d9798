"""A small vocabulary of user words for stories about dialogs, over an app that has nothing else."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual.events import Key, Paste
from textual.keys import _character_to_key

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.values import Value
from cjm_tui.tui.dialogs.card_form import CardForm
from cjm_tui.tui.inks import Depth, Inks
from cjm_tui.tui.themes import DARK, palette_named, theme_of
from cjm_tui.tui.type_ahead import TypeAhead
from tests.tui.resting import at_rest

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.screen import Screen

CARD = RecordKey("touchpoint", "pay-by-card")
PALETTE = palette_named(DARK)
NAMES = {
    "channel": {"website": "Website", "app": "App", "store": "Store"},
    "persona": {"fiona": "Fashionable Fiona", "paul": "Practical Paul"},
    "team": {"payments": "Payments", "shop": "Online shop"},
    "evidence": {"checkout-survey": "Checkout survey, February"},
    "map": {"returns": "Return a parcel"},
}


class Harness(TypeAhead):
    """Opens one dialog and remembers what it gave back."""

    def __init__(self, dialog: Screen[Any]) -> None:
        super().__init__(ansi_color=False)
        self.animation_level = "none"
        self.register_theme(theme_of(PALETTE, native=False))
        self.theme = "cjm"
        self.inks = Inks(PALETTE, Depth.FULL)
        self.dialog = dialog
        self.given_back: Any = "nothing yet"

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self._take)

    def _take(self, given: Any) -> None:
        self.given_back = given


class Story:
    """What a person does and sees in one dialog."""

    def __init__(self, app: Harness, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def form(self) -> CardForm:
        return cast("CardForm", self.app.dialog)

    @property
    def given_back(self) -> Any:
        return self.app.given_back

    async def presses(self, *keys: str) -> None:
        """Press keys; they are handed on one after the other, as on a terminal."""
        await self.hits(*keys)

    async def types(self, text: str) -> None:
        """Type a text as fast as a terminal sends it."""
        await self.hits(*text)

    async def hits(self, *keys: str) -> None:
        """Press keys all at once, as they arrive over a slow line."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            is_character = len(key) == 1
            driver.send_message(Key(_character_to_key(key) if is_character else key, key if is_character else None))
        await self.pilot.pause()
        if self.app._handing_on is not None:
            await asyncio.wait([self.app._handing_on])
        await self.app._settled(self.app.focused or self.app.screen)
        await self.pilot.pause()

    async def pastes(self, text: str) -> None:
        focused = self.app.screen.focused
        assert focused is not None
        focused.post_message(Paste(text))
        await self.pilot.pause()

    async def waits_for_git(self) -> None:
        await at_rest(self.pilot)

    async def goes_to(self, field: str) -> None:
        entry = next(entry for entry in self.form.entries() if entry.question.key == field)
        entry.focus()
        await self.pilot.pause()

    def reads(self, field: str) -> str:
        return next(entry.text for entry in self.form.entries() if entry.question.key == field)

    def sees(self) -> str:
        """Return all that stands on the screen."""
        return "\n".join(
            "".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()
        )

    def is_open(self) -> bool:
        return self.app.screen is self.app.dialog

    def takes_a_picture(self, name: str) -> None:
        """Write a picture to look at into the folder `STORY_PICTURES` names, if it names one."""
        folder = os.environ.get("STORY_PICTURES")
        if folder:
            Path(folder, f"{name}.svg").write_text(self.app.export_screenshot())


@asynccontextmanager
async def opened(dialog: Screen[Any], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Story]:
    """Open a dialog in an app of its own."""
    app = Harness(dialog)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield Story(app, pilot)


async def saved(story: Story) -> Any:
    """Save a form; return what it gave back."""
    await story.presses("ctrl+s")
    return story.given_back


def a_map(**fields: Value) -> Document:
    """Return a small map with one full card; `fields` change that card."""
    card: dict[str, Value] = {
        "name": "Pay by card",
        "stage": "purchase",
        "order": 20,
        "channels": ("website",),
        "doing": "Types the card number on a phone",
        "thinking": "Why does it ask again?",
        "feeling": "frustrated",
        "emotion": -2,
        "needs": ("to be done in a minute", "to type nothing twice"),
        "moment": "truth",
        "frequency": 5,
        "impact": 5,
        "improvement": 4,
        "basis": "observed",
        "evidence": ("checkout-survey",),
    }
    records = (
        Record(*HEADER, {"schema": "map/1", "title": "Buy an outfit", "personas": ("fiona", "paul")}),
        Record("stage", "awareness", {"name": "Awareness", "order": 10}),
        Record("stage", "purchase", {"name": "Purchase", "order": 20}),
        Record(*CARD, card | fields),
        Record("insight", "asked-twice", {"name": "Asked twice", "kind": "pain", "touchpoint": "pay-by-card"}),
        Record("metric", "csat", {"name": "CSAT", "kind": "csat", "readings.2026-01": 71.0, "readings.2026-02": 68.5}),
    )
    return document_of("map", records)


def the_card(**fields: Value) -> CardForm:
    """Return the form of the card of `a_map`."""
    return CardForm(a_map(**fields), CARD, NAMES)
