"""From a problem to the card it is about, whatever record it stands in."""

from __future__ import annotations

from pathlib import Path

from tests.sample_maps import OUTFIT
from tests.tui.file_stories import begun
from tests.tui.stories import story, written

FAR_TOO_SEVERE = OUTFIT.replace("severity = 4", "severity = 9")
NO_IMPACT = OUTFIT.replace(
    'insights = ["asked-twice"]', 'insights = ["asked-twice"]\n  touchpoints = ["pay-by-card"]\n  impact = 9'
)


async def test_from_an_insight_to_its_card(tmp_path: Path) -> None:
    async with story(written(tmp_path, FAR_TOO_SEVERE)) as person:
        await person.press("exclamation_mark")
        await person.pilot.app.workers.wait_for_complete()
        await person.press("enter")
        assert person.card == "Pay by card"
        assert "9 is not a whole number" in person.says


async def test_from_an_opportunity_to_the_first_of_its_cards(tmp_path: Path) -> None:
    async with story(written(tmp_path, NO_IMPACT)) as person:
        await person.press("exclamation_mark")
        await person.pilot.app.workers.wait_for_complete()
        await person.press("enter")
        assert person.card == "Pay by card"


async def test_from_the_library_to_the_card_of_an_insight(tmp_path: Path) -> None:
    maps = written(tmp_path, FAR_TOO_SEVERE).parent
    async with begun(maps) as reader:
        await reader.reads("Buy an outfit")
        await reader.presses("exclamation_mark", "enter")
        assert reader.room == "BoardScreen"
        assert reader.app.screen.place.touchpoint == "pay-by-card"  # type: ignore[attr-defined]


async def test_esc_says_that_there_is_nothing_to_come_back_from(tmp_path: Path) -> None:
    maps = written(tmp_path).parent
    async with begun(maps) as reader:
        await reader.reads("Buy an outfit")
        await reader.presses("escape")
        assert reader.status == "All maps are shown · q leaves"


async def test_what_there_is_none_of_is_not_counted_among_the_problems(tmp_path: Path) -> None:
    maps = written(tmp_path, FAR_TOO_SEVERE).parent
    async with begun(maps) as reader:
        await reader.reads("Buy an outfit")
        await reader.presses("exclamation_mark")
        assert "1 to put right" in reader.sees()
        assert "0 odd" not in reader.sees()
        assert "where" in reader.sees()


async def test_of_a_long_path_the_file_and_the_line_are_seen(tmp_path: Path) -> None:
    far = tmp_path / ("a-folder-with-a-long-name" * 3)
    async with begun(written(far, FAR_TOO_SEVERE).parent) as reader:
        await reader.reads("Buy an outfit")
        await reader.presses("exclamation_mark")
        assert "maps/outfit.toml:53" in reader.sees()
