"""What somebody else does to personas while their screen is open appears there by itself, and is told."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.tui.lookout import LOOK_EVERY
from tests.tui.file_stories import begun

if TYPE_CHECKING:
    from cjm_tui.tui.screens.personas import PersonasScreen


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """Copy the sample maps; return their folder."""
    return Path(shutil.copytree(maps_folder(), tmp_path / "maps"))


async def test_what_somebody_else_writes_appears_by_itself_and_is_told(maps: Path) -> None:
    fiona = maps / "personas" / "fiona.toml"
    async with begun(maps, "at") as story:
        await story.goes_to("fiona")
        fiona.write_text(fiona.read_text().replace("share = 0.31", "share = 0.4"))
        await story.reads("Changed on the disk: Fashionable Fiona: share")
        assert "40%" in next(line for line in story.sees().splitlines() if line.startswith("▌"))
        (maps / "personas" / "zoe.toml").write_text('schema = "persona/1"\nname = "Zoe"\n')
        await story.reads("new: Zoe")
        (maps / "personas" / "zoe.toml").unlink()
        await story.reads("gone: Zoe")
        assert cast("PersonasScreen", story.app.screen).current().id == "fiona"


async def test_an_edit_made_here_is_no_news(maps: Path) -> None:
    async with begun(maps, "at") as story:
        await story.goes_to("fiona")
        await story.presses("enter", "tab")
        await story.types("!")
        await story.presses("ctrl+s")
        said = story.status
        (maps / "evidence" / "new.toml").write_text('schema = "evidence/1"\nname = "New"\n')
        await story.waits(LOOK_EVERY * 3)
        assert story.status == said


async def test_a_file_that_somebody_breaks_says_so_in_its_line_until_it_is_right_again(maps: Path) -> None:
    fiona = maps / "personas" / "fiona.toml"
    whole = fiona.read_text()
    async with begun(maps, "at") as story:
        fiona.write_text("schema = ")
        await story.reads("fiona.toml:1")
        fiona.write_text(whole)
        await story.reads("Fashionable Fiona")
