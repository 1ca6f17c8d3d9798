"""What a person does with whole maps in the library."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.storage.files import load
from tests.tui.file_stories import begun


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """Copy one sample map; return its folder."""
    shutil.copy(maps_folder() / "buy-an-outfit.toml", tmp_path)
    return tmp_path


def header(maps: Path, name: str, field: str) -> str:
    document = load(maps / f"{name}.toml").document
    assert document is not None
    return document.header.text(field)


async def test_a_map_is_copied_and_the_copy_opens(maps: Path) -> None:
    async with begun(maps, "y") as story:
        await story.presses("enter")
        assert story.room == "BoardScreen"
        assert header(maps, "buy-an-outfit-online-a-copy", "status") == "draft"


async def test_a_map_gets_another_title_and_keeps_its_id(maps: Path) -> None:
    async with begun(maps, "e") as story:
        await story.presses("ctrl+u")
        await story.types("Buy a hat")
        await story.presses("enter")
        assert header(maps, "buy-an-outfit", "title") == "Buy a hat"
        assert "Buy a hat" in story.sees()


async def test_a_map_is_put_away_with_dd_and_comes_back(maps: Path) -> None:
    async with begun(maps, "d", "d") as story:
        assert header(maps, "buy-an-outfit", "status") == "archived"
        await story.presses("d", "d")
        assert header(maps, "buy-an-outfit", "status") == "draft"


async def test_where_there_is_no_map_the_next_key_is_named(tmp_path: Path) -> None:
    async with begun(tmp_path, "y") as story:
        assert "a begins one" in story.status
        await story.presses("e", "d", "d")
        assert story.room == "LibraryScreen"
