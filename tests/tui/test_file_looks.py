"""How personas, evidence, journeys and themes look at every size: all in sight, nothing cut but texts."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.render.cells import length
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.tui.launching import app_on
from cjm_tui.tui.screens.filing import FilingScreen
from cjm_tui.tui.screens.walk import WalkScreen
from tests.tui.file_stories import SIZES, begun
from tests.tui.resting import at_rest

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

EVERY = ((60, 16), (80, 24), (120, 36), (200, 50))
SCREENS = {
    "personas": ("at", "down", "down"),
    "evidence": ("quotation_mark", *["down"] * 6),
    "walk": ("at", "down", "down", "space", "down", "down", "space", "v", "down"),
    "themes": ("colon", *"theme", "enter", "down"),
}


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """Copy the sample maps; return their folder."""
    return Path(shutil.copytree(maps_folder(), tmp_path / "maps"))


@pytest.mark.parametrize("size", EVERY)
@pytest.mark.parametrize("screen", ["personas", "evidence", "walk"])
async def test_every_line_fits_its_place(maps: Path, screen: str, size: tuple[int, int]) -> None:
    async with begun(maps, *SCREENS[screen], size=size) as story:
        here = story.app.screen
        assert isinstance(here, (FilingScreen, WalkScreen))
        for part in (here.header, here.titles, here.rows):
            assert all(length(line) <= part.size.width for line in part.lines)
        last = {"personas": "maps", "evidence": "places", "walk": "skips it"}[screen]
        assert last in here.rows.words


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_how_it_is_arranged(
    maps: Path, screen: str, size: tuple[int, int], snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")

    async def settled(pilot: Pilot[None]) -> None:
        for key in ("", *SCREENS[screen]):
            if key:
                await pilot.press(key)
            await at_rest(pilot)

    assert snap_compare(app_on(maps, None), terminal_size=size, run_before=settled)
