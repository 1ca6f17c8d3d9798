"""The map that another one is measured against lies over its curve as its file stands on the disk."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.sample_maps import LUNCH, LUNCH_ORDERED_BETTER
from tests.tui.stories import story, written

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_baseline_is_laid_anew_when_its_file_changes(tmp_path: Path) -> None:
    baseline = written(tmp_path, LUNCH)
    future = tmp_path / "maps" / "future.toml"
    future.write_text(LUNCH_ORDERED_BETTER)
    async with story(future) as person:
        await person.press("colon")
        await person.type("the baseline")
        await person.press("enter")
        await person.until("○ A lunch, ordered")
        before = person.board.board.words
        baseline.write_text("\n".join(line for line in LUNCH.splitlines() if not line.startswith("  emotion = ")))
        for _ in range(100):
            await asyncio.sleep(0.05)
            await person.pilot.pause()
            if person.board.board.words != before:
                break
        assert before.count("○") > 1, "marks, and the name of the baseline"
        assert person.board.board.words.count("○") == 1, "a baseline without emotions has a name and no marks"
