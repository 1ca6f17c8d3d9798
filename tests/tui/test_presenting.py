"""A person shows a map to a room: large, stage by stage, and back on the board where they stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from cjm_tui.render.cells import length
from cjm_tui.tui.screens.presenting import PresentingScreen
from tests.sample_maps import LUNCH
from tests.tui.stories import Story, story, written

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.tui.screens.presenting import Projection

SIZES = [(34, 10), (60, 16), (80, 24), (120, 36), (200, 50), (250, 70)]


def wall(person: Story) -> Projection:
    return cast("PresentingScreen", person.app.screen).projection


async def test_the_whole_journey_comes_first_and_then_every_stage(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(80, 24)) as person:
        await person.press("P")
        assert "Buy an outfit online" in wall(person).words
        assert "Awareness" in wall(person).words
        seen = []
        for key in ("right", "space", "down"):
            await person.press(key)
            seen.append(wall(person).words)
        assert "AWARENESS" in seen[0]
        assert "PURCHASE" in seen[1]
        assert "Pay by card" in seen[1]
        assert seen[0] != seen[1] != seen[2]
        await person.press("left")
        assert wall(person).words == seen[1]


async def test_past_the_last_slide_and_before_the_first_nothing_changes(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("P", "left")
        first = wall(person).words
        await person.press("G")
        last = wall(person).words
        await person.press("right")
        assert wall(person).words == last
        await person.press("g")
        assert wall(person).words == first


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_esc_goes_back_to_the_board_at_the_stage_that_was_shown(tmp_path: Path, key: str) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("P", "right", "right", key)
        assert person.app.screen is person.board
        assert person.stage == "purchase"


@pytest.mark.parametrize("size", SIZES)
async def test_every_slide_fills_the_screen_exactly(tmp_path: Path, size: tuple[int, int]) -> None:
    async with story(written(tmp_path, LUNCH), size=size) as person:
        await person.press("P", "g")
        for _ in range(20):
            lines = wall(person).lines
            assert len(lines) == size[1]
            assert {length(line) for line in lines} == {size[0]}
            await person.press("right")


async def test_a_resized_presentation_stays_on_its_stage(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(120, 36)) as person:
        await person.press("P", "right", "right")
        await person.pilot.resize_terminal(60, 16)
        await person.pilot.pause()
        assert "PURCHASE" in wall(person).words


async def test_a_map_without_stages_can_be_shown(tmp_path: Path) -> None:
    async with story(written(tmp_path, 'schema = "map/1"\ntitle = "Empty"\n')) as person:
        await person.press("P", "right")
        assert "Empty" in wall(person).words


async def test_what_is_said_stands_at_the_foot_until_the_next_slide(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("P", "ctrl+c")
        assert "q leaves" in wall(person).lines[-1][0].text
        await person.press("right")
        assert "q leaves" not in wall(person).words
