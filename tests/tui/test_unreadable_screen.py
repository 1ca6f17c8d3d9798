"""What a person sees of a file that cannot be read as a map."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.tui.screens.unreadable import UnreadableScreen
from tests.tui.dialog_stories import opened
from tests.tui.file_stories import begun

HALF = """schema = "map/1"
title = "Half merged"

[stage.one]
name = "One"
<<<<<<< ours
  order = 10
=======
  order = 20
>>>>>>> theirs \x1b[31m
"""


@pytest.fixture
def half(tmp_path: Path) -> Path:
    path = tmp_path / "half.toml"
    path.write_text(HALF * 4)
    return path


def put_right(path: Path) -> None:
    path.write_text('schema = "map/1"\ntitle = "Whole again"\n')


def take_away(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_line_in_the_way_is_marked_in_the_text(half: Path, size: tuple[int, int]) -> None:
    async with opened(UnreadableScreen(half), size) as story:
        story.takes_a_picture(f"unreadable-{size[0]}x{size[1]}")
        seen = story.sees()
        assert "6 ! <<<<<<< ours" in seen
        assert "order = 10" in seen
        assert "\x1b" not in seen


async def test_a_file_that_was_put_right_opens_in_place_of_its_text(half: Path) -> None:
    async with begun(half.parent, start="half") as story:
        put_right(half)
        await story.presses("enter")
        assert story.room == "BoardScreen"
        assert "Whole again" in story.sees()
        await story.presses("q")
    assert not story.app.is_running


async def test_a_file_that_is_gone_by_then_is_said_to_be_gone(half: Path) -> None:
    async with begun(half.parent, start="half") as story:
        take_away(half)
        await story.presses("enter")
        assert story.room == "UnreadableScreen"
        assert "half.toml" in story.status


async def test_esc_goes_back(half: Path) -> None:
    async with opened(UnreadableScreen(half)) as story:
        await story.presses("escape")
        assert not story.is_open()


async def test_a_file_that_is_no_text_or_gone_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00" * 50)
    for name in ("bytes.toml", "gone.toml"):
        async with opened(UnreadableScreen(tmp_path / name)) as story:
            assert "cannot be read as a map" in story.sees()
