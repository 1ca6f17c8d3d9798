"""A map with problems opens, and shows each of them where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.stories import MAP, story, written

if TYPE_CHECKING:
    from pathlib import Path

ODD = (
    MAP.replace('channels = ["social-media"]\n  emotion = 1', 'channels = ["social-media"]\n  emotion = 7')
    .replace('name = "Friend talks"\n  stage = "awareness"', 'name = "Friend talks"\n  stage = "nowhere"')
    .replace('  moment = "truth"', '  moment = "truth"\n  colour = "red"')
    .replace("  severity = 4", "  severity = 9")
)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36)])
async def test_a_map_with_problems_says_how_many_and_marks_their_cards(tmp_path: Path, size: tuple[int, int]) -> None:
    async with story(written(tmp_path, ODD), size) as person:
        await person.until("2 to put right, 2 odd · ! shows where")
        marked = {line for line in person.sees.splitlines() if " ! " in line}
        assert marked
        await person.press("exclamation_mark")
        await person.press("enter")
        assert person.card == "See a post"


async def test_the_side_panel_tells_what_is_wrong_and_no_longer_once_it_is_right(tmp_path: Path) -> None:
    async with story(written(tmp_path, ODD), (140, 36)) as person:
        await person.until("emotion: 7 is not a whole number")
        await person.press("l")
        person.board.go_to_touchpoint("pay-by-card")
        await person.until("colour: there is no such field")
        assert "insight.asked-twice.severity: 9" in " ".join(person.board.panel.words.split())
        person.board.go_to_touchpoint("friend-talks")
        await person.until("stage: there is no stage")
        person.board.go_to_touchpoint("see-a-post")
        await person.press("4")
        await person.until_saved()
        while "7 is not" in person.sees:
            await person.pilot.pause(0.01)


async def test_a_map_that_somebody_spoils_meanwhile_says_so(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.pilot.pause()
        path.write_text(MAP.replace("  severity = 4", "  severity = 9"))
        await person.until("1 to put right")
